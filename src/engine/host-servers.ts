/** Servers of a host's config, for `probe --from`, `init --from` and what `serve` offers. */
import type { HostServer } from '../config/hosts/entry.ts';
import { type HostContext, loadHost } from '../config/hosts/load.ts';
import { userPath } from '../config/user-path.ts';
import { UsageError } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Probed, secretsOf } from './probed.ts';

/** One that can be started or reached, or why it is not. */
export type Swept =
  | { readonly probed: Probed }
  | { readonly name: string; readonly why: string; readonly isMistake: boolean };

/** All of them, or the one of this name, in the order of the file. Throws UsageError for a file that cannot be used. */
export async function sweptServers(from: string, name: string | undefined, here: HostContext): Promise<Swept[]> {
  const servers = await serversIn(from, here);
  if (name !== undefined) return [{ probed: probedOf(from, chosen(from, servers, name), here) }];
  return servers.map((server) => {
    if (server.isOff) return { name: server.name, why: 'the host has it switched off', isMistake: false };
    if (server.spec) return { probed: probedOf(from, server, here) };
    const isMistake = server.unset.length === 0;
    return { name: server.name, why: server.problems.join('; '), isMistake };
  });
}

/** The one of this name, or the only one. Throws UsageError. */
export async function onlyHostServer(from: string, name: string | undefined, here: HostContext): Promise<Probed> {
  const servers = await serversIn(from, here);
  if (name === undefined && servers.length > 1) {
    const names = servers.map((server) => server.name).join(', ');
    throw new UsageError(`${from} has several servers; add --server NAME, one of: ${names}`);
  }
  return probedOf(from, chosen(from, servers, name ?? servers[0]!.name), here);
}

async function serversIn(from: string, here: HostContext): Promise<readonly HostServer[]> {
  const config = await loadHost(userPath(from, here.cwd), here);
  if (config.problem !== undefined) throw new UsageError(`${from}: ${config.problem}`);
  if (config.servers.length === 0) throw new UsageError(`${from} has no servers`);
  return config.servers;
}

function chosen(from: string, servers: readonly HostServer[], name: string): HostServer {
  const found = servers.find((server) => server.name === name);
  if (found) return found;
  const names = servers.map((server) => server.name);
  const hint = didYouMean(name, names);
  throw new UsageError(
    `${from} has no server ${JSON.stringify(name)}${hint ? `; ${hint}` : ''} (there are: ${names.join(', ')})`,
  );
}

function probedOf(from: string, { name, spec, problems, usedEnv }: HostServer, { env }: HostContext): Probed {
  if (!spec) throw new UsageError(`${name} of ${from}: ${problems.join('; ')}`);
  return { name, server: spec, secrets: secretsOf(spec, usedEnv, env), origin: { kind: 'from', from, name } };
}
