/** Matchers that put other matchers to a part of the value. */
import type { Json } from '../model.ts';
import type { Mismatch } from './mismatch.ts';
import { EXPECTED } from './phrases.ts';
import { isCompound } from './same.ts';
import type { Task } from './subject.ts';
import { mismatch } from './verdict.ts';

/** Every item; the first that fails is reported. An empty list passes. */
export function judgeEach(task: Task): Mismatch[] {
  const items = itemsOf(task);
  if (!items) return [notAList(task, EXPECTED.each)];
  let unchecked: Mismatch[] = [];
  for (const [index, value] of items.entries()) {
    const failed = task.judge(task.matcher.nested ?? [], { what: itemName(task, index), value });
    if (failed.some(isWrong)) return failed;
    if (unchecked.length === 0) unchecked = failed;
  }
  return unchecked;
}

function isWrong({ unchecked }: Mismatch): boolean {
  return unchecked === undefined;
}

/** At least one item; an empty list fails. */
export function judgeAny(task: Task): Mismatch[] {
  const items = itemsOf(task);
  if (!items) return [notAList(task, EXPECTED.any)];
  const nested = task.matcher.nested ?? [];
  let unchecked: Mismatch[] | undefined;
  for (const [index, value] of items.entries()) {
    const failed = task.judge(nested, { what: itemName(task, index), value });
    if (failed.length === 0) return [];
    if (!failed.some(isWrong)) unchecked ??= failed;
  }
  return unchecked ?? [mismatch(task, EXPECTED.any, { why: 'no item fits' })];
}

/** Code points of text, items of a list, keys of an object. */
export function judgeLength(task: Task): Mismatch[] {
  const { subject, matcher, operand } = task;
  const length = lengthOf(subject.list ?? subject.value);
  if (length === undefined) return [mismatch(task, EXPECTED.length, noLength(subject.value))];
  if (matcher.nested) return task.judge(matcher.nested, { what: `length of ${subject.what}`, value: length });
  return length === operand ? [] : [mismatch(task, EXPECTED.length, { why: `length ${length}` })];
}

function noLength(value: unknown): { why?: string } {
  return value === undefined ? {} : { why: 'only text, lists and objects have a length' };
}

function itemsOf({ subject }: Task): readonly unknown[] | undefined {
  return subject.list ?? (Array.isArray(subject.value) ? (subject.value as Json[]) : undefined);
}

function notAList(task: Task, phrase: string): Mismatch {
  return mismatch(task, phrase, task.subject.value === undefined ? {} : { why: 'not a list' });
}

function itemName({ subject }: Task, index: number): string {
  return subject.list ? `${subject.what} (value ${index + 1})` : `${subject.what}[${index}]`;
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return codePoints(value);
  return isCompound(value) ? Object.keys(value).length : undefined;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
