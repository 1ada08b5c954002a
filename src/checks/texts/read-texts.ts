/** Every text of a server that a model reads, with its place: what lists and the handshake hold. Bounded: it is the server's. */
import { isObject } from '../../json/kind.ts';
import { pointerTo } from '../../json/pointer.ts';
import { clip } from '../evidence.ts';
import type { ConnectSubject, ListSubject, ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from '../tool/tool-name.ts';

/**
 * `name`: what a model must repeat to the letter. `text`: prose. `value`: what it may send (enum, const, default).
 * `example`: a value that only shows something.
 */
export type Role = 'name' | 'text' | 'value' | 'example';

export interface ReadText {
  readonly text: string;
  readonly role: Role;
  /** `the tool "add"`. */
  readonly owner: string;
  /** The key of the owner that it stands in: `description`, `inputSchema`. */
  readonly part: string;
  /** JSON pointer; written only where something is found. */
  readonly where: () => string;
}

/** What stands under one key of an owner: one text, or many. */
export interface ReadPart extends Owner {
  readonly part: string;
  readonly value: unknown;
  readonly role: Role;
}

/** Of one list, and of one handshake. */
const MOST_TEXTS = 200_000;

const TOOL: Readonly<Record<string, Role>> = {
  name: 'name',
  title: 'text',
  description: 'text',
  annotations: 'text',
  inputSchema: 'text',
  outputSchema: 'text',
};
const LISTED: Readonly<Record<string, Role>> = {
  title: 'text',
  description: 'text',
  uri: 'text',
  uriTemplate: 'text',
  arguments: 'text',
};
/** Names of prompts and their arguments are repeated; that of a resource is shown, its URI is repeated. */
const OTHERS = [
  { key: 'prompts', one: 'prompt', name: 'name' },
  { key: 'resources', one: 'resource', name: 'text' },
  { key: 'resourceTemplates', one: 'resource template', name: 'text' },
] as const;

/** Of the tools that are checked, and of the first pages of the other lists. */
export function partsOfLists({ tools, others = [], templates }: ListSubject): ReadPart[] {
  const to: ReadPart[] = [];
  for (const tool of tools) if (isObject(tool.raw) && !tool.isUnchecked) addParts(toolOwner(tool), tool.raw, TOOL, to);
  const answers = [...others.map(({ exchange }) => exchange), ...(templates ? [templates] : [])];
  for (const { outcome } of answers)
    if (outcome.kind === 'result' && isObject(outcome.result)) addItems(outcome.result, to);
  return to;
}

/** Instructions, and who the server says that it is. */
export function partsOfOpening({ opening }: ConnectSubject): ReadPart[] {
  const result = opening?.outcome.kind === 'result' ? opening.outcome.result : undefined;
  if (!isObject(result)) return [];
  const to: ReadPart[] = [];
  addParts({ owner: 'the server', where: '' }, result, { instructions: 'text', serverInfo: 'text' }, to);
  return to;
}

/** All of them, but for those behind the first 200,000. */
export function textsOf(parts: readonly ReadPart[]): ReadText[] {
  const to: ReadText[] = [];
  for (const part of parts) addAll(part, to);
  return to;
}

interface Owner {
  readonly owner: string;
  readonly where: string;
}

function toolOwner(tool: ToolSubject): Owner {
  return { owner: `the tool ${toolName(tool)}`, where: placeOf(tool) };
}

function addItems(result: Record<string, unknown>, to: ReadPart[]): void {
  for (const { key, one, name } of OTHERS) {
    const items = result[key];
    if (!Array.isArray(items)) continue;
    for (const [index, item] of items.entries()) {
      if (to.length >= MOST_TEXTS) return;
      if (!isObject(item)) continue;
      const called = typeof item['name'] === 'string' ? JSON.stringify(clip(item['name'], 100)) : `${index}`;
      addParts({ owner: `the ${one} ${called}`, where: `/${key}/${index}` }, item, { name, ...LISTED }, to);
    }
  }
}

function addParts(owner: Owner, item: Record<string, unknown>, roles: Readonly<Record<string, Role>>, to: ReadPart[]) {
  for (const part in roles) {
    const value = item[part];
    if (value !== undefined) to.push({ owner: owner.owner, where: owner.where, part, value, role: roles[part]! });
  }
}

/** What the keys of an object are: keywords, names that the server gives, or neither. */
type Holds = 'schema' | 'names' | 'data';

interface Open {
  readonly value: unknown;
  readonly role: Role;
  readonly key: string;
  readonly holds: Holds;
  readonly parent?: Open;
}

const NAMES = new Set(['properties', '$defs', 'definitions', 'dependentSchemas']);
const VALUES: ReadonlyMap<string, Role> = new Map([
  ['enum', 'value'],
  ['const', 'value'],
  ['default', 'value'],
  ['examples', 'example'],
  ['example', 'example'],
]);
/** No prose: expressions, references, and names that stand elsewhere as well. */
const SKIPPED = new Set([
  ...['pattern', 'patternProperties', 'format', '$ref', '$id', '$schema', '$anchor', '$dynamicRef', '$dynamicAnchor'],
  ...['required', 'dependentRequired', '_meta', 'icons'],
]);

function addAll({ owner, where, part, value: whole, role: first }: ReadPart, to: ReadText[]): void {
  const open: Open[] = [{ value: whole, role: first, key: part, holds: 'schema' }];
  for (let next = open.pop(); next && to.length < MOST_TEXTS; next = open.pop()) {
    const { value, role } = next;
    const at = next;
    if (typeof value === 'string') to.push({ text: value, role, owner, part, where: () => pointer(at, where) });
    else if (typeof value === 'object' && value !== null) {
      if (next.holds !== 'schema') addNames({ owner, where, part }, next, to);
      open.push(...inside(next).reverse());
    }
  }
}

/** Keys of a map of properties are names; those of data are part of the value. */
function addNames({ owner, where, part }: Owner & { part: string }, at: Open, to: ReadText[]): void {
  if (Array.isArray(at.value)) return;
  const role = at.holds === 'names' ? 'name' : at.role;
  for (const key of Object.keys(at.value as object).slice(0, MOST_TEXTS)) {
    to.push({ text: key, role, owner, part, where: () => pointerTo(pointer(at, where), key) });
  }
}

function inside(parent: Open): Open[] {
  const { value, holds, role } = parent;
  if (Array.isArray(value))
    return value.slice(0, MOST_TEXTS).map((one, index) => ({ value: one, role, key: String(index), holds, parent }));
  const entries = Object.entries(value as object).slice(0, MOST_TEXTS);
  if (holds === 'data') return entries.map(([key, one]) => ({ value: one, role, key, holds, parent }));
  if (holds === 'names')
    return entries.map(([key, one]) => ({ value: one, role: 'text', key, holds: 'schema', parent }));
  return entries.flatMap(([key, one]): Open[] => {
    if (SKIPPED.has(key)) return [];
    const values = VALUES.get(key);
    if (values) return [{ value: one, role: values, key, holds: 'data', parent }];
    return [{ value: one, role: roleOf(parent, key), key, holds: NAMES.has(key) ? 'names' : 'schema', parent }];
  });
}

/** The names of a prompt's arguments are repeated, too. */
function roleOf({ parent, role }: Open, key: string): Role {
  return key === 'name' && parent?.key === 'arguments' ? 'name' : role;
}

function pointer({ key, parent }: Open, base: string): string {
  return pointerTo(parent ? pointer(parent, base) : base, key);
}
