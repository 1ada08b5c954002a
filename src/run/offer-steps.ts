/** What a server offers, before anything of it is used: the list, its schemas, and the contract with the last release. */
import { createRequire } from 'node:module';
import type { ToolSubject } from '../checks/subjects.ts';
import type { ContractFacts, SuiteReport } from '../model.ts';
import { plural } from '../text/plural.ts';
import type { SuiteContext } from './context.ts';
import { listTools } from './list-step.ts';
import type { Recorder } from './recorder.ts';
import { judgeSchemas } from './schema-step.ts';
import type { StepOutcome } from './step.ts';
import type { Connected } from './target.ts';

const require = createRequire(import.meta.url);

interface Outlook {
  readonly recorder: Recorder;
  readonly server: SuiteReport['server'];
  /** What becomes of a step when the run is stopped. */
  readonly interrupted: (hasBegun?: boolean) => StepOutcome;
}

/** Resolves with what the contract says, where there is one to compare. */
export async function inspectOffer(
  context: SuiteContext,
  connected: Connected,
  { recorder, server, interrupted }: Outlook,
): Promise<ContractFacts | undefined> {
  const tools = await recorder.step({ id: 'list', kind: 'list', name: 'list' }, async () => {
    if (context.stop.aborted) return { ...interrupted(false), value: [] };
    const { tools, findings, isInterrupted } = await listTools(context, connected);
    if (isInterrupted) return { ...interrupted(), value: [] };
    tellListed(context, server, tools);
    const status = recorder.statusOf(findings);
    return { status, reason: plural(tools.length, 'tool'), findings, value: tools };
  });
  await recorder.step({ id: 'schema', kind: 'schema', name: 'schema' }, async () => {
    if (context.stop.aborted) return { ...interrupted(false), value: undefined };
    const { findings, reason } = await judgeSchemas(context, tools);
    return { status: recorder.statusOf(findings), reason, findings, value: undefined };
  });
  if (!context.lock?.contract) return undefined;
  return recorder.step({ id: 'contract', kind: 'contract', name: 'contract' }, async () => {
    if (context.stop.aborted) return { ...interrupted(false), value: undefined };
    // Loaded only where there is a lock file.
    const { judgeContract }: typeof import('./contract-step.ts') = require('./contract-step.ts');
    const { findings, reason, facts, status } = await judgeContract(context, connected);
    if (context.stop.aborted) return { ...interrupted(), value: undefined };
    return { status: status ?? recorder.statusOf(findings), reason, findings, value: facts };
  });
}

function tellListed(
  { options, catalogue, redactor }: SuiteContext,
  server: SuiteReport['server'],
  tools: readonly ToolSubject[],
): void {
  if (!options.onListed || !catalogue.isKnown) return;
  options.onListed(redactor.value(server), redactor.value(tools.map(({ raw }) => raw)));
}
