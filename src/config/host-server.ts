/** `server: { from: FILE, name: NAME }`: an entry of a host's config, started as the host would. */
import { relative } from 'node:path';
import { didYouMean } from '../text/suggest.ts';
import type { ServerKeys } from './grammar/server.ts';
import type { HostServer } from './hosts/entry.ts';
import type { Found } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import type { ResolvedServer } from './transport.ts';
import { userPath } from './user-path.ts';
import { type Desk, expandTextAt } from './variables.ts';
import { isWithin } from './within.ts';

/** Problems are shown at `from` or `name`: the config itself may hold secrets on any line. */
export async function hostServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const from = values.from && expandTextAt(values.from, desk);
  const name = values.name && expandTextAt(values.name, desk);
  if (!from || (values.name && !name)) return undefined;
  const path = userPath(from.value, folder);
  if (desk.within !== undefined && !isWithin(path, desk.within)) {
    desk.problems.add(from.at, `${from.value} is not in the folder that may be read here`);
    return undefined;
  }
  // Few files need the parsers that it brings along.
  const { loadHost } = await import('./hosts/load.ts');
  const config = await loadHost(path, { env: desk.scope.env, cwd: folder });
  if (config.problem !== undefined) {
    desk.problems.add(from.at, `${relative(folder, path)}: ${config.problem}`);
    return undefined;
  }
  const chosen = choose(config.servers, from, name, desk);
  for (const problem of chosen?.problems ?? []) desk.problems.add((name ?? from).at, problem);
  return chosen?.spec && { spec: chosen.spec, usedEnv: chosen.usedEnv };
}

function choose(
  servers: readonly HostServer[],
  from: Located<string>,
  name: Located<string> | undefined,
  { problems }: Desk,
): HostServer | undefined {
  const names = servers.map((server) => server.name);
  const wanted = name?.value ?? (names.length === 1 ? names[0]! : undefined);
  if (wanted === undefined) {
    const message = names.length === 0 ? `${from.value} has no servers` : `${from.value} has several servers`;
    problems.add(from.at, message, names.length === 0 ? {} : { hint: 'add `name`', allowed: names });
    return undefined;
  }
  const found = servers.find((server) => server.name === wanted);
  if (found) return found;
  const hint = didYouMean(wanted, names);
  problems.add((name ?? from).at, `${from.value} has no server \`${wanted}\``, {
    allowed: names,
    ...(hint ? { hint } : {}),
  });
  return undefined;
}
