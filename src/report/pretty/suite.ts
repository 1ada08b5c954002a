import type { SuiteRef } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { printable } from '../../text/printable.ts';
import type { PrettyOptions } from './options.ts';

const TARGET_LENGTH = 500;

/** The suite's name and how its server is reached. */
export function suiteHeader({ name, target, transport, isUnread }: SuiteRef, { palette }: PrettyOptions): string[] {
  if (isUnread) return ['', palette.strong(printable(excerpt(name, TARGET_LENGTH))), ''];
  const reached = target === '' ? transport : `${excerpt(target, TARGET_LENGTH)} (${transport})`;
  return ['', palette.strong(printable(excerpt(name, TARGET_LENGTH))), palette.faint(printable(reached)), ''];
}
