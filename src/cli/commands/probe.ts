import { perRevision, protocolsOf } from '../../config/protocol.ts';
import { PROBES, type ProbeName, UsageError } from '../../model.ts';
import { defineCommand } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';
import { commandOf, FORCE, SERVER_OPTIONS } from '../probe-options.ts';

export const OPTIONS = {
  ...RUN_OPTIONS,
  ...SERVER_OPTIONS,
  call: {
    choices: ['none', 'read-only'] as const,
    default: 'none' as const,
    describe: 'read-only: call tools that say readOnlyHint, with inputs made from their schemas',
  },
  probes: {
    type: 'string',
    requiresArg: true,
    describe: `Experiments, each on a server of its own: all, or a list of ${PROBES.join(', ')}`,
  },
  jobs: { type: 'number', default: 4, requiresArg: true, describe: 'With --from: how many servers at once' },
  write: { type: 'string', requiresArg: true, describe: 'Write a first smoke file there, as init does' },
  force: FORCE,
} as const;

/** `mcp-smoke probe URL`, `mcp-smoke probe -- COMMAND ARGS…` and `mcp-smoke probe --from FILE`. */
export const probeCommand = defineCommand({
  usage: 'probe [url]',
  takesServer: true,
  describe: 'No file: connect, list, validate, close; calls nothing. probe URL, or probe -- COMMAND ARGS…',
  examples: [
    { line: 'probe -- node server.mjs', does: 'a server that is started' },
    {
      line: 'probe https://example.com/mcp --header Authorization=MY_AUTH',
      does: 'a hosted one; the value stands in $MY_AUTH',
    },
    {
      line: 'probe --from .mcp.json --call read-only',
      does: 'every server of a config, and what it says is read-only',
    },
    {
      line: 'probe --probes all -- node server.mjs',
      does: 'with experiments: cancelling, bad arguments, two calls at once …',
    },
  ],
  positionals: { url: { type: 'string' } },
  options: OPTIONS,
  async run(argv, outside) {
    outside.interrupts.heed();
    const named = { ...argv, command: commandOf(argv) };
    const protocols = protocolsOf(undefined, argv.protocol);
    const settings = { ...argv, callReadOnly: argv.call === 'read-only', probes: probesOf(argv.probes) };
    if (argv.from !== undefined && argv.server === undefined && argv.write === undefined) {
      const { sweep } = await import('../sweep.ts');
      return sweep(named, settings, protocols, outside);
    }
    const { onlyServer } = await import('../only-server.ts');
    const { PROBE_CHOICES, probePlan } = await import('../../engine/probe-plan.ts');
    const probed = await onlyServer(named, 'probe');
    const plans = perRevision(probePlan(probed, { ...settings, name: probed.name }), protocols);
    if (argv.write !== undefined) {
      const { assertFree } = await import('../write-starter.ts');
      await assertFree(argv.write, argv.force);
      const { probeAndWrite } = await import('../probe-and-write.ts');
      const isAside = argv.write === '-';
      return probeAndWrite(plans[0]!, probed, argv.write, { ...argv, isAside }, outside);
    }
    const { execute } = await import('../execute.ts');
    return execute(plans, PROBE_CHOICES, argv, outside);
  },
});

function probesOf(value: string | undefined): readonly ProbeName[] {
  if (value === undefined) return [];
  if (value === 'all') return PROBES;
  return value.split(',').map((name) => {
    const known = PROBES.find((probe) => probe === name.trim());
    if (known) return known;
    throw new UsageError(
      `--probes does not know ${JSON.stringify(name)}; it takes all, or a list of ${PROBES.join(', ')}`,
    );
  });
}
