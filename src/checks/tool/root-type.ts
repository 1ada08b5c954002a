/** What stands at the root of a tool's schema where "type": "object" must stand. */

import { isObject, kindOf } from '../../json/kind.ts';
import type { Note } from '../check.ts';
import { quoted } from '../evidence.ts';
import type { ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from './tool-name.ts';

/** Undefined where the root is as it must be. */
export function rootFault(
  subject: ToolSubject,
  key: 'inputSchema' | 'outputSchema',
  schema: unknown,
): Note | undefined {
  const owner = `${key} of ${toolName(subject)}`;
  const where = `${placeOf(subject)}/${key}`;
  if (!isObject(schema)) return { message: `The ${owner} is ${kindOf(schema)}; clients reject the whole list.`, where };
  const { type } = schema;
  if (type === 'object') return undefined;
  const has = type === undefined ? 'no "type"' : `"type": ${quoted(type, 60)}`;
  const message = `The ${owner} has ${has} at its root, where "object" must stand; clients reject the whole list.`;
  return { message, where: `${where}/type`, evidence: quoted(schema) };
}
