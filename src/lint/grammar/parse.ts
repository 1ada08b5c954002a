/** The only place that knows the grammars: text in, plain tree out. Any text is read; linear in its length. */
import type { Tree } from '@lezer/common';
import { parser as javascriptParser } from '@lezer/javascript';
import { parser as pythonParser } from '@lezer/python';
import { javascriptForGrammar } from './javascript-text.ts';
import type { Language, Node, Parsed } from './node.ts';
import { pythonForGrammar } from './python-text.ts';

/** What is nested deeper is left out: who walks the tree does so by recursion. */
const DEEPEST = 250;

/** Brackets that are open at once. The grammars take time for each error that grows with them; people open a few dozen. */
const MOST_OPEN = 500;
const NOTHING = { comments: [], errors: [], isCut: true };

const typescript = javascriptParser.configure({ dialect: 'ts' });
const typescriptJsx = javascriptParser.configure({ dialect: 'ts jsx' });
const javascriptJsx = javascriptParser.configure({ dialect: 'jsx' });

/** `name` is that of the file: its extension says which dialect it is in. */
export function parse(text: string, name: string): Parsed {
  if (isTooDeep(text)) return { root: { name: '', from: 0, to: 0, parent: undefined, children: [] }, ...NOTHING };
  if (languageOf(name) === 'python') return plain(pythonParser.parse(pythonForGrammar(text)));
  return plain(dialectOf(name).parse(javascriptForGrammar(text)));
}

/** Those in strings are counted, too: they close again, or are few. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    if (/[([{]/.test(bracket)) open++;
    else if (open > 0) open--;
    if (open > MOST_OPEN) return true;
  }
  return false;
}

export function languageOf(name: string): Language | undefined {
  if (/\.pyi?$/i.test(name)) return /\.pyi$/i.test(name) ? undefined : 'python';
  return /\.[cm]?[jt]sx?$/i.test(name) && !/\.d\.[cm]?ts$/i.test(name) ? 'javascript' : undefined;
}

function dialectOf(name: string): typeof javascriptParser {
  if (/\.tsx$/i.test(name)) return typescriptJsx;
  return /\.[cm]?ts$/i.test(name) ? typescript : javascriptJsx;
}

type MutableNode = Omit<Node, 'children'> & { children: Node[] };

/** Most nodes are words: they share one. */
const NO_CHILDREN: Node[] = [];

/** Without recursion: the tree may be as deep as the text is long. */
function plain(tree: Tree): Parsed {
  const root: MutableNode = { name: tree.type.name, from: 0, to: tree.length, parent: undefined, children: [] };
  const comments: Parsed['comments'][number][] = [];
  const errors: number[] = [];
  let isCut = false;
  let depth = 0;
  let current: MutableNode = root;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isTop) return undefined;
      if (type.isError && !isMistakenPattern(current)) errors.push(from);
      if (type.name.endsWith('Comment')) {
        comments.push({ from, to });
        return false;
      }
      const node: MutableNode = { name: type.name, from, to, parent: current, children: NO_CHILDREN };
      if (current.children === NO_CHILDREN) current.children = [node];
      else current.children.push(node);
      if (depth >= DEEPEST) {
        isCut = true;
        return false;
      }
      depth++;
      current = node;
      return undefined;
    },
    leave: ({ type }) => {
      if (type.isTop) return;
      depth--;
      current = (current.parent as MutableNode | undefined) ?? root;
    },
  });
  return { root, comments, errors, isCut };
}

/** The grammar takes a long object of shorthand names for a pattern, and then misses the `=`. */
function isMistakenPattern({ children }: Node): boolean {
  return /^(?:Object|Array)Pattern$/.test(children.at(-1)?.name ?? '');
}
