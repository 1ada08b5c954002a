/** `server: { from: FILE, name: NAME }`: an entry of a host's config, started as the host would. */
import { dirname, relative, resolve } from 'node:path';
import { isObject } from '../json/kind.ts';
import type { ServerSpec } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import type { ServerKeys } from './grammar/server.ts';
import { HostVariables } from './host-variables.ts';
import type { Found } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { isHeader, wrongCommand, wrongUrl } from './server-parts.ts';
import type { ResolvedServer } from './transport.ts';
import { type Desk, expandTextAt } from './variables.ts';

type Entry = Record<string, unknown>;

/** Problems are shown at `from` or `name`: the config itself may hold secrets on any line. */
export async function hostServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const from = values.from && expandTextAt(values.from, desk);
  const name = values.name && expandTextAt(values.name, desk);
  if (!from || (values.name && !name)) return undefined;
  const path = resolve(folder, from.value);
  // Few files need the JSON parser that it brings along.
  const { readHostConfig } = await import('./host-config.ts');
  const config = await readHostConfig(path);
  if (config.problem !== undefined) {
    desk.problems.add(from.at, `${relative(folder, path)}: ${config.problem}`);
    return undefined;
  }
  const chosen = choose(config.servers, from, name, desk);
  return chosen && resolveEntry(chosen.entry, chosen.at, dirname(path), desk);
}

function choose(
  servers: ReadonlyMap<string, unknown>,
  from: Located<string>,
  name: Located<string> | undefined,
  desk: Desk,
) {
  const names = [...servers.keys()];
  const wanted = name?.value ?? (names.length === 1 ? names[0]! : undefined);
  if (wanted === undefined) {
    const message = names.length === 0 ? `${from.value} has no servers` : `${from.value} has several servers`;
    desk.problems.add(from.at, message, names.length === 0 ? {} : { hint: 'add `name`', allowed: names });
    return undefined;
  }
  const entry = servers.get(wanted);
  if (isObject(entry)) return { entry, at: (name ?? from).at };
  const hint = didYouMean(wanted, names);
  desk.problems.add((name ?? from).at, `${from.value} has no server \`${wanted}\``, {
    allowed: names,
    ...(hint ? { hint } : {}),
  });
  return undefined;
}

function resolveEntry(entry: Entry, at: Located<string>['at'], folder: string, desk: Desk): ResolvedServer | undefined {
  const variables = new HostVariables(desk.scope.env, folder);
  const before = desk.problems.found.length;
  const add = (message: string) => desk.problems.add(at, message);
  const spec = specOf(entry, variables, folder, add);
  for (const problem of variables.problems) add(problem);
  return desk.problems.found.length > before ? undefined : spec && { spec, usedEnv: [...variables.used] };
}

type Add = (message: string) => void;

function specOf(entry: Entry, variables: HostVariables, folder: string, add: Add): ServerSpec | undefined {
  const url = entry['url'] ?? entry['serverUrl'] ?? entry['httpUrl'];
  if (typeof entry['command'] === 'string') return stdioOf(entry, entry['command'], variables, folder, add);
  else if (typeof url === 'string') return httpOf(entry, url, variables, add);
  else add('this server has neither a `command` nor a `url`');
  return undefined;
}

function stdioOf(entry: Entry, command: string, variables: HostVariables, folder: string, add: Add): ServerSpec {
  if (entry['envFile'] !== undefined) add('`envFile` is not read here; set the variables, or write the server out');
  const cwd = entry['cwd'] === undefined ? variables.workspace : text(entry['cwd'], 'cwd', variables, add);
  const spec: ServerSpec = {
    transport: 'stdio',
    command: variables.expand(command),
    args: textList(entry['args'] ?? [], variables, add),
    env: textMap(entry['env'] ?? {}, 'env', variables, add),
    cwd: resolve(folder, cwd),
  };
  const wrong = variables.problems.size === 0 ? wrongCommand(spec) : undefined;
  if (wrong) add(wrong);
  return spec;
}

function httpOf(entry: Entry, url: string, variables: HostVariables, add: Add): ServerSpec {
  const headers = textMap(entry['headers'] ?? {}, 'headers', variables, add);
  const expanded = variables.expand(url);
  const wrong = variables.problems.size === 0 ? wrongUrl(expanded) : undefined;
  if (wrong) add(wrong);
  for (const [name, value] of Object.entries(headers)) {
    if (!isHeader(name, value)) add(`\`${name}\` cannot be sent as an HTTP header`);
  }
  const type = entry['type'] ?? entry['transport'];
  return { transport: 'http', url: expanded, headers, ...(type === 'sse' ? { legacySse: true } : {}) };
}

function text(value: unknown, name: string, variables: HostVariables, add: Add): string {
  if (typeof value === 'string') return variables.expand(value);
  add(`\`${name}\` of this server is not text`);
  return '';
}

function textList(value: unknown, variables: HostVariables, add: Add): string[] {
  if (Array.isArray(value)) return value.map((item, index) => text(item, `args[${index}]`, variables, add));
  add('`args` of this server is not a list');
  return [];
}

function textMap(value: unknown, name: string, variables: HostVariables, add: Add): Record<string, string> {
  if (!isObject(value)) add(`\`${name}\` of this server is not a map`);
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.map(([key, item]) => [key, text(item, `${name}.${key}`, variables, add)]));
}
