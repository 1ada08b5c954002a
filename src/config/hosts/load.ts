/** All servers of a host's config. */
import { homedir } from 'node:os';
import { relative } from 'node:path';
import { isObject } from '../../json/kind.ts';
import { type HostServer, hostEntry } from './entry.ts';
import { type Host, hostOf, projectOf } from './host.ts';
import { readHostFile } from './read.ts';
import type { Surroundings } from './variables.ts';

export type HostServers =
  | { readonly host: Host; readonly servers: readonly HostServer[]; readonly problem?: undefined }
  | { readonly problem: string };

export interface HostContext {
  readonly env: Surroundings['env'];
  /** Absolute: the project that a config of the user's own is taken for. */
  readonly cwd: string;
}

/** `path` is absolute. In the order of the file; each name once. */
export async function loadHost(path: string, { env, cwd }: HostContext): Promise<HostServers> {
  const host = hostOf(path);
  const file = await readHostFile(path, host);
  if (file.problem !== undefined) return { problem: file.problem };
  const home = homedir();
  const found = sourcesOf(file.root, host, projectOf(path, host, cwd, home), cwd);
  if (!found) return { problem: nothingIn(host) };
  const inputs = file.root['inputs'] ?? dig(file.root, ['mcp', 'inputs']);
  const servers = new Map<string, HostServer>();
  for (const { name, raw, project, rules } of found)
    servers.set(name, await hostEntry(name, raw, rules, { env, home, project, inputs }));
  return { host, servers: [...servers.values()] };
}

interface Source {
  readonly name: string;
  readonly raw: unknown;
  readonly project: string;
  readonly rules: Host;
}

/** Undefined where the config has no place for servers. */
function sourcesOf(root: Record<string, unknown>, host: Host, project: string, cwd: string): Source[] | undefined {
  const own = host.places.map((keys) => dig(root, keys)).find(isObject);
  const projects = host.id === 'claude-code' && isObject(root['projects']) ? root['projects'] : undefined;
  // Visual Studio keeps its servers in a file of the same name as Claude Code.
  const other = own || projects ? undefined : dig(root, ['servers']);
  const rules = isObject(other) ? { ...host, expansion: 'vscode' as const } : host;
  const servers = own ?? (isObject(other) ? other : undefined);
  if (!servers && !projects) return undefined;
  const listed = Object.entries(servers ?? {}).map(([name, raw]) => ({ name, raw, project, rules }));
  return [...listed, ...Object.entries(projects ?? {}).flatMap(([folder, one]) => inProject(folder, one, host, cwd))];
}

/** What Claude Code keeps for one project; that of the current one goes by its plain name. */
function inProject(folder: string, project: unknown, rules: Host, cwd: string): Source[] {
  const servers = isObject(project) && isObject(project['mcpServers']) ? project['mcpServers'] : {};
  const way = relative(folder, cwd);
  const isCurrent = way === '' || !/^(?:\.\.|[/\\]|[A-Za-z]:)/.test(way);
  return Object.entries(servers).map(([name, raw]) => ({
    name: isCurrent ? name : `${name} (${folder})`,
    raw,
    project: folder,
    rules,
  }));
}

function nothingIn({ format, places }: Host): string {
  if (format === 'toml') return 'it has no `mcp_servers`';
  return places[0]?.[0] === 'servers'
    ? 'it has no `servers`'
    : 'it has no `mcpServers` (or `servers`, as VS Code calls them)';
}

function dig(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), root);
}
