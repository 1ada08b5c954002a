/** `# smoke: ignore RULE -- reason`: on the line of the finding, or alone on a line above it. */
import type { SourceFile } from './facts.ts';
import { lineOf, lineText } from './lines.ts';
import type { SourceNote } from './rules/rule.ts';

interface Ignore {
  readonly rule: string;
  readonly file: SourceFile;
  readonly from: number;
  readonly to: number;
  /** Of the statement that it speaks of. */
  readonly line: number;
  readonly hasReason: boolean;
}

const IGNORE = /smoke:\s{0,9}ignore\b\s{0,9}([\w,\s-]{0,200}?)\s{0,9}(?:--\s{0,9}(.{0,500}))?(?:\*\/)?$/;

/** What is left, and what is wrong with the ignoring itself: without a reason it does nothing. */
export function suppress(notes: readonly SourceNote[], files: readonly SourceFile[]): SourceNote[] {
  const ignores = files.flatMap(ignoresIn);
  const used = new Set<Ignore>();
  const byPlace = new Map<string, Ignore[]>();
  for (const ignore of ignores) {
    const key = keyOf(ignore.file, ignore.line, ignore.rule);
    byPlace.set(key, [...(byPlace.get(key) ?? []), ignore]);
  }
  const left = notes.filter((note) => {
    const hits = byPlace.get(keyOf(note.file, lineOf(note.file, note.at.from), note.rule)) ?? [];
    for (const hit of hits) used.add(hit);
    return !hits.some(({ hasReason }) => hasReason);
  });
  return [...left, ...ignores.flatMap((ignore) => complaint(ignore, used.has(ignore)))];
}

function keyOf({ path }: SourceFile, line: number, rule: string): string {
  return `${path}\n${line}\n${rule}`;
}

function ignoresIn(file: SourceFile): Ignore[] {
  if (!file.text.includes('smoke:')) return [];
  return file.comments.flatMap(({ from, to }) => {
    const [, rules, reason = ''] = IGNORE.exec(file.text.slice(from, to).trimEnd()) ?? [];
    if (rules === undefined) return [];
    const names = rules.split(/[\s,]+/).filter(Boolean);
    const hasReason = /\w/.test(reason);
    const line = subjectLine(file, from);
    return (names.length === 0 ? [''] : names).map((rule) => ({ rule, file, from, to, line, hasReason }));
  });
}

/** A comment alone on its line speaks of the next line that is none. */
function subjectLine(file: SourceFile, from: number): number {
  const own = lineOf(file, from);
  if (!isComment(lineText(file, own))) return own;
  let line = own + 1;
  while (isComment(lineText(file, line) ?? '')) line++;
  return line;
}

function isComment(text: string | undefined): boolean {
  return text !== undefined && /^\s*(?:#|\/\/|\/\*)/.test(text);
}

function complaint({ rule, file, from, to, hasReason }: Ignore, isUsed: boolean): SourceNote[] {
  const at = { from, to };
  if (rule === '') {
    const message = 'This says neither what it ignores nor why.';
    return [{ rule: 'ignore-without-reason', level: 'warning', message, file, at }];
  }
  if (!isUsed) {
    const message = `There is nothing here that ${rule} finds.`;
    return [{ rule: 'ignore-unused', level: 'warning', message, file, at }];
  }
  if (hasReason) return [];
  const message = `Why ${rule} is ignored is not said, so it is not.`;
  return [{ rule: 'ignore-without-reason', level: 'warning', message, file, at }];
}
