/** All of YAML 1.2 to nodes with places, its limits, and its mistakes in words. */
import { Composer, type Document, type ParsedNode, Parser, parseDocument, type YAMLError, YAMLParseError } from 'yaml';
import { Converter } from './convert.ts';
import { isExcess, lexed } from './lexed.ts';
import type { Node } from './node.ts';
import type { Places } from './places.ts';
import type { Problems } from './problems.ts';
import { mistakeAt } from './yaml-mistake.ts';
import { wordingOf } from './yaml-wording.ts';

const OPTIONS = {
  version: '1.2',
  stringKeys: true,
  // Ours, in the converter: theirs takes the square of the number of keys.
  uniqueKeys: false,
  intAsBigInt: true,
  resolveKnownTags: false,
  prettyErrors: false,
} as const;

/** `undefined` when a problem was added. Linear in the length of `text`, whatever it holds. */
export function readWhole(text: string, places: Places, problems: Problems): Node | undefined {
  const tokens = lexed(text);
  if (isExcess(tokens)) {
    problems.add(places.at(tokens.offset), `the file is too large: ${tokens.message}`);
    return undefined;
  }
  const document = parse(text, tokens, places, problems);
  return document && new Converter(places, problems).convert(document.contents);
}

function parse(
  text: string,
  tokens: readonly string[],
  places: Places,
  problems: Problems,
): Document.Parsed | undefined {
  const document = compose(tokens, text.length);
  const [first] = faultsOf(document);
  // The rest mostly follows from the first.
  if (first) addError(first, text, places, problems);
  if (!first && document.directives.yaml.explicit) addDirective(places, problems);
  return first || document.directives.yaml.explicit ? undefined : document;
}

/** What `parseDocument` does, from tokens that are there already: to find them costs as much as the rest. */
function compose(tokens: readonly string[], length: number): Document.Parsed {
  const [document, other] = new Composer(OPTIONS).compose(parsed(tokens), true, length);
  if (other) document!.errors.push(new YAMLParseError([other.range[0], other.range[1]], 'MULTIPLE_DOCS', ''));
  return document as Document.Parsed<ParsedNode>;
}

function* parsed(tokens: readonly string[]) {
  const parser = new Parser();
  for (const token of tokens) yield* parser.next(token);
  yield* parser.end();
}

function addError(error: YAMLError, text: string, places: Places, problems: Problems): void {
  const { message, hint, pos } = mistakeAt(error, text, errorsOf) ?? {
    ...wordingOf(error.code, error.message),
    pos: error.pos,
  };
  problems.add(places.at(...pos), message, hint ? { hint } : {});
}

function faultsOf(document: Document.Parsed): YAMLError[] {
  return [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
}

function errorsOf(text: string): YAMLError[] {
  return faultsOf(parseDocument<ParsedNode>(text, OPTIONS));
}

function addDirective(places: Places, problems: Problems): void {
  const wording = wordingOf('BAD_DIRECTIVE', '');
  problems.add(places.at(0), wording.message, wording.hint ? { hint: wording.hint } : {});
}
