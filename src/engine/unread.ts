import type { UnreadFile } from '../model.ts';

/** With all its texts put through `clean`. */
export function cleanUnread({ file, source, problems }: UnreadFile, clean: (text: string) => string): UnreadFile {
  const told = problems.map(({ message, hint, place }) => ({ message: clean(message), hint: clean(hint), place }));
  return { file, source: clean(source), problems: told };
}
