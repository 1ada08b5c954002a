/** What is wrong with a form that a server asks its user with (MCP 2025-11-25, Elicitation, Requested Schema: no nesting). */
import { isObject } from '../json/kind.ts';
import type { Irregularity } from '../model.ts';

const PRIMITIVES: readonly unknown[] = ['string', 'number', 'integer', 'boolean'];

/** Undefined where official clients take the form, and for what is no form. */
export function formFault({ method, params }: { method: string; params: unknown }): Irregularity | undefined {
  if (method !== 'elicitation/create' || !isObject(params) || (params['mode'] ?? 'form') !== 'form') return undefined;
  const { requestedSchema } = params;
  const fault = schemaFault(requestedSchema);
  return fault === undefined
    ? undefined
    : {
        rule: 'elicit-schema',
        message: `${fault} (${method})`,
        evidence: JSON.stringify(requestedSchema) ?? 'missing',
      };
}

function schemaFault(schema: unknown): string | undefined {
  if (!isObject(schema) || schema['type'] !== 'object' || !isObject(schema['properties']))
    return 'the requestedSchema of a question is no schema of an object with properties';
  const wrong = Object.entries(schema['properties']).find(([, field]) => !isField(field));
  return (
    wrong && `the field ${JSON.stringify(wrong[0])} of a question is neither text, a number, a yes or no, nor a choice`
  );
}

function isField(field: unknown): boolean {
  if (!isObject(field)) return false;
  return field['type'] === 'array' ? isChoice(field['items']) : PRIMITIVES.includes(field['type']);
}

/** Of which several may be chosen. */
function isChoice(items: unknown): boolean {
  return isObject(items) && (Array.isArray(items['enum']) || Array.isArray(items['anyOf']));
}
