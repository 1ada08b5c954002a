/** One plan against its server, which is started first: all that judges it is loaded, as one, while it boots. */
import type { PackageSource, SuiteReport } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { Connection } from './connection.ts';
import { fixWords } from './fix-words.ts';
import { Recorder } from './recorder.ts';
import type { Script, Started } from './script.ts';
import type { SuiteInput } from './suite-input.ts';
import { Target } from './target.ts';

/** connect, list, schema, close. */
const FRAME_STEPS = 4;

/** Never rejects for anything that the server does. */
export async function runSuite(given: SuiteInput): Promise<SuiteReport> {
  const input = given.options.wiretap ? await tapped(given) : given;
  const { ref, emit, options, plan } = input;
  const { steps, teardown, probes, callReadOnly } = plan;
  const contract = options.locks?.(plan)?.contract ? 1 : 0;
  const count = FRAME_STEPS + contract + steps.length + teardown.length + probes.length;
  emit({ type: 'suite-start', suite: ref, ...(callReadOnly ? {} : { steps: count }) });
  try {
    const report = await carryOut(input);
    emit({ type: 'suite-end', suite: ref, report });
    return report;
  } finally {
    await input.wiretap?.settled();
  }
}

async function tapped(input: SuiteInput): Promise<SuiteInput> {
  const { plan, ref, emit, redactor, options, epoch } = input;
  const [{ Wiretap }, { Telling }] = await Promise.all([import('./wiretap.ts'), import('./telling.ts')]);
  const wiretap = new Wiretap(plan, ref, new Telling(redactor, options.stop, emit), epoch);
  return { ...input, wiretap, emit: wiretap.emit };
}

async function carryOut(input: SuiteInput): Promise<SuiteReport> {
  const { plan, ref, emit, epoch } = input;
  const words = fixWords(plan, () => undefined);
  const recorder = new Recorder(ref, plan.rules, emit, epoch, words, plan.callReadOnly);
  if (plan.notTried) return notTried(input, recorder, plan.notTried);
  const source = plan.server.transport === 'stdio' ? plan.server.package : undefined;
  return source ? packaged(input, source, recorder) : tested(input, recorder);
}

/** Loaded only for a package: what installs it brings a lot along. */
async function packaged(input: SuiteInput, source: PackageSource, recorder: Recorder): Promise<SuiteReport> {
  const { installStep } = await import('./install-step.ts');
  const ready = await installStep(input, source, recorder);
  try {
    const report = ready.input ? await tested(ready.input, recorder) : untested(input, recorder);
    return { ...report, ...(ready.facts ? { artifact: ready.facts } : {}) };
  } finally {
    await ready.clear();
  }
}

async function tested(input: SuiteInput, recorder: Recorder): Promise<SuiteReport> {
  const { plan, options, redactor, wiretap } = input;
  const target = new Target(plan, options, redactor, wiretap);
  recorder.words = fixWords(plan, () => target.port);
  const connection = new Connection(target, options);
  const script = await runScript(input, { recorder, target, connection }).finally(async () => {
    // An exception of ours must not leave a server behind.
    await connection.endHeld();
    await connection.close(true);
  });
  return script.report();
}

async function notTried(
  input: SuiteInput,
  recorder: Recorder,
  outcome: NonNullable<SuiteInput['plan']['notTried']>,
): Promise<SuiteReport> {
  const head = { id: 'connect', kind: 'connect', name: 'connect' } as const;
  await recorder.step(head, async () => ({ ...outcome, findings: [], value: undefined }));
  return untested(input, recorder);
}

function untested({ plan, ref }: SuiteInput, { steps }: Recorder): SuiteReport {
  const { name, file, server } = plan;
  const { transport } = server;
  return { name, file, target: ref.target, server: { transport }, steps, tools: [], stderrTail: '' };
}

async function runScript(input: SuiteInput, started: Started): Promise<Script> {
  const { recorder, connection } = started;
  const { stop } = input.options;
  const begun = await recorder.step({ id: 'connect', kind: 'connect', name: 'connect' }, async () => {
    const opening = stop.aborted ? undefined : begin(connection, stop);
    // To load it keeps this thread busy: first the server is to have something to do.
    await opening?.asked;
    const { Script } = await import('./script.ts');
    const script = new Script(input, started);
    const connected = await opening?.connected;
    return { ...(await script.judgeStart(connected)), value: { script, connected } };
  });
  await begun.script.run(begun.connected);
  return begun.script;
}

/** Starts the server; `asked` resolves when the first question has gone out, or never will. */
function begin(connection: Connection, stop: StopSignal) {
  let tell = () => {};
  const sent = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const connected = connection.open(stop, undefined, tell);
  return { connected, asked: Promise.race([connected, sent]).catch(() => undefined) };
}
