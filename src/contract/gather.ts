/** From what a server listed to its contract: the parts that somebody may rely on, in an order that no listing changes. */
import { isObject } from '../json/kind.ts';
import type { Json, JsonObject } from '../model.ts';
import { type Entries, type ListName, MOST_ENTRIES } from './contract.ts';

interface Kept {
  /** What names an entry. */
  readonly key: string;
  readonly parts: readonly string[];
}

/** Icons are for the eye, and `_meta` is anybody's: they promise nothing. */
const KEPT: Readonly<Record<ListName, Kept>> = {
  tools: {
    key: 'name',
    parts: ['title', 'description', 'inputSchema', 'outputSchema', 'annotations', 'execution'],
  },
  resources: { key: 'uri', parts: ['name', 'title', 'description', 'mimeType'] },
  resourceTemplates: { key: 'uriTemplate', parts: ['name', 'title', 'description', 'mimeType'] },
  prompts: { key: 'name', parts: ['title', 'description', 'arguments'] },
};

/** Undefined for a list that is too long to be kept. Of two of one name the first counts. */
export function entriesOf(list: ListName, items: readonly unknown[]): Entries | undefined {
  if (items.length > MOST_ENTRIES) return undefined;
  const { key, parts } = KEPT[list];
  const found = new Map<string, JsonObject>();
  for (const item of items) {
    const name = isObject(item) ? item[key] : undefined;
    if (!isObject(item) || typeof name !== 'string' || found.has(name)) continue;
    const kept = parts.filter((part) => item[part] !== undefined && item[part] !== null);
    found.set(name, Object.fromEntries(kept.map((part) => [part, partOf(list, part, item[part])])));
  }
  return Object.fromEntries(found);
}

/** The arguments of a prompt are a list, and go by their names. */
function partOf(list: ListName, part: string, value: unknown): Json {
  if (list !== 'prompts' || part !== 'arguments' || !Array.isArray(value)) return value as Json;
  const named = value.filter((one) => isObject(one) && typeof one['name'] === 'string') as JsonObject[];
  return Object.fromEntries(named.map(({ name, ...rest }) => [name as string, rest]));
}
