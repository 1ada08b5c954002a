/** Whether a server could be started: its folder, its command, and the script that an interpreter is to run. Starts nothing. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { spawnNote } from '../checks/connect/spawn-hint.ts';
import type { AppStart, ServerSpec, StdioServer } from '../model.ts';
import { commandFacts } from '../wire/unstarted.ts';
import { findCommand } from './commands.ts';
import type { Line } from './section.ts';

type Started = Pick<StdioServer | AppStart, 'command' | 'args' | 'env' | 'cwd'>;

const INTERPRETER = /^(?:node|nodejs|python[\d.]*|bun)(?:\.exe)?$/;
const SCRIPT = /\.(?:[cm]?[jt]s|py)$/;
/** What Node also looks for, where there is no file of the name itself. */
const NODE_ENDINGS = ['', '.js', '.json', '.node'];

/** `ifNot`: how it is where a start would fail. */
export async function serverLine(
  what: string,
  spec: ServerSpec,
  env: NodeJS.ProcessEnv,
  ifNot: 'note' | 'wrong',
): Promise<Line> {
  if (spec.transport === 'stdio' && spec.package) return { state: 'ok', what, about: `package ${spec.package.shown}` };
  const started = spec.transport === 'stdio' ? spec : spec.start;
  if (!started) return { state: 'ok', what, about: spec.transport === 'http' ? spec.url : '' };
  const { path, why } = await whatStarts(started, env);
  return why === undefined ? { state: 'ok', what, about: path } : { state: ifNot, what, about: why };
}

type Answer = { readonly path: string; readonly why?: undefined } | { readonly path?: undefined; readonly why: string };

async function whatStarts({ command, args, env: own, cwd }: Started, env: NodeJS.ProcessEnv): Promise<Answer> {
  const facts = await commandFacts({ command, args, cwd });
  const path = facts?.lacks === 'cwd' ? undefined : await findCommand(command, { ...env, ...own }, cwd);
  if (path === undefined) {
    const isThere = facts?.path !== undefined && (facts.lacks === undefined || facts.isFolder === true);
    const closure = { reason: 'spawn-error', atMs: 0, errorCode: isThere ? 'EACCES' : 'ENOENT' } as const;
    const { message, hint } = spawnNote(facts ? { ...closure, command: facts } : closure, command, false);
    return { why: hint === undefined ? message : `${message}\n${hint}` };
  }
  const [script = ''] = args;
  if (!INTERPRETER.test(command) || script.startsWith('-') || !SCRIPT.test(script)) return { path };
  const places = NODE_ENDINGS.map((ending) => resolve(cwd, script) + ending);
  const isThere = (await Promise.all(places.map(exists))).some(Boolean);
  return isThere ? { path } : { why: `there is no ${script}; it is taken from the working folder, ${cwd}` };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
