/** What a form holds before the user touches it: the defaults of its fields (MCP 2025-11-25, Elicitation, Requested Schema). */
import { isObject } from '../json/kind.ts';
import type { Json, JsonObject } from '../model.ts';

/** `content`, and the default of each field of `requestedSchema` that it leaves out. */
export function withDefaults(content: JsonObject, requestedSchema: unknown): JsonObject {
  const properties = isObject(requestedSchema) ? requestedSchema['properties'] : undefined;
  const defaults = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, field]) =>
    isObject(field) && Object.hasOwn(field, 'default') ? [[name, field['default'] as Json] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...content };
}
