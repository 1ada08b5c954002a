/** A server written out in the smoke file. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Place, ServerSpec, StdioServer } from '../model.ts';
import type { ServerKeys } from './grammar/server.ts';
import type { Problems } from './problems.ts';
import type { Found, Named } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { type Desk, envNames, expandTextAt } from './variables.ts';

export interface ResolvedServer {
  readonly spec: ServerSpec;
  /** Environment names whose values went into env, headers or URL. */
  readonly usedEnv: readonly string[];
}

export async function stdioServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const command = values.command && expandTextAt(values.command, desk);
  const args = (values.args ?? []).map((arg) => expandTextAt(arg, desk)?.value ?? '');
  const env = expandAll(values.env ?? [], desk);
  const cwd = values.cwd && expandTextAt(values.cwd, desk);
  if (!command) return undefined;
  const spec = {
    transport: 'stdio',
    command: command.value,
    args,
    env,
    cwd: resolve(folder, cwd?.value ?? '.'),
  } as const;
  const wrong = wrongCommand(spec);
  if (wrong) desk.problems.add(command.at, wrong);
  if (cwd) await checkFolder(spec.cwd, cwd.at, desk.problems);
  return { spec, usedEnv: envNames((values.env ?? []).map(({ value }) => value)) };
}

export function httpServer({ values }: Found<ServerKeys>, _folder: string, desk: Desk): ResolvedServer | undefined {
  const url = values.url && expandTextAt(values.url, desk);
  const headers = expandAll(values.headers ?? [], desk);
  if (!url) return undefined;
  const wrong = wrongUrl(url.value);
  if (wrong) desk.problems.add(url.at, wrong);
  for (const { key, keyAt } of values.headers ?? []) {
    if (!isHeader(key, headers[key] ?? '')) desk.problems.add(keyAt, `\`${key}\` cannot be sent as an HTTP header`);
  }
  const sources = [values.url!, ...(values.headers ?? []).map(({ value }) => value)];
  return { spec: { transport: 'http', url: url.value, headers }, usedEnv: envNames(sources) };
}

/** What the operating system would refuse. */
export function wrongCommand({ command, args, env, cwd }: StdioServer): string | undefined {
  if (command === '') return 'the command is empty';
  const texts = [command, ...args, cwd, ...Object.entries(env).flat()];
  if (texts.some((one) => one.includes('\0'))) return 'a command cannot hold NUL characters';
  return Object.keys(env).some((name) => name === '' || name.includes('=')) ? 'a bad environment name' : undefined;
}

/** What is wrong with the address of a server, without repeating it: it may hold a secret. */
export function wrongUrl(text: string): string | undefined {
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

function expandAll(entries: readonly Named<Located<string>>[], desk: Desk): Record<string, string> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, expandTextAt(value, desk)?.value ?? '']));
}

async function checkFolder(path: string, at: Place, problems: Problems): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) problems.add(at, 'no such folder', { hint: 'it is taken from the folder of the smoke file' });
}
