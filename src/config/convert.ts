/** The parser's tree to ours: aliases followed, duplicate keys and values that JSON cannot hold refused. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type Range, type Scalar, type YAMLMap } from 'yaml';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';
import type { Entry, Node, ScalarNode } from './node.ts';
import type { Places } from './places.ts';
import type { Problems } from './problems.ts';

/** An anchored node: `undefined` while it is still being read, so that it cannot contain itself. */
type Anchored = { readonly node: Node | undefined; readonly size: number };

export class Converter {
  private readonly anchors = new Map<string, Anchored>();
  private nodes = 0;
  private depth = 0;

  constructor(
    private readonly places: Places,
    private readonly problems: Problems,
  ) {}

  /** Goes on after a problem, so that the rest of the file is checked too. */
  convert(root: unknown): Node {
    return this.node(root, 0);
  }

  private node(source: unknown, offset: number): Node {
    if (isAlias(source)) return this.alias(source);
    const anchor = (source as { anchor?: string } | null)?.anchor;
    if (anchor === undefined) return this.plain(source, offset);
    const before = this.nodes;
    this.anchors.set(anchor, { node: undefined, size: 0 });
    const node = this.plain(source, offset);
    this.anchors.set(anchor, { node, size: this.nodes - before });
    return node;
  }

  private plain(source: unknown, offset: number): Node {
    this.nodes++;
    this.depth++;
    const node = this.kinds(source, offset);
    this.depth--;
    return node;
  }

  private kinds(source: unknown, offset: number): Node {
    if (isMap(source)) return this.map(source);
    if (!isSeq(source)) return this.scalar(isScalar(source) ? source : undefined, offset);
    const items = source.items.map((item) => this.node(item, source.range?.[0] ?? offset));
    return { kind: 'list', items, at: this.place(source, offset) };
  }

  private map(source: YAMLMap): Node {
    const seen = new Set<string>();
    const entries = source.items.map((pair) => this.entry(pair, seen)).filter((entry) => entry !== undefined);
    return { kind: 'map', entries, at: this.place(source, 0) };
  }

  private entry({ key, value }: Pair, seen: Set<string>): Entry | undefined {
    const keyAt = this.place(key, 0);
    if (!isScalar(key) || typeof key.value !== 'string') {
      this.problems.add(keyAt, 'a key must be plain text');
      return undefined;
    }
    if (seen.has(key.value)) this.problems.add(keyAt, `\`${key.value}\` is here twice`, { hint: 'keep one of them' });
    seen.add(key.value);
    return { key: key.value, keyAt, value: this.node(value, key.range?.[1] ?? 0) };
  }

  private scalar(source: Scalar | undefined, offset: number): ScalarNode {
    const at = this.place(source, offset);
    const value = source?.value ?? null;
    const empty = value === null && (source?.source ?? '') === '';
    if (typeof value === 'bigint' || typeof value === 'number') {
      if (!Number.isFinite(Number(value))) this.problems.add(at, `JSON has no ${source?.source}`);
      if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) this.problems.add(at, ...TOO_LARGE);
      return { kind: 'scalar', value: Number(value), empty, at };
    }
    return { kind: 'scalar', value: value as string | boolean | null, empty, at };
  }

  private alias(source: Alias): Node {
    const at = this.place(source, 0);
    const found = this.anchors.get(source.source);
    const problem = this.whyNot(source.source, found);
    this.nodes += found?.size ?? 0;
    if (found?.node && !problem) return found.node;
    if (problem) this.problems.add(at, problem);
    return { kind: 'scalar', value: null, empty: true, at };
  }

  private whyNot(name: string, found: Anchored | undefined): string | undefined {
    if (!found) return `\`*${name}\` has no anchor \`&${name}\` before it`;
    if (!found.node) return `\`*${name}\` stands inside its own anchor`;
    if (this.nodes + found.size > MAX_NODES) return `the aliases make more than ${MAX_NODES} values`;
    const deep = this.depth + heightOf(found.node) > MAX_DEPTH;
    return deep ? `the aliases nest deeper than ${MAX_DEPTH} levels` : undefined;
  }

  private place(source: unknown, offset: number) {
    const range = (source as { range?: Range | null } | null | undefined)?.range;
    return range ? this.places.at(range[0], range[1]) : this.places.at(offset);
  }
}

const TOO_LARGE = [
  'this number is too large to be sent exactly',
  { hint: 'put it in quotes to send it as text' },
] as const;

function heightOf(node: Node): number {
  if (node.kind === 'scalar') return 1;
  const children = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value);
  return 1 + Math.max(0, ...children.map(heightOf));
}
