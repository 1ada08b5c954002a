/** What stands in the way of a run on this machine, in this folder. Starts no server, changes nothing, ends nothing. */
import { access, constants } from 'node:fs/promises';
import { looksSecret } from '../config/secret-name.ts';
import type { Plan, ServerSpec } from '../model.ts';
import { plural } from '../text/plural.ts';
import { usualCommands } from './commands.ts';
import { hostConfigs } from './configs.ts';
import { leftBehind } from './left-behind.ts';
import { portLines } from './ports.ts';
import type { Line, Section } from './section.ts';
import { serverLine } from './servers.ts';

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Plans of the smoke files that were found, and what is wrong with those that could not be read. */
  readonly plans: readonly Plan[];
  readonly mistakes: readonly Mistake[];
}

/** `file`: the one that it is in; none where it is in what was asked for. */
export interface Mistake {
  readonly file?: string;
  readonly about: string;
}

export interface Examined {
  readonly sections: readonly Section[];
  /** What was found in files and could be told: for their secrets. */
  readonly specs: readonly ServerSpec[];
}

const OLDEST_NODE = [20, 19] as const;

export async function examine({ cwd, env, plans, mistakes }: Surroundings): Promise<Examined> {
  const configs = await hostConfigs(cwd, env);
  const specs = [...plans.map(({ server }) => server), ...configs.specs];
  const orphans = leftBehind(specs);
  const sections = [
    { title: 'Here', lines: [nodeLine(), await folderLine(cwd)] },
    { title: 'Commands', lines: await usualCommands(env) },
    { title: 'Smoke files', lines: await fileLines(plans, mistakes, env) },
    { title: 'Configs of hosts', lines: configs.lines },
    { title: 'Variables', lines: variableLines(configs.used, [...configs.unset, ...whenNames(plans)], env) },
    { title: 'Ports', lines: await portLines(specs) },
    { title: 'Servers left behind', lines: orphans.lines },
  ];
  return { sections, specs: [...specs, ...orphans.found] };
}

function nodeLine(): Line {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOldEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const about = `${process.version} on ${process.platform} ${process.arch}`;
  return isOldEnough
    ? { state: 'ok', what: 'Node', about }
    : { state: 'wrong', what: 'Node', about: `${about}: too old, ${OLDEST_NODE.join('.')} is needed` };
}

async function folderLine(cwd: string): Promise<Line> {
  const isWritable = await access(cwd, constants.W_OK).then(
    () => true,
    () => false,
  );
  return isWritable
    ? { state: 'ok', what: 'Folder', about: cwd }
    : { state: 'note', what: 'Folder', about: `${cwd}: no reports can be written here` };
}

async function fileLines(
  plans: readonly Plan[],
  mistakes: readonly Mistake[],
  env: NodeJS.ProcessEnv,
): Promise<Line[]> {
  // A file that runs in several revisions has a plan for each.
  const perFile = [...new Map(plans.map((plan) => [plan.file, plan])).values()];
  const read = await Promise.all(
    perFile.map(
      async ({ file, steps, teardown, server }): Promise<Line[]> => [
        { state: 'ok', what: file, about: plural(steps.length + teardown.length, 'step') },
        await serverLine('  server', server, env, 'wrong'),
      ],
    ),
  );
  const wrong = mistakes.map(({ file = 'mistakes', about }): Line => ({ state: 'wrong', what: file, about }));
  const all = [...read.flat(), ...wrong];
  return all.length > 0 ? all : [{ state: 'note', what: 'none', about: 'mcp-smoke init -- COMMAND writes one' }];
}

function whenNames(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ steps, teardown }) => [...steps, ...teardown].flatMap(({ whenEnv }) => whenEnv));
}

/** Names only: values stay where they are. */
function variableLines(used: readonly string[], others: readonly string[], env: NodeJS.ProcessEnv): Line[] {
  const names = [...new Set([...used, ...others])];
  const lines = names.map((name): Line => {
    const about = env[name] ? 'set' : 'not set';
    return {
      state: env[name] ? 'ok' : 'missing',
      what: name,
      about: looksSecret(name) ? `${about} (a secret)` : about,
    };
  });
  return lines.length > 0 ? lines : [{ state: 'ok', what: 'none', about: 'nothing here asks for one' }];
}
