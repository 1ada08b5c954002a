/** What servers and apps are made of: commands, folders, addresses and headers, checked before anything starts. */
import { statSync } from 'node:fs';
import type { Place, StdioServer } from '../model.ts';
import type { Problems } from './problems.ts';
import type { Named } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { type Desk, expandTextAt } from './variables.ts';

/** Stands for itself until the run has chosen a port. */
export const PORT = '${port}';

/** What the operating system would refuse. */
export function wrongCommand({ command, args, env, cwd }: Omit<StdioServer, 'transport'>): string | undefined {
  if (command === '') return 'the command is empty';
  const texts = [command, ...args, cwd, ...Object.entries(env).flat()];
  if (texts.some((one) => one.includes('\0'))) return 'a command cannot hold NUL characters';
  return Object.keys(env).some((name) => name === '' || name.includes('=')) ? 'a bad environment name' : undefined;
}

/** What is wrong with the address of a server, without repeating it: it may hold a secret. */
export function wrongUrl(written: string): string | undefined {
  const text = written.replaceAll(PORT, '1');
  if (!URL.canParse(text)) return 'not a URL: write it with its scheme, such as http://127.0.0.1:8000/mcp';
  return /^https?:$/.test(new URL(text).protocol) ? undefined : 'only http and https URLs can be reached';
}

export function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}

export function expandAll(entries: readonly Named<Located<string>>[], desk: Desk): Record<string, string> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, expandTextAt(value, desk)?.value ?? '']));
}

export function checkFolder(path: string, at: Place, problems: Problems): void {
  if (!isFolder(path)) problems.add(at, 'no such folder', { hint: 'it is taken from the folder of the smoke file' });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
