/** The properties that a schema names, at every depth, with what is said of them. */
import { leavesOf } from './subset/leaves.ts';
import { ITEMS, placeOf } from './subset/reason.ts';
import { asNode, listIn, mapIn, type Node, type Schema, type Side, sideOf } from './subset/side.ts';

/** By place: `filter.mode`, `tags[]`. The text is `title`, `description` and `default`; empty where there is none. */
export type Properties = ReadonlyMap<string, string>;

const MOST = 2000;
const DEEPEST = 10;

/** Empty for a schema of which nothing can be said. */
export function propertiesOf(schema: unknown): Properties {
  const side = sideOf(schema);
  const found = new Map<string, string>();
  if (side) walk([asNode(side.root)], { path: [], around: new Set() }, side, found);
  return found;
}

interface Way {
  readonly path: readonly string[];
  /** Schemas that are being looked into: one that holds itself is told once. */
  readonly around: ReadonlySet<Schema>;
}

/** Alternatives are looked into like all that holds at once: the place is the same. */
function walk(nodes: readonly Node[], { path, around }: Way, side: Side, found: Map<string, string>): void {
  if (path.length > DEEPEST || found.size > MOST) return;
  const { leaves } = leavesOf(nodes, side);
  const others = leaves.flatMap((leaf) => [...(listIn(leaf, 'anyOf') ?? []), ...(listIn(leaf, 'oneOf') ?? [])]);
  const all = [...leaves, ...leavesOf(others.map(asNode), side).leaves];
  const texts = all.flatMap(saidOf);
  if (path.length > 0) found.set(placeOf(path), [...new Set(texts)].join('\n'));
  if (all.length > 0 && all.every((leaf) => around.has(leaf))) return;
  const inside = (step: string): Way => ({ path: [...path, step], around: new Set([...around, ...all]) });
  const names = new Set(all.flatMap((leaf) => Object.keys(mapIn(leaf, 'properties'))));
  for (const name of names) {
    const parts = all.map((leaf) => mapIn(leaf, 'properties')).filter((map) => Object.hasOwn(map, name));
    walk(
      parts.map((map) => asNode(map[name])),
      inside(name),
      side,
      found,
    );
  }
  const items = all.map(({ items }) => items).filter((one) => typeof one === 'object' && !Array.isArray(one));
  if (items.length > 0) walk(items.map(asNode), inside(ITEMS), side, found);
}

/** What a model reads of it beside its form. */
function saidOf({ title, description, default: value }: Schema): string[] {
  const texts = [title, description].filter((text) => typeof text === 'string');
  return value === undefined ? texts : [...texts, `default: ${JSON.stringify(value)}`];
}
