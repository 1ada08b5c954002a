/**
 * All that is asked of a server once it has been started: its start judged, list, schema, the script, teardown, close. `suite`
 * loads this while the server boots, and with it all that judges.
 */
import type { Plan, PlannedStep, ProbeName, RawFinding, SuiteReport } from '../model.ts';
import { lookAgain } from './aftermath.ts';
import { closeServer } from './close-step.ts';
import { describeServer, isScriptStopped, serverFacts } from './connect-step.ts';
import type { Connection } from './connection.ts';
import { createContext, type SuiteContext } from './context.ts';
import { behindList } from './ends.ts';
import { leftOutByFile } from './gate.ts';
import { withHeld } from './held-call.ts';
import { withLeftBehind } from './left-behind.ts';
import { onNewList } from './list-again.ts';
import { isGivenUp } from './methods.ts';
import { inspectOffer } from './offer-steps.ts';
import type { RunOptions } from './options.ts';
import { runProbe } from './probe-steps.ts';
import { promiseOf } from './promise.ts';
import { readOnlyCalls } from './read-only-calls.ts';
import type { Recorder } from './recorder.ts';
import { renew } from './renew.ts';
import { holdBack, runScripted } from './scripted.ts';
import { judgeStart } from './start-place.ts';
import { headOf, type StepOutcome } from './step.ts';
import type { SuiteInput } from './suite-input.ts';
import { reportSuite } from './suite-report.ts';
import type { Connected, Target } from './target.ts';
import { judgeUnaskedEnd } from './unasked-end.ts';

/** What there is before anything can be judged. */
export interface Started {
  readonly recorder: Recorder;
  readonly target: Target;
  readonly connection: Connection;
}

export class Script {
  readonly #plan: Plan;
  readonly #options: RunOptions;
  readonly #recorder: Recorder;
  readonly #connection: Connection;
  #context: SuiteContext;
  #server: SuiteReport['server'];
  #contract: SuiteReport['contract'];
  #whyNot: string | undefined; // Why no scripted step can run.

  constructor(
    private readonly input: SuiteInput,
    { recorder, target, connection }: Started,
  ) {
    const { plan, options } = input;
    this.#plan = plan;
    this.#options = options;
    this.#recorder = recorder;
    this.#connection = connection;
    this.#context = createContext(input, target, connection);
    this.#server = { transport: plan.server.transport, requestedProtocol: target.asked };
  }

  /** What is wrong with the start; `connected` is undefined where it was not even tried. */
  async judgeStart(connected: Connected | undefined): Promise<StepOutcome> {
    if (!connected) return this.#notConnected(undefined, []);
    const findings = this.#withArtifact(await judgeStart(this.#context, connected), connected);
    this.#context.cursor.startAt(connected.session);
    const { info } = connected.handshake;
    this.#server = { ...this.#server, ...serverFacts(connected) };
    const isUnspoken = isScriptStopped(findings, this.#recorder.settle(findings));
    if (!info) return this.#notConnected(connected, findings);
    if (isUnspoken) this.#whyNot = `the server does not speak ${this.#plan.protocol}`;
    const status = isUnspoken ? 'broken' : this.#recorder.statusOf(findings);
    return { status, reason: describeServer(connected), findings };
  }

  /** What a server that did not start says about the package that it came in, before what follows from that. */
  #withArtifact(findings: RawFinding[], { handshake, session }: Connected): RawFinding[] {
    const { artifact } = this.input;
    return artifact && !handshake.info ? [...artifact.judgeStart(session.wire.stderr.since(0)), ...findings] : findings;
  }

  /** What follows the start; whoever started the server ends what is left of it. */
  async run(connected: Connected | undefined): Promise<void> {
    if (connected && this.#whyNot === undefined) await this.#inspect(connected);
    const script = this.#plan.callReadOnly ? await readOnlyCalls(this.#context) : this.#plan.steps;
    for (const step of script) await this.#scripted(step);
    for (const name of this.#plan.probes) await this.#probe(name);
    await this.#teardown();
    this.#recorder.conclude(await lookAgain(this.#context, (stepId) => this.#recorder.findingsOf(stepId)));
    await this.#connection.endHeld();
    await this.#close();
  }

  /** To be asked for once the server has ended. */
  report(): SuiteReport {
    const report = reportSuite(this.input, this.#context, this.#server, this.#recorder.steps);
    return this.#contract ? { ...report, contract: this.#contract } : report;
  }

  /** A signal of its own gives it up. */
  async #teardown(): Promise<void> {
    const context = this.#context;
    this.#context = { ...context, stop: this.#options.stopTeardown };
    for (const step of this.#plan.teardown) await this.#scripted(step);
    this.#context = context;
  }

  #notConnected(connected: Connected | undefined, findings: readonly RawFinding[]): StepOutcome {
    const isCut = connected === undefined || isGivenUp(connected.handshake.opening);
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
    const outlook = { recorder: this.#recorder, server: this.#server, interrupted: this.#interrupted.bind(this) };
    this.#contract = await inspectOffer(this.#context, connected, outlook);
  }

  async #scripted(step: PlannedStep): Promise<void> {
    const head = { ...headOf(step), ...promiseOf(this.#context, step) };
    await this.#recorder.step(head, async () => ({ ...(await this.#attempt(step)), value: undefined }));
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
    if (this.#connection.isUsable) return this.#inSession(step);
    const gone = await judgeUnaskedEnd(this.#context);
    const outcome = (await this.#renew()) ?? (await runScripted(this.#context, step));
    const isAsItWas = outcome.status === 'broken' || this.#recorder.statusOf(gone) === 'passed';
    return { ...outcome, findings: [...gone, ...outcome.findings], ...(isAsItWas ? {} : { status: 'failed' }) };
  }

  /** A session that ended with an earlier step has been told there: the server, which did nothing for it, is asked in a new one. */
  async #inSession(step: PlannedStep): Promise<StepOutcome> {
    const { damagedIn } = this.#connection;
    const outcome = await runScripted(this.#context, step);
    if (damagedIn === undefined || !outcome.isRefusedWhole) return outcome;
    const again = (await this.#renew()) ?? (await runScripted(this.#context, step));
    return { reason: `in a new session: the last one ended with ${damagedIn}`, ...again };
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
      const closed = await closeServer(this.#context);
      return { ...closed, status: this.#recorder.statusOf(closed.findings), value: undefined };
    });
    const { blamed } = this.#context.ends;
    if (blamed !== undefined) this.#recorder.amend(blamed, behindList(this.#recorder.findingsOf(blamed)));
  }
}
