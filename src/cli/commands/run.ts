import { choicesFor, locksFor } from '../../engine/file-run.ts';
import { UsageError } from '../../model.ts';
import { assertKnown } from '../../run/selection.ts';
import { defineCommand } from '../command.ts';
import { durationMs, FILE_OPTIONS, RUN_OPTIONS } from '../options.ts';
import { complain } from '../say.ts';

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
  examples: [
    { line: 'smoke.yaml', does: 'one file, told on the terminal' },
    {
      line: 'run smoke/ --jobs 4 --report junit=junit.xml --report html=report.html',
      does: 'a folder, four servers at once, two reports',
    },
    { line: 'run --tag quick --read-only', does: 'of all files here, steps with a tag that change nothing' },
  ],
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
      ...(argv.timeout !== undefined ? { timeoutMs: durationMs('timeout', argv.timeout) } : {}),
      ...(argv.connectTimeout !== undefined
        ? { connectTimeoutMs: durationMs('connect-timeout', argv.connectTimeout) }
        : {}),
      ...(argv.protocol !== undefined ? { protocol: argv.protocol } : {}),
    };
    const read = await outside.faults.attemptAsync(() => eachFrom(argv, overrides));
    if (read && read.unread.length === 0) assertKnown(read.plans, { tags: argv.tag, stepNames: argv.step });
    const { plans, choices } = await choicesFor(read ?? { plans: [], unread: [] }, argv, complain);
    if (argv.list) return (await import('../list-plans.ts')).listPlans(plans, choices);
    const locks = await locksFor(plans, argv, { cwd: process.cwd(), env: process.env });
    const { execute } = await import('../execute.ts');
    return execute(plans, choices, locks ? { ...argv, locks } : argv, outside);
  },
});
