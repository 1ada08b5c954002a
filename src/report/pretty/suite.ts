import type { SuiteRef } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { printable } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import type { PrettyOptions } from './options.ts';

const TARGET_LENGTH = 500;

/** The suite's name and how its server is reached. */
export function suiteHeader(
  { name, target, transport, isUnread }: SuiteRef,
  { palette, width }: PrettyOptions,
): string[] {
  const lines = (text: string) => wrap(printable(text), width);
  const title = lines(excerpt(name, TARGET_LENGTH)).map(palette.strong);
  if (isUnread) return ['', ...title, ''];
  const reached = target === '' ? transport : `${excerpt(target, TARGET_LENGTH)} (${transport})`;
  return ['', ...title, ...lines(reached).map(palette.faint), ''];
}
