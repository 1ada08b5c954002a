import type { Place } from '../model.ts';

/** `file:line:column`, as compilers and editors write it. */
export function formatPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
