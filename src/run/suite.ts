/** One plan against its server, step by step: connect, list, schema, the script, teardown, close. */
import { statusOf } from '../findings/settle.ts';
import type { Plan, PlannedStep, ProbeName, RawFinding, RunEvent, SuiteRef, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { requestedProtocol } from '../session/handshake.ts';
import { plural } from '../text/plural.ts';
import { lookAgain } from './aftermath.ts';
import { closeServer } from './close-step.ts';
import { describeServer, isPinBroken } from './connect-step.ts';
import { type Connected, Connection } from './connection.ts';
import { createContext, type SuiteContext } from './context.ts';
import { leftOutByFile } from './gate.ts';
import { withHeld } from './held-call.ts';
import { withLeftBehind } from './left-behind.ts';
import { onNewList } from './list-again.ts';
import { listTools } from './list-step.ts';
import { isGivenUp } from './methods.ts';
import type { RunOptions } from './options.ts';
import { runProbe } from './probe-steps.ts';
import { readOnlyCalls } from './read-only-calls.ts';
import { Recorder } from './recorder.ts';
import { renew } from './renew.ts';
import { judgeSchemas } from './schema-step.ts';
import { holdBack, runScripted } from './scripted.ts';
import { judgeStart } from './start-place.ts';
import { headOf, type StepOutcome } from './step.ts';
import { reportSuite } from './suite-report.ts';
import { judgeUnaskedEnd } from './unasked-end.ts';

/** `emit` cleans the events itself. */
export interface SuiteInput {
  readonly plan: Plan;
  readonly ref: SuiteRef;
  readonly options: RunOptions;
  readonly emit: (event: RunEvent) => void;
  readonly redactor: Redactor;
  /** When the run began, by `performance.now()`. */
  readonly epoch: number;
}

/** Never rejects for anything that the server does. */
export async function runSuite(input: SuiteInput): Promise<SuiteReport> {
  const { ref, emit } = input;
  emit({ type: 'suite-start', suite: ref });
  const report = await new Suite(input).run();
  emit({ type: 'suite-end', suite: ref, report });
  return report;
}

class Suite {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #recorder: Recorder;
  readonly #connection: Connection;
  #context!: SuiteContext;
  #server: SuiteReport['server'];
  #whyNot: string | undefined; // Why no scripted step can run.

  constructor(private readonly input: SuiteInput) {
    const { plan, options, ref, emit, epoch, redactor } = input;
    this.#plan = plan;
    this.#options = options;
    this.#recorder = new Recorder(ref, plan.rules, emit, epoch, plan.callReadOnly);
    this.#connection = new Connection(plan, options, redactor);
    this.#server = { transport: plan.server.transport, requestedProtocol: requestedProtocol(plan.protocol) };
  }

  async run(): Promise<SuiteReport> {
    try {
      const connected = await this.#connect();
      if (connected && this.#whyNot === undefined) await this.#inspect(connected);
      const script = this.#plan.callReadOnly ? await readOnlyCalls(this.#context) : this.#plan.steps;
      for (const step of script) await this.#scripted(step);
      for (const name of this.#plan.probes) await this.#probe(name);
      this.#context.stop = this.#options.stopTeardown;
      for (const step of this.#plan.teardown) await this.#scripted(step);
      this.#context.stop = this.#options.stop;
      this.#recorder.conclude(await lookAgain(this.#context, (stepId) => this.#recorder.findingsOf(stepId)));
      await this.#connection.endHeld();
      await this.#close();
    } finally {
      // An exception of ours must not leave a server behind.
      await this.#connection.endHeld();
      await this.#connection.close(true);
    }
    return reportSuite(this.input, this.#context, this.#server, this.#recorder.steps);
  }

  /** The server boots while the rooms that judge are loaded. */
  #connect(): Promise<Connected | undefined> {
    return this.#recorder.step({ id: 'connect', kind: 'connect', name: 'connect' }, async () => {
      const { stop } = this.#options;
      const opening = stop.aborted ? undefined : this.#connection.open(stop);
      const rooms = await import('./rooms.ts');
      this.#context = createContext(this.input, this.#connection, rooms);
      const connected = await opening;
      if (!connected) return { ...this.#notConnected(undefined, []), value: undefined };
      const findings = await judgeStart(this.#context, connected);
      this.#context.seenFrames = connected.session.mark;
      const { info } = connected.handshake;
      if (!info) return { ...this.#notConnected(connected, findings), value: undefined };
      if (isPinBroken(this.#recorder.settle(findings)))
        this.#whyNot = `the server does not speak ${this.#plan.protocol}`;
      const { capabilities: _, ...server } = info;
      this.#server = { ...this.#server, ...server };
      const [status, reason] = [this.#recorder.statusOf(findings), describeServer(connected)];
      return { status, reason, findings, value: connected };
    });
  }

  #notConnected(connected: Connected | undefined, findings: readonly RawFinding[]): StepOutcome {
    const isCut = connected === undefined || isGivenUp(connected.handshake.initialize);
    this.#whyNot = isCut ? String(this.#options.stop.reason) : 'the server could not be connected to';
    return isCut ? this.#interrupted() : { status: 'broken', findings };
  }

  /** What an interrupt ends is broken; what it keeps from beginning is left out. */
  #interrupted(hasBegun = true): StepOutcome {
    const isTold = this.#recorder.steps.some(({ status }) => status === 'broken');
    return {
      status: hasBegun || !isTold ? 'broken' : 'skipped',
      reason: String(this.#context.stop.reason),
      findings: [],
    };
  }

  async #inspect(connected: Connected): Promise<void> {
    const tools = await this.#recorder.step({ id: 'list', kind: 'list', name: 'list' }, async () => {
      if (this.#context.stop.aborted) return { ...this.#interrupted(false), value: [] };
      const { tools, findings, isInterrupted } = await listTools(this.#context, connected);
      if (isInterrupted) return { ...this.#interrupted(), value: [] };
      const status = this.#recorder.statusOf(findings);
      return { status, reason: plural(tools.length, 'tool'), findings, value: tools };
    });
    await this.#recorder.step({ id: 'schema', kind: 'schema', name: 'schema' }, async () => {
      if (this.#context.stop.aborted) return { ...this.#interrupted(false), value: undefined };
      const { findings, reason } = await judgeSchemas(this.#context, tools);
      return { status: this.#recorder.statusOf(findings), reason, findings, value: undefined };
    });
  }

  async #scripted(step: PlannedStep): Promise<void> {
    await this.#recorder.step(headOf(step), async () => ({ ...(await this.#attempt(step)), value: undefined }));
  }

  async #probe(name: ProbeName): Promise<void> {
    await this.#recorder.step({ id: `probe-${name}`, kind: 'call', name: `probe ${name}` }, async () => {
      const reason = this.#whyNot;
      if (reason !== undefined) return { status: 'skipped', reason, findings: [], value: undefined };
      if (this.#context.stop.aborted) return { ...this.#interrupted(false), value: undefined };
      return { ...(await runProbe(this.#context, name)), value: undefined };
    });
  }

  async #attempt(step: PlannedStep): Promise<StepOutcome> {
    const carryOut = async () =>
      (await holdBack(this.#context, step)) ?? (await withHeld(this.#context, step, () => this.#carryOut(step)));
    const outcome = this.#leaveOut(step) ?? (await onNewList(this.#context, step, carryOut));
    return withLeftBehind(this.#context, step, outcome, this.#recorder.steps);
  }

  #leaveOut(step: PlannedStep): StepOutcome | undefined {
    const reason = leftOutByFile(this.#context, step) ?? this.#whyNot;
    if (reason !== undefined) return { status: 'skipped', reason, findings: [] };
    if (this.#context.stop.aborted) return this.#interrupted(false);
    const { firstFailure } = this.#recorder;
    if (!this.#options.bail || !firstFailure || step.teardown) return undefined;
    return { status: 'skipped', reason: `--bail: ${firstFailure} failed`, findings: [] };
  }

  /** A server that went away since the last step fails this one. */
  async #carryOut(step: PlannedStep): Promise<StepOutcome> {
    if (this.#connection.isUsable) return runScripted(this.#context, step);
    const gone = this.#recorder.settle(await judgeUnaskedEnd(this.#context));
    const outcome = (await this.#renew()) ?? (await runScripted(this.#context, step));
    const isAsItWas = outcome.status === 'broken' || statusOf(gone) === 'passed';
    return { ...outcome, findings: [...gone, ...outcome.findings], ...(isAsItWas ? {} : { status: 'failed' }) };
  }

  async #renew(): Promise<StepOutcome | undefined> {
    const lost = await renew(this.#context);
    this.#whyNot = lost?.reason;
    return lost ?? (this.#connection.isUsable ? undefined : this.#interrupted());
  }

  async #close(): Promise<void> {
    // What could never be used has no end to judge.
    if (!this.#connection.current?.handshake.info) return;
    await this.#recorder.step({ id: 'close', kind: 'close', name: 'close' }, async () => {
      const findings = await closeServer(this.#context);
      return { status: this.#recorder.statusOf(findings), findings, value: undefined };
    });
  }
}
