/** Golden transcripts: command, output, exit code, times scrubbed. UPDATE_GOLDEN=1 writes them; a missing one fails. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, scrub, smoke } from './smoke.ts';

export interface GoldenOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What differs from machine to machine, and what stands for it: `{ '/tmp/x7': '<folder>' }`. */
  readonly holes?: Readonly<Record<string, string>>;
}

/** `mcp-smoke ARGS` and all that it said, without what differs from run to run. */
export async function transcript(
  args: readonly string[],
  { env, cwd, holes = {} }: GoldenOptions = {},
): Promise<string> {
  const { stdout, stderr, code } = await smoke(args, {
    ...(env ? { env } : {}),
    ...(cwd === undefined ? {} : { cwd }),
  });
  const said = [stdout, stderr && `[stderr]\n${stderr}`].filter(Boolean).join('\n');
  return scrub(fill(`$ mcp-smoke ${args.join(' ')}\n${said}\n[exit ${code}]\n`, holes));
}

/** Compares with `test/golden/NAME.txt`. */
export function compareGolden(name: string, text: string): void {
  const file = join(ROOT, 'test/golden', `${name}.txt`);
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'));
}

/** Longest first: a folder before the folder it is in. */
function fill(text: string, holes: Readonly<Record<string, string>>): string {
  return Object.entries(holes)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
}

/** The rules of the errors and warnings that a transcript shows, each once. */
export function rulesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/^ +(?:error|warning) ([a-z\d-]+):/gm)].map(([, rule]) => rule!))];
}
