/** A tool of the list to a step: its input from its schema, or what is still to be done. */
import { isObject } from '../json/kind.ts';
import { patiently } from '../limits/patience.ts';
import type { Json, JsonObject } from '../model.ts';
import { sampleFromSchema } from '../schema/sample.ts';
import type { Invented } from '../schema/sample-value.ts';
import type { StopSignal } from '../stopping.ts';
import { literal } from '../template/literal.ts';
import { needsRealValue } from './real-value.ts';
import { reasonNotToCall } from './unasked.ts';
import { flow, plainText } from './yaml.ts';

export interface Draft {
  readonly tool: string;
  readonly description: string;
  /** `${` in it is escaped. */
  readonly args: JsonObject;
  /** What is known of each argument, by its name. */
  readonly remarks: ReadonlyMap<string, string>;
  /** Why it is not called. */
  readonly skip?: string;
  /** What is missing. */
  readonly todo?: string;
}

export const PLACEHOLDER = 'TODO';
/** What is longer or deeper is no beginning that anybody wants to read. */
const LONGEST_INPUT = 4_000;
const DEEPEST_INPUT = 24;
/** YAML reads no longer keys. */
const LONGEST_KEY = 500;
const MOST_NAMED = 5;

/** Undefined for what no call can name. */
export async function draftOf(raw: unknown, stop: StopSignal): Promise<Draft | undefined> {
  if (!isObject(raw) || typeof raw['name'] !== 'string' || raw['name'] === '') return undefined;
  const { name, description, inputSchema, annotations } = raw;
  const head = { tool: literal(name), description: typeof description === 'string' ? description : '' };
  const reason = reasonNotToCall(name, annotations);
  const skip = reason === undefined ? {} : { skip: reason };
  const sample = await patiently(() => sampleFromSchema(inputSchema ?? { type: 'object' }, { filled: true }), stop);
  const tooMuch = sample.ok ? whyTooMuch(sample.value) : sample.reason;
  const todo = `write the arguments: ${plainText(tooMuch ?? '')}`;
  if (!sample.ok || tooMuch !== undefined) return { ...head, args: {}, remarks: new Map(), ...skip, todo };
  const missing = sample.invented.flatMap((one) => {
    const spelled = needsRealValue(name, one);
    return spelled === undefined ? [] : [{ one, spelled }];
  });
  const args = missing.reduce((value, { one }) => withPlaceholder(value, one.path), sample.value as Json);
  return {
    ...head,
    args: literal(args) as JsonObject,
    remarks: remarksOf(inputSchema),
    ...skip,
    ...(missing.length > 0 ? { todo: plainText(asking(missing.map(({ spelled }) => spelled))) } : {}),
  };
}

function asking(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return `give a real ${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function whyTooMuch(value: JsonObject): string | undefined {
  if (heightOf(value) > DEEPEST_INPUT) return 'an input that fits is nested too deeply';
  if (keysOf(value).some((key) => key.length > LONGEST_KEY)) return 'an input that fits has very long names';
  return flow(value).length > LONGEST_INPUT ? 'an input that fits is very long' : undefined;
}

function heightOf(value: Json): number {
  if (value === null || typeof value !== 'object') return 0;
  return 1 + Object.values(value).reduce<number>((most, item) => Math.max(most, heightOf(item)), 0);
}

function keysOf(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}

function withPlaceholder(value: Json, [part, ...rest]: Invented['path']): Json {
  if (part === undefined) return PLACEHOLDER;
  if (Array.isArray(value)) return value.map((item, index) => (index === part ? withPlaceholder(item, rest) : item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === part ? withPlaceholder(item, rest) : item]));
}

/** Type and description, where the schema gives them. */
function remarksOf(schema: unknown): Map<string, string> {
  const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
  const told = Object.entries(properties).map(([name, one]) => {
    const { type, description } = isObject(one) ? one : ({} as Record<string, unknown>);
    const words = [type, description].filter((word) => typeof word === 'string' && word !== '');
    return [name, words.join(': ')] as const;
  });
  return new Map(told.filter(([, words]) => words !== ''));
}
