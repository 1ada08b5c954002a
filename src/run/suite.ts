/** One plan against its server, step by step: connect, list, schema, the script, teardown, close. */
import type { Finding, Plan, PlannedStep, ProbeName, RunEvent, SuiteRef, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { plural } from '../text/plural.ts';
import { lookAgain } from './aftermath.ts';
import { describeServer, judgeConnect } from './connect-step.ts';
import { type Connected, Connection } from './connection.ts';
import { createContext, type SuiteContext } from './context.ts';
import { judgeLastFrames } from './frames.ts';
import { listTools } from './list-step.ts';
import type { RunOptions } from './options.ts';
import { formatPlace } from './place.ts';
import { runProbe } from './probe-steps.ts';
import { readOnlyCalls } from './read-only-calls.ts';
import { Recorder } from './recorder.ts';
import { judgeSchemas } from './schema-step.ts';
import { runScripted } from './scripted.ts';
import { tailOf } from './stderr-tail.ts';
import type { StepOutcome } from './step.ts';

/** What a suite is run with. `emit` cleans the events itself. */
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
  /** Why no scripted step can run. */
  #whyNot: string | undefined;

  constructor(private readonly input: SuiteInput) {
    const { plan, options, ref, emit, epoch, redactor } = input;
    this.#plan = plan;
    this.#options = options;
    this.#recorder = new Recorder(ref, plan.rules, emit, epoch);
    this.#connection = new Connection(plan, options, redactor);
    this.#server = { transport: plan.server.transport };
  }

  async run(): Promise<SuiteReport> {
    try {
      const connected = await this.#connect();
      if (connected) await this.#inspect(connected);
      const script = this.#plan.callReadOnly ? readOnlyCalls(this.#context) : this.#plan.steps;
      for (const step of script) await this.#scripted(step);
      for (const name of this.#plan.probes) await this.#probe(name);
      this.#context.stop = this.#options.stopTeardown;
      for (const step of this.#plan.teardown) await this.#scripted(step);
      const told = (stepId: string) => this.#recorder.findingsOf(stepId);
      for (const { stepId, findings } of await lookAgain(this.#context, told)) this.#recorder.amend(stepId, findings);
      await this.#connection.endHeld();
      await this.#close();
    } finally {
      // An exception of ours must not leave a server behind.
      await this.#connection.endHeld();
      await this.#connection.close(true);
    }
    return this.#report();
  }

  /** The server boots while the rooms that judge are loaded. */
  #connect(): Promise<Connected | undefined> {
    return this.#recorder.step({ id: 'connect', kind: 'connect', name: 'connect' }, async () => {
      const { stop } = this.#options;
      const opening = stop.aborted ? undefined : this.#connection.open(stop);
      const rooms = await import('./rooms.ts');
      this.#context = createContext(this.input, this.#connection, rooms);
      const connected = await opening;
      // Interrupted before anything was started.
      if (!connected) return { ...this.#notConnected([]), value: undefined };
      const findings = judgeConnect(this.#context, connected);
      this.#context.seenFrames = connected.session.mark;
      const { info } = connected.handshake;
      if (!info) return { ...this.#notConnected(findings), value: undefined };
      const { capabilities: _, ...server } = info;
      this.#server = { ...this.#server, ...server };
      const status = this.#recorder.statusOf(findings);
      return { status, reason: describeServer(connected), findings, value: connected };
    });
  }

  #notConnected(findings: readonly Finding[]): StepOutcome {
    const { stop } = this.#options;
    this.#whyNot = stop.aborted ? String(stop.reason) : 'the server could not be connected to';
    return { status: 'broken', ...(stop.aborted ? { reason: this.#whyNot } : {}), findings };
  }

  async #inspect(connected: Connected): Promise<void> {
    const tools = await this.#recorder.step({ id: 'list', kind: 'list', name: 'list' }, async () => {
      const { tools, findings } = await listTools(this.#context, connected);
      const status = this.#recorder.statusOf(findings);
      return { status, reason: plural(tools.length, 'tool'), findings, value: tools };
    });
    await this.#recorder.step({ id: 'schema', kind: 'schema', name: 'schema' }, async () => {
      const { findings, reason } = judgeSchemas(this.#context, tools);
      return { status: this.#recorder.statusOf(findings), reason, findings, value: undefined };
    });
  }

  async #scripted(step: PlannedStep): Promise<void> {
    const { id, kind, name, at } = step;
    const head = {
      id,
      kind,
      name,
      ...(kind === 'call' ? { tool: step.target } : {}),
      ...(at.file === '' ? {} : { at: formatPlace(at) }),
    };
    await this.#recorder.step(head, async () => ({ ...(await this.#attempt(step)), value: undefined }));
  }

  async #probe(name: ProbeName): Promise<void> {
    await this.#recorder.step({ id: `probe-${name}`, kind: 'call', name: `probe ${name}` }, async () => {
      const { stop } = this.#context;
      const reason = this.#whyNot ?? (stop.aborted ? String(stop.reason) : undefined);
      if (reason !== undefined) return { status: 'skipped', reason, findings: [], value: undefined };
      return { ...(await runProbe(this.#context, name)), value: undefined };
    });
  }

  async #attempt(step: PlannedStep): Promise<StepOutcome> {
    const reason = this.#reasonNotToRun(step);
    if (reason !== undefined) return { status: 'skipped', reason, findings: [] };
    return (await this.#renew()) ?? runScripted(this.#context, step);
  }

  #reasonNotToRun(step: PlannedStep): string | undefined {
    if (step.skip !== undefined) return step.skip;
    if (this.#whyNot !== undefined) return this.#whyNot;
    const { stop } = this.#context;
    if (stop.aborted) return String(stop.reason);
    const { firstFailure } = this.#recorder;
    return this.#options.bail && firstFailure && !step.teardown ? `--bail: ${firstFailure} failed` : undefined;
  }

  /** A server that died or got stuck in an earlier step is replaced; one that does not come back breaks the step. */
  async #renew(): Promise<StepOutcome | undefined> {
    if (this.#connection.isUsable) return undefined;
    const { stuckIn } = this.#connection;
    const connected = await this.#connection.reopen(this.#context.stop);
    this.#context.seenFrames = connected.session.mark;
    if (connected.handshake.info) return undefined;
    const isStillBlocked = stuckIn !== undefined && this.#plan.server.transport === 'http';
    this.#whyNot = isStillBlocked
      ? `the server has been blocked since ${stuckIn}`
      : 'the server could not be started again';
    // That a blocked server does not greet us either is no fault of its own.
    if (isStillBlocked) return { status: 'broken', reason: this.#whyNot, findings: [] };
    const findings = judgeConnect(this.#context, connected);
    return { status: 'broken', reason: this.#whyNot, findings };
  }

  async #close(): Promise<void> {
    const isHurried = this.#options.stop.aborted || !this.#connection.isUsable;
    const { current } = this.#connection;
    // What was never there, or went before it could be used, has no end to judge.
    if (!current || (current.session.closure && !current.handshake.info)) return;
    await this.#recorder.step({ id: 'close', kind: 'close', name: 'close' }, async () => {
      const lastWords = isHurried ? [] : await judgeLastFrames(this.#context);
      const shutdown = (await this.#connection.close(isHurried))!;
      const { inspect, rooms } = this.#context;
      const { transport } = this.#plan.server;
      // A server that was stuck, dead or interrupted had no fair chance to go by itself.
      const findings = isHurried ? [] : [...lastWords, ...inspect(rooms.closeChecks, { transport, shutdown })];
      return { status: this.#recorder.statusOf(findings), findings, value: undefined };
    });
  }

  #report(): SuiteReport {
    const { calledMs, tools } = this.#context;
    const tested = [...tools.keys()].map((name) => {
      const ms = calledMs.get(name);
      return { name, tested: ms !== undefined, ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }) };
    });
    const { name, file } = this.#plan;
    const { target } = this.input.ref;
    const stderrTail = tailOf(this.input.redactor.text(this.#connection.stderrTail));
    return { name, file, target, server: this.#server, steps: this.#recorder.steps, tools: tested, stderrTail };
  }
}
