import { perform } from '../../api/perform.ts';
import { perRevision, protocolsOf } from '../../config/protocol.ts';
import { onlyHostServer } from '../../engine/host-servers.ts';
import { PROBE_CHOICES, probePlan } from '../../engine/probe-plan.ts';
import { type Plan, PROBES, type ProbeName } from '../../model.ts';
import { NAMED_SERVER, type NamedServer, sourceOf } from '../named-server.ts';
import { reportAnswer } from '../report-answer.ts';
import { LIMITS, object, REPORT } from '../schemas.ts';
import { readPlans } from '../smoke-files.ts';
import { type Desk, defineTool, placeOf } from '../tool.ts';

interface Given extends NamedServer {
  readonly call?: 'none' | 'read-only';
  readonly probes?: readonly ProbeName[];
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly maxTime?: string;
  readonly protocol?: string;
}

export const probeTool = defineTool<Given>({
  name: 'probe',
  title: 'Probe a server',
  description:
    'Starts an MCP server that a smoke file or a host config of this folder names, without a script: connects, lists, validates the ' +
    'schemas, closes, and says what is wrong. Calls no tool unless asked to. Nothing is written.',
  inputSchema: object({
    ...NAMED_SERVER,
    call: {
      type: 'string',
      enum: ['none', 'read-only'],
      description: 'read-only: call tools that say readOnlyHint, with inputs made from their schemas. Default: none.',
    },
    probes: {
      type: 'array',
      items: { type: 'string', enum: [...PROBES] },
      description: 'Experiments, each on a server of its own. Default: none.',
    },
    ...LIMITS,
  }),
  outputSchema: REPORT,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  async call(given, calling) {
    const { desk } = calling;
    const plans = await plansFor(given, desk);
    const ran = await desk.runs.run(placeOf(calling), (stage, tell) =>
      perform(plans, PROBE_CHOICES, limitOf(given), stage, tell),
    );
    return reportAnswer(ran);
  },
});

const limitOf = ({ maxTime }: Given) => (maxTime === undefined ? {} : { maxTime });

async function plansFor(given: Given, desk: Desk): Promise<Plan[]> {
  const { folder, env } = desk;
  const { call, probes = [], protocol, server } = given;
  const { kind, path } = await sourceOf(given, folder);
  const here = { cwd: folder.root, env };
  const settings = { ...given, callReadOnly: call === 'read-only', probes };
  if (kind === 'config') {
    const probed = await onlyHostServer(path, server, here);
    const plan = probePlan({ ...probed, env }, { ...settings, name: probed.name });
    return perRevision(plan, protocolsOf(undefined, protocol));
  }
  const { plans } = await readPlans([path], given, desk, true);
  const { callReadOnly } = settings;
  return plans.map((plan) => ({ ...plan, ...NO_SCRIPT, probes, callReadOnly }));
}

const NO_SCRIPT = { file: '', source: '', steps: [], teardown: [], coverage: 'off' } as const;
