import { defineCommand } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';
import { commandOf, FORCE, SERVER_OPTIONS } from '../probe-options.ts';

const { timeout, 'connect-timeout': connectTimeout, 'max-time': maxTime, verbose, color } = RUN_OPTIONS;

export const OPTIONS = {
  ...SERVER_OPTIONS,
  force: FORCE,
  output: {
    type: 'string',
    alias: 'o',
    default: 'smoke.yaml',
    requiresArg: true,
    describe: 'The smoke file to write; - for stdout',
  },
  timeout,
  'connect-timeout': connectTimeout,
  'max-time': maxTime,
  verbose,
  color,
} as const;

/** Nothing of a run but what goes wrong is shown, and none of it on stdout. */
const ASIDE = {
  report: [] as string[],
  quiet: true,
  'fail-on-flaky': false,
  'fail-on-warning': false,
  isAside: true,
} as const;

/** `mcp-smoke init -- COMMAND`, `init URL` and `init --from FILE`: a first smoke file from tools/list; calls nothing. */
export const initCommand = defineCommand({
  usage: 'init [url]',
  takesServer: true,
  describe: 'Write a first smoke file from what a server lists; calls nothing. init URL, or init -- COMMAND ARGS…',
  examples: [
    { line: 'init -- node server.mjs', does: 'writes smoke.yaml' },
    {
      line: 'init --from .mcp.json --server notes --output notes.smoke.yaml',
      does: 'one server of a config, another file',
    },
    { line: 'init --output - -- node server.mjs', does: 'shows it and writes nothing' },
  ],
  positionals: { url: { type: 'string' } },
  options: OPTIONS,
  async run(argv, outside) {
    outside.interrupts.heed();
    const { onlyServer } = await import('../only-server.ts');
    const { assertFree } = await import('../write-starter.ts');
    const probed = await onlyServer({ ...argv, command: commandOf(argv) }, 'init');
    await assertFree(argv.output, argv.force);
    const { probePlan } = await import('../../engine/probe-plan.ts');
    const plan = probePlan(probed, { ...argv, name: probed.name });
    const { probeAndWrite } = await import('../probe-and-write.ts');
    const code = await probeAndWrite(plan, probed, argv.output, { ...argv, ...ASIDE }, outside);
    // What is wrong with the server has been shown; the file is there all the same.
    return code === 1 ? 0 : code;
  },
});
