/** What tools/list gave → the text of a first smoke file, with what is to be said of it. */
import { homedir } from 'node:os';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Secret } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { StopSignal } from '../stopping.ts';
import { type Draft, draftOf } from './draft.ts';
import type { Origin } from './origin.ts';
import { serverLines } from './server-lines.ts';
import { type Starter, starterOf } from './smoke-file.ts';

const SCHEMA = 'node_modules/mcp-smoke/schema/smoke.schema.json';

/** What tools/list gave, clean of secrets. */
export interface Listed {
  readonly name: string;
  readonly tools: readonly unknown[];
}

export interface Making {
  readonly origin: Origin;
  readonly secrets: readonly Secret[];
  readonly stop: StopSignal;
  /** The folder that the paths of `origin` are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the file will stand; undefined where that is not known. */
  readonly path?: string | undefined;
}

export interface Made extends Starter {
  /** Variables that the file asks for and that are not set. */
  readonly unset: readonly string[];
  /** Names of secrets that would stand in it: then it must not be written. */
  readonly leaked: readonly string[];
}

export async function makeStarter({ name, tools }: Listed, making: Making): Promise<Made> {
  const { origin, secrets, stop, cwd, env, path } = making;
  const drafts: Draft[] = [];
  for (const tool of tools) {
    const draft = await draftOf(tool, stop);
    if (draft) drafts.push(draft);
  }
  const folder = path === undefined ? cwd : dirname(resolve(cwd, path));
  const place = (written: string) => placeFrom(written, folder, cwd);
  const { lines, unset } = serverLines(origin, secrets, env, place);
  const starter = starterOf({ name, server: lines, drafts, schemaPath: dotted(place(SCHEMA)) });
  return { ...starter, unset, leaked: createRedactor(secrets).scan(starter.text) };
}

/** As the file would name it: what lies in the user's home by `~/`; other words of the user's own (`docker:`) as they are. */
function placeFrom(written: string, folder: string, cwd: string): string {
  if (/^(?:~|docker:)/.test(written)) return written;
  const path = resolve(cwd, written);
  const isHere = isBelow(path, cwd);
  if (isAbsolute(written) && !isHere)
    return isBelow(path, homedir()) ? `~/${slashed(relative(homedir(), path))}` : written;
  return slashed(relative(folder, path)) || '.';
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
