/** Runs the probes that the plan asks for, each as a step of its own. */
import type { Finding, JsonObject, ProbeName } from '../model.ts';
import type { Bench, SampleCall } from '../probes/probe.ts';
import type { Session } from '../session/session.ts';
import { causesOf } from './blame.ts';
import type { Connected } from './connection.ts';
import type { SuiteContext } from './context.ts';
import { statusOf } from './findings.ts';
import { requestOf } from './request.ts';
import { isSafeToRepeat } from './safety.ts';
import type { StepOutcome } from './step.ts';

const LONGEST_MS = 10_000;

/** Runs one probe; the servers that it started are ended before this resolves. */
export async function runProbe(context: SuiteContext, name: ProbeName): Promise<StepOutcome> {
  const { probes } = await import('../probes/index.ts');
  const opened: Session[] = [];
  const { findings, skipped } = await probes[name].run(benchFor(context, opened));
  for (const session of opened) await context.connection.endBeside({ session });
  if (context.stop.aborted) return { status: 'broken', reason: String(context.stop.reason), findings };
  if (skipped) return { status: 'skipped', reason: skipped, findings };
  return { status: statusOf(findings), findings };
}

function benchFor(context: SuiteContext, opened: Session[]): Bench {
  const { connection, plan, stop: signal } = context;
  const sample = sampleCall(context);
  const keep = <T extends Pick<Connected, 'session'>>(connected: T): T => {
    opened.push(connected.session);
    return connected;
  };
  return {
    transport: plan.server.transport,
    timeoutMs: Math.min(plan.timeoutMs, LONGEST_MS),
    signal,
    ...(sample ? { sample } : {}),
    fresh: async () => {
      const { session, handshake } = keep(await connection.openBeside(signal));
      return handshake.info ? session : undefined;
    },
    raw: async () => keep({ session: await connection.openRaw() }).session,
    causes: (exchange): Finding[] => causesOf(context, exchange),
  };
}

/** The first scripted call that may be repeated, else a read-only tool with an input made from its schema. */
function sampleCall(context: SuiteContext): SampleCall | undefined {
  const { plan, tools, rooms } = context;
  const steps = plan.steps.filter(
    (step) => step.kind === 'call' && step.expect.status === 'ok' && !step.sendInvalid && step.skip === undefined,
  );
  const ready = steps.filter(
    (step) => step.needs.every((name) => context.captures.has(name)) && step.whenEnv.length === 0,
  );
  for (const step of ready) {
    const { target, args } = requestOf(context, step, 0);
    if (tools.has(target) && isSafeToRepeat(context, { step, target })) return sampleOf(context, target, args);
  }
  for (const [name, { raw }] of tools) {
    const { annotations, inputSchema } = raw as {
      annotations?: { readOnlyHint?: unknown } | null;
      inputSchema?: unknown;
    };
    const made = annotations?.readOnlyHint === true ? rooms.sampleFromSchema(inputSchema) : undefined;
    if (made?.ok) return sampleOf(context, name, made.value);
  }
  return undefined;
}

function sampleOf({ tools }: SuiteContext, tool: string, args: JsonObject): SampleCall {
  const validate = tools.get(tool)?.input?.validate;
  return { tool, args, fits: (other) => (validate?.(other) ?? []).length === 0 };
}
