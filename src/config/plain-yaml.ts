/**
 * The short way for smoke files as most people write them. js-yaml reads them ten times as fast as `yaml`, which knows more
 * mistakes, and says them better: whatever is odd, empty, anchored, tagged, spread over lines or wrong is left to that, so that
 * this way either gives the same nodes or none. `test/plain-yaml.test.ts` compares the two.
 */
import { FAILSAFE_SCHEMA, load, type State } from 'js-yaml';
import type { Place } from '../model.ts';
import type { Entry, Node } from './node.ts';
import type { Places } from './places.ts';

/** Well within all limits of `limits.ts`. */
const LONGEST = 200_000;
const MOST_PARTS = 25_000;
const DEEPEST = 32;
const LONGEST_KEY = 500;

/**
 * What may be more than it looks: tabs and carriage returns, directives and markers of documents, the beginnings of anchors,
 * aliases, tags, block scalars and explicit keys, and comments without a blank before them.
 */
const ODD =
  /[\t\r\ufeff\u0085\u2028\u2029]|^(?:---|\.\.\.|%)|(?:^|[\s,:[\]{}-])[&*!|>%@`]|(?:^|[\s,[{])\?\s|[,:[\]{}"']#/m;

/** What is a number, or none, by rules of its own. */
const NUMBER =
  /^(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0[ox][\da-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const BEGINS_NUMBER = '-+.0123456789';
const PLAIN_NUMBER = /^(?:-?[1-9]\d{0,14}|0|-?(?:0|[1-9]\d{0,9})\.\d{1,9})$/;
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const OTHER_CONSTANTS = new Set(['~', 'Null', 'NULL', 'True', 'TRUE', 'False', 'FALSE']);

/** Undefined where the long way has to be gone. */
export function readPlain(text: string, places: Places): Node | undefined {
  if (text.length > LONGEST || !text.endsWith('\n') || ODD.test(text)) return undefined;
  const tree = new Tree(text, places);
  try {
    load(text, { schema: FAILSAFE_SCHEMA, listener: (event, state) => tree[event](state), onWarning: giveUp });
    return tree.root?.kind === 'map' ? tree.root : undefined;
  } catch {
    // A mistake in the file, or something that is not plain.
    return undefined;
  }
}

function giveUp(): never {
  throw new Error('not plain');
}

interface Opened {
  /** Blanks, line breaks and comments may come before it. */
  readonly from: number;
  readonly children: Node[];
  /** Where the first of them begins. */
  first?: number;
}

/** Nodes from what js-yaml tells of them: where each begins and ends, and those within it in between. */
class Tree {
  root: Node | undefined;
  readonly #opened: Opened[] = [];
  #parts = 0;

  constructor(
    private readonly text: string,
    private readonly places: Places,
  ) {}

  open({ position }: State): void {
    this.#parts += 2;
    if (this.#opened.length > DEEPEST || this.#parts > MOST_PARTS) giveUp();
    this.#opened.push({ from: position, children: [] });
  }

  close(state: State): void {
    const opened = this.#opened.pop()!;
    const start = this.#begin(opened.from);
    const node = this.#node(state, start, opened);
    const above = this.#opened.at(-1);
    if (!above) this.root = node;
    else {
      above.first ??= start;
      above.children.push(node);
    }
  }

  #node(state: State, start: number, { children, first }: Opened): Node {
    // It was tried as the key of a block, and is none.
    if (first === start && children.length === 1) return children[0]!;
    return state.kind === 'scalar' ? this.#scalar(state, start) : this.#collection(state, start, children);
  }

  #scalar({ position, result }: State, start: number): Node {
    const end = this.#end(position);
    const source = this.text.slice(start, end);
    if (source.includes('\n')) giveUp();
    const isQuoted = source[0] === '"' || source[0] === "'";
    const value = isQuoted ? (result as string) : plainValue(source);
    if (!isQuoted && source !== result) giveUp();
    return { kind: 'scalar', value, empty: false, at: this.places.at(start, end) };
  }

  #collection({ kind, result, position }: State, start: number, children: readonly Node[]): Node {
    const isFlow = this.text[start] === '{' || this.text[start] === '[';
    const end = isFlow ? this.#end(position) : start;
    // A block ends where something else begins.
    const at = this.places.at(start, end);
    return kind === 'mapping' ? mapOf(children, result as object, at) : listOf(children, result, at);
  }

  #begin(from: number): number {
    let at = from;
    for (;;) {
      while (this.text[at] === ' ' || this.text[at] === '\n') at++;
      if (this.text[at] !== '#') return at;
      at = this.text.indexOf('\n', at);
    }
  }

  #end(position: number): number {
    let end = position;
    while (this.text[end - 1] === ' ' || this.text[end - 1] === '\n') end--;
    return end;
  }
}

/** What is empty has no node of its own. */
function mapOf(children: readonly Node[], result: object, at: Place): Node {
  if (children.length !== 2 * Object.keys(result).length) giveUp();
  const entries: Entry[] = [];
  for (let index = 0; index < children.length; index += 2) {
    const [key, value] = [children[index]!, children[index + 1]!];
    if (key.kind !== 'scalar' || typeof key.value !== 'string' || key.value.length > LONGEST_KEY) giveUp();
    else entries.push({ key: key.value, keyAt: key.at, value });
  }
  return { kind: 'map', entries, at };
}

function listOf(items: readonly Node[], result: unknown, at: Place): Node {
  if (!Array.isArray(result) || result.length !== items.length) giveUp();
  return { kind: 'list', items, at };
}

/** As the core schema of YAML 1.2 has it. */
function plainValue(source: string): string | number | boolean | null {
  const constant = CONSTANTS.get(source);
  if (constant !== undefined) return constant;
  if (OTHER_CONSTANTS.has(source)) giveUp();
  if (!BEGINS_NUMBER.includes(source.charAt(0))) return source;
  if (PLAIN_NUMBER.test(source)) return Number(source);
  if (NUMBER.test(source)) giveUp();
  return source;
}
