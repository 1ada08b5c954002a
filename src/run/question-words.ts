/** A question of the server, in words: what it asks, and what would answer it. */
import { isObject } from '../json/kind.ts';
import type { Question } from '../session/host.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';

const MOST_KEYS = 10;

/** The message of an elicitation, the texts of a sampling request; empty where there is none. */
export function messageOf({ params }: Question): string {
  if (!isObject(params)) return '';
  const { message, messages } = params;
  if (typeof message === 'string') return excerpt(message, LONGEST_QUOTE);
  const texts = (Array.isArray(messages) ? messages : []).map((one) => textIn(isObject(one) ? one['content'] : one));
  return excerpt(texts.filter((text) => text !== '').join('\n'), LONGEST_QUOTE);
}

function textIn(content: unknown): string {
  if (Array.isArray(content)) return content.map(textIn).join('\n');
  return isObject(content) && typeof content['text'] === 'string' ? content['text'] : '';
}

/** A line of the smoke file. */
export function lineToAdd({ method, params }: Question): string {
  if (method === 'sampling/createMessage') return 'answers: { sampling: [{ text: "…" }] }';
  const { mode, requestedSchema } = isObject(params) ? params : {};
  if (mode === 'url') return 'answers: { elicitation: [{ mode: url, action: accept }] }';
  const properties = isObject(requestedSchema) ? requestedSchema['properties'] : undefined;
  const keys = isObject(properties) ? Object.keys(properties).slice(0, MOST_KEYS) : [];
  const content = keys.length === 0 ? '{}' : `{ ${keys.map((key) => `${quoted(key)}: …`).join(', ')} }`;
  return `answers: { elicitation: [{ action: accept, content: ${content} }] }`;
}

function quoted(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : JSON.stringify(excerpt(key, LONGEST_QUOTE));
}
