/**
 * What the official client accepts for certain, of the five results that it is asked about: never more than its own schemas
 * (`types.js` of the SDK), in the order and with the names that they have there, and less wherever to be exact would cost
 * more than to ask them. Which of its revisions is spoken makes no difference to that client.
 */
import { isObject } from '../json/kind.ts';
import type { ScriptedKind } from '../model.ts';

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const flag: Shape = (value) => typeof value === 'boolean';
const number: Shape = (value) => Number.isFinite(value);
const share: Shape = (value) => typeof value === 'number' && value >= 0 && value <= 1;
const anyObject: Shape = (value) => typeof value === 'object' && value !== null;
const base64: Shape = (value) => typeof value === 'string' && value.length % 4 === 0 && BASE64.test(value);
const moment: Shape = (value) => typeof value === 'string' && MOMENT.test(value);
const token: Shape = (value) => typeof value === 'string' || Number.isSafeInteger(value);

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** Without the 29th of February, which is there in some years only. */
const DAY = /(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31/;
const CLOCK = /(?:[01]\d|2[0-3]):[0-5]\d/;
const MOMENT = new RegExp(`^\\d{4}-(?:${DAY.source})T${CLOCK.source}:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-]${CLOCK.source})$`);

const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);

const oneOf =
  (...names: readonly unknown[]): Shape =>
  (value) =>
    names.includes(value);

const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);

const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

const mapOf =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape);

/** Other keys may be there, with any value. */
function object(keys: Readonly<Record<string, Shape>>): Shape {
  return (value) => {
    if (!isObject(value)) return false;
    for (const key in keys) if (!keys[key]!(value[key])) return false;
    return true;
  };
}

const texts = list(text);
const meta = optional(isObject);

const icons = optional(
  list(
    object({
      src: text,
      mimeType: optional(text),
      sizes: optional(texts),
      theme: optional(oneOf('light', 'dark')),
    }),
  ),
);
const named = { name: text, title: optional(text), icons };

const role = oneOf('user', 'assistant');
const annotations = optional(
  object({ audience: optional(list(role)), priority: optional(share), lastModified: optional(moment) }),
);

const content = { uri: text, mimeType: optional(text), _meta: meta };
const contents = either(object({ ...content, text }), object({ ...content, blob: base64 }));

const marked = { annotations, _meta: meta };
const media = object({ data: base64, mimeType: text, ...marked });
const BLOCKS: Readonly<Record<string, Shape>> = {
  text: object({ text, ...marked }),
  image: media,
  audio: media,
  resource_link: object({
    ...named,
    uri: text,
    description: optional(text),
    mimeType: optional(text),
    size: optional(number),
    ...marked,
  }),
  resource: object({ resource: contents, ...marked }),
};
const block: Shape = (value) =>
  isObject(value) &&
  typeof value['type'] === 'string' &&
  Object.hasOwn(BLOCKS, value['type']) &&
  BLOCKS[value['type']]!(value);

const result = {
  _meta: optional(
    object({
      progressToken: optional(token),
      'io.modelcontextprotocol/related-task': optional(object({ taskId: text })),
    }),
  ),
};

const schema = object({ type: oneOf('object'), properties: optional(mapOf(anyObject)), required: optional(texts) });
const tool = object({
  ...named,
  description: optional(text),
  inputSchema: schema,
  outputSchema: optional(schema),
  annotations: optional(
    object({
      title: optional(text),
      readOnlyHint: optional(flag),
      destructiveHint: optional(flag),
      idempotentHint: optional(flag),
      openWorldHint: optional(flag),
    }),
  ),
  execution: optional(object({ taskSupport: optional(oneOf('required', 'optional', 'forbidden')) })),
  _meta: meta,
});
const page = object({ ...result, nextCursor: optional(text) });

const RESULTS: Readonly<Record<ScriptedKind, Shape>> = {
  call: object({
    ...result,
    content: optional(list(block)),
    structuredContent: meta,
    isError: optional(flag),
  }),
  resource: object({ ...result, contents: list(contents) }),
  prompt: object({
    ...result,
    description: optional(text),
    messages: list(object({ role, content: block })),
  }),
  request: object(result),
};

/** Of a page of tools/list: its first `most` tools and all that is not a tool. Linear in what it holds. */
export function isSurelyToolList(value: { readonly tools: readonly unknown[] }, most: number): boolean {
  return page(value) && (value.tools.length > most ? value.tools.slice(0, most) : value.tools).every(tool);
}

/** Of the result of a call, a read, a prompt or a request that the file words itself. Linear in what it holds. */
export function isSurelyResult(kind: ScriptedKind, value: unknown): boolean {
  return RESULTS[kind](value);
}
