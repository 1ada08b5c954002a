/** The parts of an answer that checks look at, as they came. */

import { isObject } from '../../json/kind.ts';
import { pointerTo } from '../../json/pointer.ts';
import { isToolError } from '../../model.ts';
import { oncePer } from '../once-per.ts';
import type { CallSubject } from '../subjects.ts';

/** A piece of the answer and its JSON pointer. */
export interface Part<T> {
  readonly value: T;
  readonly where: string;
}

/** Strings in structured content are looked at up to this number. */
const MAX_STRINGS = 5000;
/** What is looked at of a structured value, and of the blocks of an answer: a model reads far less. */
const MAX_VALUES = 20_000;
const MAX_BLOCKS = 10_000;

/** `content.0.text` for `/content/0/text`. */
export function placeName(where: string): string {
  return where.slice(1).replaceAll('/', '.');
}

/** The result, where it is an object. */
export function resultOf({ exchange: { outcome } }: CallSubject): Record<string, unknown> | undefined {
  return outcome.kind === 'result' && isObject(outcome.result) ? outcome.result : undefined;
}

/** The same, of a tool that does not say that it failed. */
export function successOf(subject: CallSubject): Record<string, unknown> | undefined {
  return isToolError(subject.exchange) ? undefined : resultOf(subject);
}

/** Content blocks of a tool's result, of a prompt's messages, or the contents of a resource: the objects among them. A request of the file's own may be anything. */
export function blocksOf(subject: CallSubject): readonly Part<Record<string, unknown>>[] {
  return partsOf(subject).blocks;
}

interface Parts {
  readonly blocks: readonly Part<Record<string, unknown>>[];
  readonly texts: readonly Part<string>[];
}

/** Many rules ask for those of one answer. */
const partsOf = oncePer((subject: CallSubject): Parts => {
  const blocks = blocksIn(subject);
  return { blocks, texts: blocks.flatMap(textsIn) };
});

function blocksIn(subject: CallSubject): Part<Record<string, unknown>>[] {
  const result = resultOf(subject) ?? {};
  if (subject.kind === 'resource') return objectsIn(result['contents'], '/contents');
  if (subject.kind === 'call') return objectsIn(result['content'], '/content');
  if (subject.kind === 'request') return [];
  return objectsIn(result['messages'], '/messages').flatMap(({ value, where }) =>
    isObject(value['content']) ? [{ value: value['content'], where: `${where}/content` }] : [],
  );
}

function objectsIn(list: unknown, where: string): Part<Record<string, unknown>>[] {
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, MAX_BLOCKS)
    .flatMap((value, index) => (isObject(value) ? [{ value, where: `${where}/${index}` }] : []));
}

/** Every text of the answer that a model reads. */
export function textsOf(subject: CallSubject): readonly Part<string>[] {
  return partsOf(subject).texts;
}

function textsIn({ value, where }: Part<Record<string, unknown>>): Part<string>[] {
  const inner = isObject(value['resource']) ? value['resource'] : undefined;
  const texts = [
    { value: value['text'], where: `${where}/text` },
    { value: inner?.['text'], where: `${where}/resource/text` },
  ];
  return texts.filter((part): part is Part<string> => typeof part.value === 'string');
}

/** Strings anywhere in structuredContent. */
export function structuredStrings(result: Record<string, unknown>): Part<string>[] {
  const found: Part<string>[] = [];
  const open: Part<unknown>[] = [{ value: result['structuredContent'], where: '/structuredContent' }];
  for (let at = 0; at < open.length && at < MAX_VALUES && found.length < MAX_STRINGS; at += 1) {
    const { value, where } = open[at]!;
    if (typeof value === 'string') found.push({ value, where });
    if (typeof value !== 'object' || value === null || open.length > MAX_VALUES) continue;
    const children = Object.entries(Array.isArray(value) ? value.slice(0, MAX_STRINGS) : value).slice(0, MAX_STRINGS);
    open.push(...children.map(([key, child]) => ({ value: child, where: pointerTo(where, key) })));
  }
  return found;
}
