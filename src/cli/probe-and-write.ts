/** A probe whose tools become a smoke file. */

import type { Choices } from '../engine/choices.ts';
import { worse } from '../engine/exit-code.ts';
import { PROBE_CHOICES } from '../engine/probe-plan.ts';
import type { Probed } from '../engine/probed.ts';
import type { Plan } from '../model.ts';
import type { Listed } from '../starter/make.ts';
import type { Arguments } from './choices.ts';
import { execute } from './execute.ts';
import type { Outside } from './outside.ts';
import { complain } from './say.ts';
import { writeStarter } from './write-starter.ts';

/** Resolves with the exit code of the probe, or what is worse. Nothing is written where the tools are not known. */
export async function probeAndWrite(
  plan: Plan,
  { origin, secrets, name }: Pick<Probed, 'origin' | 'secrets' | 'name'>,
  path: string,
  argv: Arguments,
  outside: Outside,
): Promise<number> {
  let listed: Listed | undefined;
  const onListed: Choices['onListed'] = (server, tools) => {
    listed = { name: server.name ?? name, tools };
  };
  const code = await execute([plan], { ...PROBE_CHOICES, onListed }, argv, outside);
  const { stop } = outside.interrupts;
  if (!listed || stop.aborted) {
    complain(`${path === '-' ? 'no smoke file was' : `${path} was not`} written: the tools are not known`);
    return code;
  }
  return worse(await writeStarter(path, listed, { origin, secrets, stop }), code);
}
