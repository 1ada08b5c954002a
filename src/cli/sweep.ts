/** `probe --from FILE`: every server of a host's config, each as a suite of its own. */
import { perRevision } from '../config/protocol.ts';
import { type Swept, sweptServers } from '../engine/host-servers.ts';
import { PROBE_CHOICES, type ProbePlanOptions, probePlan } from '../engine/probe-plan.ts';
import { type Plan, UsageError } from '../model.ts';
import type { Arguments } from './choices.ts';
import { execute } from './execute.ts';
import type { Outside } from './outside.ts';
import type { ServerArguments } from './probe-options.ts';

/** Resolves with the exit code: a server that lacks a variable is left out, with the reason. Throws UsageError. */
export async function sweep(
  argv: Arguments & ServerArguments & { readonly jobs: number },
  settings: ProbePlanOptions,
  protocols: readonly string[],
  outside: Outside,
): Promise<number> {
  const { jobs, from = '', url, command } = argv;
  if (url !== undefined || command.length > 0) throw new UsageError('probe takes --from or a server, not both');
  if (!Number.isInteger(jobs) || jobs < 1) throw new UsageError('--jobs takes a whole number from 1');
  const swept = await sweptServers(from, undefined, { cwd: process.cwd(), env: process.env });
  const plans = swept.flatMap((one) =>
    'probed' in one
      ? perRevision(probePlan(one.probed, { ...settings, name: one.probed.name }), protocols)
      : [notTried(one, settings)],
  );
  // The table at the end tells of what went well.
  const quiet = argv.quiet || argv.verbose === 0;
  return execute(plans, { ...PROBE_CHOICES, jobs }, { ...argv, quiet }, outside);
}

function notTried({ name, why, isMistake }: Exclude<Swept, { probed: unknown }>, settings: ProbePlanOptions): Plan {
  const server = { transport: 'stdio', command: '', args: [], env: {}, cwd: process.cwd() } as const;
  const status = isMistake ? 'broken' : 'skipped';
  return { ...probePlan({ server, secrets: [] }, { ...settings, name }), notTried: { status, reason: why } };
}
