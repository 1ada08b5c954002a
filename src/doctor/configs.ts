/** The configs of hosts that lie in the project and in the user's home, and whether their servers could be started. */
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import type { HostServer } from '../config/hosts/entry.ts';
import { HOSTS } from '../config/hosts/host.ts';
import { loadHost } from '../config/hosts/load.ts';
import type { ServerSpec } from '../model.ts';
import { plural } from '../text/plural.ts';
import type { Line } from './section.ts';
import { serverLine } from './servers.ts';

export interface FoundConfigs {
  readonly lines: readonly Line[];
  readonly specs: readonly ServerSpec[];
  /** Variables that they use, and those of them that have no value. */
  readonly used: readonly string[];
  readonly unset: readonly string[];
}

export async function hostConfigs(cwd: string, env: NodeJS.ProcessEnv): Promise<FoundConfigs> {
  const home = homedir();
  const inProject = HOSTS.flatMap(({ inProject: path }) => (path === undefined ? [] : [join(cwd, path)]));
  const inHome = HOSTS.flatMap(({ inHome: paths = [] }) => paths.map((path) => join(home, path)));
  const lines: Line[] = [];
  const servers: HostServer[] = [];
  for (const path of new Set([...inProject, ...inHome])) {
    if (!(await isFile(path))) continue;
    const loaded = await loadHost(path, { env, cwd });
    const what = shown(path, cwd, home);
    if (loaded.problem !== undefined) {
      // What has no servers is a config of other things.
      const isOther = loaded.problem.startsWith('it has no');
      lines.push({ state: isOther ? 'ok' : 'wrong', what, about: isOther ? 'no servers' : loaded.problem });
      continue;
    }
    lines.push({ state: 'ok', what, about: `${loaded.host.title}, ${plural(loaded.servers.length, 'server')}` });
    for (const server of loaded.servers) lines.push(await lineFor(server, env));
    servers.push(...loaded.servers);
  }
  return {
    lines: lines.length > 0 ? lines : [{ state: 'ok', what: 'none', about: 'no host is set up here' }],
    specs: servers.flatMap(({ spec }) => spec ?? []),
    used: servers.flatMap(({ usedEnv }) => usedEnv),
    unset: servers.flatMap(({ unset }) => unset),
  };
}

async function lineFor({ name, spec, problems, isOff }: HostServer, env: NodeJS.ProcessEnv): Promise<Line> {
  const what = `  ${name}`;
  if (isOff) return { state: 'ok', what, about: 'switched off' };
  if (!spec) return { state: 'note', what, about: problems.join('; ') };
  // The host starts it, and may do so in another environment.
  return serverLine(what, spec, env, 'note');
}

function shown(path: string, cwd: string, home: string): string {
  const way = relative(cwd, path);
  return way.startsWith('..') ? path.replace(home, '~') : way;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
