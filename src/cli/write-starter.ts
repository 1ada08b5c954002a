/** A first smoke file for a server whose tools were listed: `init`, and `probe --write`. */
import { stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { writeStdout } from '../engine/stdout.ts';
import { type Secret, UsageError } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import { type Draft, draftOf } from '../starter/draft.ts';
import type { Origin } from '../starter/origin.ts';
import { serverLines } from '../starter/server-lines.ts';
import { type Starter, starterOf } from '../starter/smoke-file.ts';
import { plural } from '../text/plural.ts';
import { complain, sayLine } from './say.ts';

const SCHEMA = 'node_modules/mcp-smoke/schema/smoke.schema.json';
const LEAKED = 5;

/** What tools/list gave, clean of secrets. */
export interface Listed {
  readonly name: string;
  readonly tools: readonly unknown[];
}

/** `path` is `-` for stdout. Throws UsageError for a file that is there, before anything is started. */
export async function assertFree(path: string, force: boolean): Promise<void> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`${path} is a folder; name a file in it`);
  if (found && !force) throw new UsageError(`${path} is there already; --force writes over it, or name another file`);
}

/** Resolves with the exit code. */
export async function writeStarter(
  path: string,
  listed: Listed,
  {
    origin,
    secrets,
    stop,
  }: { readonly origin: Origin; readonly secrets: readonly Secret[]; readonly stop: AbortSignal },
): Promise<number> {
  const drafts: Draft[] = [];
  for (const tool of listed.tools) {
    const draft = await draftOf(tool, stop);
    if (draft) drafts.push(draft);
  }
  const place = (written: string) => placeFrom(written, path === '-' ? '.' : dirname(path));
  const { lines, unset } = serverLines(origin, secrets, process.env, place);
  const schemaPath = dotted(place(SCHEMA));
  const starter = starterOf({ name: listed.name, server: lines, drafts, schemaPath });
  const leaked = createRedactor(secrets).scan(starter.text);
  if (leaked.length > 0) {
    complain(`no smoke file was written: the secret ${leaked.join(', ')} would stand in it`);
    return LEAKED;
  }
  if (path === '-') await writeStdout(starter.text);
  else await write(path, starter.text);
  const say = path === '-' ? complain : sayLine;
  for (const line of summary(path, starter, unset)) say(line);
  return 0;
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: Error) => {
    throw new UsageError(`${path} cannot be written: ${error.message}`);
  });
}

/** As the file would name it: what lies in the user's home by `~/`; other words of the user's own (`docker:`) as they are. */
function placeFrom(written: string, folder: string): string {
  if (/^(?:~|docker:)/.test(written)) return written;
  const path = resolve(written);
  const isHere = isBelow(path, process.cwd());
  if (isAbsolute(written) && !isHere)
    return isBelow(path, homedir()) ? `~/${slashed(relative(homedir(), path))}` : written;
  return slashed(relative(resolve(folder), path)) || '.';
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith('..') && !isAbsolute(way);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function dotted(path: string): string {
  return path.startsWith('.') ? path : `./${path}`;
}

function summary(path: string, { counts }: Starter, unset: readonly string[]): string[] {
  const { ready, todo, skipped, left } = counts;
  const parts = [
    `${ready} to run`,
    ...(todo > 0 ? [`${todo} that ${todo === 1 ? 'needs' : 'need'} a real value (\`todo:\`)`] : []),
    ...(skipped > 0 ? [`${skipped} skipped, since ${skipped === 1 ? 'it' : 'they'} may do harm`] : []),
    ...(left > 0 ? [`${left} left out for want of room`] : []),
  ];
  const name = path === '-' ? 'smoke file' : path;
  return [
    `${name}: ${plural(ready + todo + skipped, 'step')}: ${parts.join(', ')}`,
    ...(unset.length > 0 ? [`set first, since the file holds no secret: ${unset.join(', ')}`] : []),
    ...(path === '-' ? [] : [`next: mcp-smoke run ${path === 'smoke.yaml' ? '' : path}`.trimEnd()]),
  ];
}
