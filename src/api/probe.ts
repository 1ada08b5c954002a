import { loadPlans } from '../config/load.ts';
import { PROBE_CHOICES } from '../engine/probe-plan.ts';
import { type Listener, type Plan, PROBES, type ProbeName, type Report, UsageError } from '../model.ts';
import { literal } from '../template/literal.ts';
import { written } from './given.ts';
import type { ProbeOptions } from './options.ts';
import { jobsOf, perform } from './perform.ts';
import { assertOptions, openStage, placeOf, type Stage } from './place.ts';
import { loadOptions } from './plans.ts';
import { begin, type SmokeRun } from './run.ts';
import type { SmokeServer } from './smoke-file.ts';

/** A URL, a command with its arguments, or what may stand below `server:` of a smoke file. */
export type ProbeTarget = string | URL | readonly string[] | SmokeServer;

/**
 * Without a script: connects, lists, validates, closes. Calls no tool unless `call` says so. Prints nothing, installs no
 * handler, ends no process. Never throws: see `SmokeRun` for how a run ends.
 */
export function probe(target: ProbeTarget, options: ProbeOptions = {}): SmokeRun {
  const place = placeOf(options);
  return begin(async (tell) => {
    assertOptions('probe', options);
    const stage = openStage(options, place);
    try {
      return await run(target, options, stage, tell);
    } finally {
      stage.clear();
    }
  });
}

async function run(target: ProbeTarget, options: ProbeOptions, stage: Stage, tell: Listener): Promise<Report> {
  const { call = 'none' } = options;
  const { cwd, env } = stage.outside;
  const probes = probesOf(options.probes);
  if (call !== 'none' && call !== 'read-only') throw new UsageError('`call` takes none or read-only');
  const server = written({ name: 'probe', server: serverOf(target) }, '(server)');
  const plans = await loadPlans([server], loadOptions(options, cwd, env));
  const settings = { callReadOnly: call === 'read-only', probes };
  return perform(
    plans.map((plan): Plan => ({ ...plan, file: '', source: '', coverage: 'off', ...settings })),
    { ...PROBE_CHOICES, jobs: jobsOf(options.jobs) },
    options,
    stage,
    tell,
  );
}

function serverOf(target: ProbeTarget): SmokeServer {
  if (Array.isArray(target)) return commandOf(target);
  if (target instanceof URL) return { url: literal(target.href) };
  if (typeof target === 'object' && target !== null) return target as SmokeServer;
  if (typeof target === 'string' && /^https?:\/\//i.test(target)) return { url: literal(target) };
  const hint = typeof target === 'string' ? `; a command is a list: ${JSON.stringify(target.split(' '))}` : '';
  throw new UsageError(`probe takes a URL, a command or a server${hint}`);
}

function commandOf([command, ...args]: readonly string[]): SmokeServer {
  if (command === undefined) throw new UsageError('probe takes a command, and this list is empty');
  return { command: literal(command), args: args.map(literal) };
}

function probesOf(asked: ProbeOptions['probes'] = []): readonly ProbeName[] {
  if (asked === 'all') return PROBES;
  const unknown = asked.find((name) => !PROBES.includes(name));
  if (unknown === undefined) return asked;
  throw new UsageError(
    `\`probes\` does not know ${JSON.stringify(unknown)}; it takes all, or a list of ${PROBES.join(', ')}`,
  );
}
