/** A server that the command line names: what starts or reaches it, what is secret about it, and how a file would name it. */
import type { HostContext } from '../config/hosts/load.ts';
import { Problems } from '../config/problems.ts';
import { gatherSecrets } from '../config/secrets.ts';
import type { Secret, ServerSpec } from '../model.ts';
import type { Origin } from '../starter/origin.ts';

export interface Probed {
  readonly name: string;
  readonly server: ServerSpec;
  readonly secrets: readonly Secret[];
  readonly origin: Origin;
}

/** Those in arguments, headers and addresses that nobody had to name. */
export function secretsOf(
  spec: ServerSpec,
  usedEnv: readonly string[] = [],
  env: HostContext['env'] = process.env,
): Secret[] {
  const sources = { named: [], env, server: { spec, usedEnv }, usedEnv: [] };
  return gatherSecrets(sources, new Problems());
}
