/** What is wrong with one content block (MCP 2025-11-25, server/tools, "Tool Result"), in one line each. */

import { isObject, kindOf } from '../../json/kind.ts';
import { quoted } from '../evidence.ts';

/** `path` is a JSON pointer from the block. */
export interface Fault {
  readonly path: string;
  readonly text: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The string fields that each type must have. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  image: ['data', 'mimeType'],
  audio: ['data', 'mimeType'],
  resource: [],
  resource_link: ['uri', 'name'],
};

export function blockFaults(block: unknown): Fault[] {
  if (!isObject(block)) return [{ path: '', text: `is ${kindOf(block)}, not an object` }];
  const { type, resource } = block;
  if (typeof type !== 'string' || !Object.hasOwn(TYPES, type)) return [{ path: '/type', text: typeText(type) }];
  return [
    ...TYPES[type]!.flatMap((key) => mustBeString(block, key)),
    ...(type === 'resource' ? resourceFaults(resource, '/resource') : []),
    ...mayBe(block, 'annotations', isObject, 'an object'),
    ...mayBe(block, '_meta', isObject, 'an object'),
  ];
}

/** Contents of a resource: `uri` and `text` or `blob`. */
export function resourceFaults(resource: unknown, path = ''): Fault[] {
  if (!isObject(resource))
    return [{ path, text: `is ${kindOf(resource)}${resource === undefined ? '' : ', not an object'}` }];
  const body = typeof resource['text'] === 'string' || typeof resource['blob'] === 'string';
  const faults = [
    ...mustBeString(resource, 'uri'),
    ...(body ? [] : [{ path: '', text: 'has neither "text" nor "blob" as a string' }]),
    ...mayBe(resource, 'mimeType', (value) => typeof value === 'string', 'a string'),
    ...mayBe(resource, '_meta', isObject, 'an object'),
  ];
  return faults.map((fault) => ({ ...fault, path: `${path}${fault.path}` }));
}

function typeText(type: unknown): string {
  const known = Object.keys(TYPES).join(', ');
  return type === undefined ? `is missing; it must be one of ${known}` : `is ${quoted(type, 60)}, not one of ${known}`;
}

export function mustBeString(fields: Fields, key: string): Fault[] {
  const value = fields[key];
  if (typeof value === 'string') return [];
  return [{ path: `/${key}`, text: `is ${kindOf(value)}${value === undefined ? '' : ', not a string'}` }];
}

/** An optional field: null does not count as left out. */
export function mayBe(fields: Fields, key: string, fits: (value: unknown) => boolean, wanted: string): Fault[] {
  const value = fields[key];
  return value === undefined || fits(value) ? [] : [{ path: `/${key}`, text: `is ${kindOf(value)}, not ${wanted}` }];
}
