import { type Plan, UsageError } from '../../model.ts';
import { assertKnown } from '../../run/selection.ts';
import type { ChoosingArguments, Chosen } from '../choose.ts';
import { defineCommand } from '../command.ts';
import type { LockArguments, Locks } from '../locks.ts';
import { durationMs, FILE_OPTIONS, RUN_OPTIONS } from '../options.ts';

export const OPTIONS = {
  ...RUN_OPTIONS,
  ...FILE_OPTIONS,
  tag: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: 'Only steps with this tag; repeatable',
  },
  step: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: 'Only the step of this name, and those it needs; repeatable',
  },
  grep: { type: 'string', requiresArg: true, describe: 'Only steps whose name or target fits this regular expression' },
  failed: { type: 'string', requiresArg: true, describe: 'REPORT.json: only what failed there' },
  list: { type: 'boolean', default: false, describe: 'Show what would run, and start nothing' },
  watch: {
    type: 'boolean',
    default: false,
    describe: 'Run again whenever a smoke file or a file of the server has changed',
  },
  retries: {
    type: 'number',
    requiresArg: true,
    describe: 'Attempts more that a step gets which fails; passing late is FLAKY',
  },
  repeat: { type: 'number', requiresArg: true, describe: 'Make each step so many times, to see whether it is flaky' },
  bail: { type: 'boolean', default: false, describe: 'Stop a file at its first failure (teardown still runs)' },
  jobs: { type: 'number', default: 1, requiresArg: true, describe: 'How many files (servers) at once' },
  'read-only': { type: 'boolean', default: false, describe: 'Call only tools that say readOnlyHint' },
  'allow-destructive': { type: 'boolean', default: false, describe: 'Let steps call tools that say destructiveHint' },
  'require-secrets': {
    type: 'boolean',
    default: false,
    describe: 'A step whose `when: { env }` is not set fails instead of being skipped',
  },
  baseline: {
    type: 'string',
    requiresArg: true,
    describe: 'Compare what the server promises with the last release, kept in this lock file',
  },
  'update-baseline': {
    type: 'boolean',
    default: false,
    describe: 'Keep what the server promises now in the lock file (smoke.lock.json)',
  },
  'update-snapshots': {
    type: 'boolean',
    default: false,
    describe: 'Keep the answers of steps with `snapshot` anew in the lock file',
  },
  shard: {
    type: 'string',
    requiresArg: true,
    describe: 'i/n: only every n-th file, from the i-th; auto: as the CI system numbers its workers',
  },
  'pass-if-empty': { type: 'boolean', default: false, describe: 'Exit 0 and not 4 when no step ran' },
} as const;

/** `mcp-smoke [run] [FILE|DIR|GLOB …]`. */
export const runCommand = defineCommand({
  usage: 'run [files..]',
  isDefault: true,
  describe: 'Run smoke files (default: smoke.yaml, *.smoke.yaml, smoke/)',
  positionals: { files: { type: 'string', array: true, default: [] as string[] } },
  options: OPTIONS,
  async run(argv, outside) {
    outside.interrupts.heed();
    if (argv.watch || argv.list || argv.shard !== undefined) outside.listenToOutputs();
    else setImmediate(outside.listenToOutputs);
    if (!Number.isInteger(argv.jobs) || argv.jobs < 1) throw new UsageError('--jobs takes a whole number from 1');
    if (argv.watch) return (await import('../watched-run.ts')).watchRun(argv, outside.interrupts.stop);
    const { eachFrom } = await import('../plans.ts');
    const overrides = {
      ...(argv.timeout ? { timeoutMs: durationMs('timeout', argv.timeout) } : {}),
      ...(argv.connectTimeout ? { connectTimeoutMs: durationMs('connect-timeout', argv.connectTimeout) } : {}),
      ...(argv.protocol ? { protocol: argv.protocol } : {}),
    };
    const read = await outside.faults.attemptAsync(() => eachFrom(argv, overrides));
    if (read && read.unread.length === 0) assertKnown(read.plans, { tags: argv.tag, stepNames: argv.step });
    const { plans: known, unread } = read ?? { plans: [], unread: [] };
    const { plans, ...chosen } = await chosenOf(known, argv);
    const { jobs, bail, readOnly, allowDestructive, requireSecrets } = argv;
    // A shard may well have no file; and a file of `server` alone asks for nothing beyond what every run does.
    const isPlain = plans.every(({ steps, teardown }) => steps.length + teardown.length === 0);
    const choices = {
      jobs,
      bail,
      readOnly,
      allowDestructive,
      requireSecrets,
      unread,
      ...chosen,
      passIfEmpty: argv.passIfEmpty || isPlain,
      tags: argv.tag,
      stepNames: argv.step,
      isProbe: false,
    };
    const locks = argv.list ? undefined : await locksFor(plans, argv);
    if (argv.list) return (await import('../list-plans.ts')).listPlans(plans, choices);
    const { execute } = await import('../execute.ts');
    return execute(plans, locks ? { ...choices, locks: locks.of } : choices, { ...argv, locks }, outside);
  },
});

/** Loaded only where something is kept or compared. */
async function locksFor(plans: readonly Plan[], argv: LockArguments): Promise<Locks | undefined> {
  const isAsked = argv.baseline !== undefined || argv.updateBaseline || argv.updateSnapshots;
  const isInFile = ({ baseline, steps, teardown }: Plan) =>
    baseline !== undefined || [...steps, ...teardown].some(({ expect }) => expect.snapshot);
  if (!isAsked && !plans.some(isInFile)) return undefined;
  return (await import('../locks.ts')).Locks.open(plans, argv);
}

/** Loaded only where one of its options is given. */
async function chosenOf(plans: readonly Plan[], argv: ChoosingArguments): Promise<Chosen> {
  const { grep, failed, retries, repeat } = argv;
  if ([grep, failed, retries, repeat].every((one) => one === undefined)) return { plans };
  return (await import('../choose.ts')).choose(plans, argv);
}
