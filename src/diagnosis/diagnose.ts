/** Reads the cause out of what the server said: the first exception on stderr, its result, its error. */
import type { RawFinding } from '../model.ts';
import { type Cause, explaining, type Source } from './causes/cause.ts';
import { causes } from './causes.ts';
import { exceptionChain, headline } from './first-exception.ts';
import { normalise } from './normalise.ts';
import type { Thrown } from './thrown.ts';

export { diagnosisRules } from './causes.ts';

/** All of one moment: a start, or one call. */
export interface Evidence {
  readonly phase: 'start' | 'call';
  readonly stderr: string;
  /** The joined text of a result. */
  readonly resultText?: string;
  /** The message of a JSON-RPC error. */
  readonly rpcMessage?: string;
  /** The JSON-RPC error says by its code that a header does not match. */
  readonly isHeaderMismatch?: boolean;
  /** The body of an HTTP answer that is no JSON-RPC message. */
  readonly httpBody?: string;
  /** What carried it, and in which kind of revision; absent where that is not known. */
  readonly isHttp?: boolean;
  readonly isStateless?: boolean;
  /** Whether the arguments fit the inputSchema; asked only where the server refuses them. */
  readonly argsFit?: () => boolean;
  /** Whether one of the arguments is an optional list or object by the inputSchema, and was sent as a string. */
  readonly isStringForList?: () => boolean;
}

/** Longer texts are no error messages. */
const TEXT_LIMIT = 65_536;
const EVIDENCE_LIMIT = 500;

/**
 * The causes that the evidence shows, at most one per text and one per rule: stderr's first exception or one that led to
 * it, then the result, the JSON-RPC error and the HTTP body. Where they show none and nothing was thrown, all of stderr is
 * read: warnings and log lines may tell. An empty list says that the table does not know the cause.
 */
export function diagnose(evidence: Evidence): RawFinding[] {
  const chain = exceptionChain(evidence.stderr);
  const texts: [Source, string | undefined][] = [
    ['result', evidence.resultText],
    ['rpc', evidence.rpcMessage],
    ['http', evidence.httpBody],
  ];
  const said = texts.flatMap(([source, text]) => findIn(text, source, evidence, chain[0]));
  const found = [...findInChain(chain, evidence), ...said];
  if (found.length > 0 || chain.length > 0) return onePerRule(found);
  return findIn(evidence.stderr.slice(-TEXT_LIMIT), 'stderr', evidence, undefined);
}

/** As the languages and their SDKs write before the words of an exception. */
const NAME = /^(?:Error|[A-Z]\w{0,60}(?:Error|Exception)): /;
const SENTENCE_LIMIT = 300;
/** What the tool made of it: of no use beside the cause. */
const CAUGHT_SHOWS_AS = ['error-as-success', 'expectation'];

/** Of all that a tool says of an error that it caught, the cause, where that is a fault of its own and nothing else is said. */
export function diagnoseCaught(said: string, stderr: string): RawFinding | undefined {
  if (said.length > SENTENCE_LIMIT) return undefined;
  const plain = normalise(said).trim().replace(NAME, '');
  for (const cause of causes) {
    const match = cause.isOwnFault ? cause.pattern.exec(plain) : null;
    if (match?.[0] !== plain) continue;
    const found = toFinding(cause, match, plain, placeOf(exceptionChain(stderr)[0], plain));
    return { ...found, info: { ...cause.rule, explains: [...(found.info?.explains ?? []), ...CAUGHT_SHOWS_AS] } };
  }
  return undefined;
}

/** At most so many exceptions of a chain are looked at. */
const CHAIN_LIMIT = 20;

function findInChain(chain: readonly Thrown[], evidence: Evidence): RawFinding[] {
  for (const exception of chain.slice(0, CHAIN_LIMIT)) {
    const found = findIn(headline(exception), 'stderr', evidence, exception);
    if (found.length > 0) return found;
  }
  return [];
}

function findIn(
  text: string | undefined,
  source: Source,
  evidence: Evidence,
  exception: Thrown | undefined,
): RawFinding[] {
  if (text === undefined || text === '') return [];
  const plain = normalise(text.slice(0, TEXT_LIMIT));
  const origin = source === 'stderr' ? exception?.origin : undefined;
  const coded =
    evidence.isHeaderMismatch && source === 'rpc' ? causes.find((cause) => cause.isHeaderMismatch) : undefined;
  if (coded) return [toFinding(coded, /^/.exec(plain)!, plain, undefined)];
  for (const cause of causes) {
    if (!applies(cause, source, evidence) || (cause.origin ?? origin) !== origin) continue;
    const match = cause.pattern.exec(plain);
    if (match && (!cause.ofStringForList || evidence.isStringForList?.()))
      return [toFinding(ifFit(cause, evidence.argsFit), match, plain, placeOf(exception, plain))];
  }
  return [];
}

function applies(cause: Cause, source: Source, { phase, isHttp, isStateless }: Evidence): boolean {
  if ((cause.isOfHttp && isHttp === false) || (cause.isOfStateless && isStateless === false)) return false;
  return (cause.phase ?? phase) === phase && (cause.sources?.includes(source) ?? true);
}

/** The cause as it is to be told: where the arguments fit, the fault is the server's. */
function ifFit(cause: Cause, argsFit: Evidence['argsFit']): Cause {
  const { ruleIfFit, message } = cause;
  if (!ruleIfFit || !argsFit?.()) return cause;
  return {
    ...cause,
    rule: ruleIfFit,
    message: (match) => `The arguments fit the inputSchema, and the server refuses them. ${message(match)}`,
  };
}

/** The exception's place, where the text tells of the same exception. */
function placeOf(exception: Thrown | undefined, text: string): string | undefined {
  return exception !== undefined && text.includes(exception.message) ? exception.where : undefined;
}

function toFinding(cause: Cause, match: RegExpExecArray, text: string, where: string | undefined): RawFinding {
  const { rule } = cause;
  return {
    rule: rule.id,
    level: rule.level,
    message: cause.message(match).trim(),
    hint: cause.hint ?? rule.hint,
    evidence: (cause.evidence?.(match) ?? lineAt(text, match.index)).slice(0, EVIDENCE_LIMIT),
    ...(where === undefined ? {} : { where }),
    info: explaining(rule),
  };
}

function lineAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  const end = text.indexOf('\n', index);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

function onePerRule(findings: readonly RawFinding[]): RawFinding[] {
  return findings.filter(({ rule }, at) => findings.findIndex((other) => other.rule === rule) === at);
}
