/** Runs the probes that the plan asks for, each as a step of its own. */

import { statusOf } from '../findings/settle.ts';
import { breathe } from '../limits/breath.ts';
import { patiently } from '../limits/patience.ts';
import type { JsonObject, McpStep, PlannedStep, ProbeName, RawFinding } from '../model.ts';
import type { Bench, SampleCall } from '../probes/probe.ts';
import { sampleFromSchema } from '../schema/sample.ts';
import type { Session } from '../session/session.ts';
import { causesOf } from './blame.ts';
import type { SuiteContext } from './context.ts';
import { requestOf } from './request.ts';
import { isApp, isSafeToRepeat } from './safety.ts';
import type { StepOutcome } from './step.ts';
import type { Connected } from './target.ts';

const LONGEST_MS = 10_000;

/** Runs one probe; the servers that it started are ended before this resolves. */
export async function runProbe(context: SuiteContext, name: ProbeName): Promise<StepOutcome> {
  const { probes } = await import('../probes/index.ts');
  const opened: Session[] = [];
  const shared = sharedWith(context);
  const { findings, skipped } = await probes[name].run(await benchFor(context, opened));
  // What the probe has told of the app is not told of the server that the script had there.
  if (findings.length > 0 && opened.some(({ closure }) => closure)) shared?.excuse();
  for (const session of opened) await context.target.endBeside({ session });
  if (context.stop.aborted) return { status: 'broken', reason: String(context.stop.reason), findings: [] };
  if (skipped) return { status: 'skipped', reason: skipped, findings };
  return { status: statusOf(findings), findings };
}

/** The script's server, where it is still there and ends with that of a probe: an app runs once. */
function sharedWith({ plan, connection: { current } }: SuiteContext): Session | undefined {
  return isApp(plan.server) && !current?.session.closure ? current?.session : undefined;
}

async function benchFor(context: SuiteContext, opened: Session[]): Promise<Bench> {
  const { target, plan, stop: signal } = context;
  const keep = <T extends Pick<Connected, 'session'>>(connected: T): T => {
    opened.push(connected.session);
    return connected;
  };
  return {
    transport: plan.server.transport,
    timeoutMs: Math.min(plan.timeoutMs, LONGEST_MS),
    startMs: plan.connectTimeoutMs,
    signal,
    samples: await sampleCalls(context),
    fresh: async () => {
      const { session, handshake } = keep(await target.open(signal));
      return handshake.info ? session : undefined;
    },
    raw: async () => keep({ session: await target.openRaw() }).session,
    causes: (exchange): RawFinding[] => causesOf(context, exchange),
  };
}

/** Scripted calls that may be repeated, then read-only tools with an input made from their schemas. */
async function sampleCalls(context: SuiteContext): Promise<SampleCall[]> {
  const { plan, stop } = context;
  const { tools } = context.catalogue;
  const scripted = plan.steps
    .filter((step): step is McpStep => isPlain(context, step))
    .map((step) => requestOf(context, step, 0));
  const harmless = scripted.filter((request) => tools.has(request.target) && isSafeToRepeat(context, request));
  const made: SampleCall[] = [];
  for (const [name, { raw, input }] of tools) {
    if (context.catalogue.annotation(name, 'readOnlyHint') !== true) continue;
    const { inputSchema } = raw as { inputSchema?: unknown };
    const sample = await patiently(() => sampleFromSchema(inputSchema, { verdict: input }), stop);
    if (sample.ok) made.push(sampleOf(context, name, sample.value));
    await breathe();
  }
  return [...harmless.map(({ target, args }) => sampleOf(context, target, args)), ...made];
}

/** A call that the script expects to succeed, and that can be made now. */
function isPlain(
  { captures }: SuiteContext,
  { kind, expect, sendInvalid, skip, needs, whenEnv }: PlannedStep,
): boolean {
  const isReady = needs.every((name) => captures.has(name)) && whenEnv.length === 0 && skip === undefined;
  return kind === 'call' && expect.status === 'ok' && !sendInvalid && isReady;
}

function sampleOf({ catalogue }: SuiteContext, tool: string, args: JsonObject): SampleCall {
  const validate = catalogue.tools.get(tool)?.input?.validate;
  return { tool, args, fits: (other) => (validate?.(other) ?? []).length === 0 };
}
