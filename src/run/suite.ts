/** One plan against its server, which is started first: all that judges it is loaded, as one, while it boots. */
import type { SuiteReport } from '../model.ts';
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
  const { ref, emit } = input;
  const { steps, teardown, probes, callReadOnly } = input.plan;
  const count = FRAME_STEPS + steps.length + teardown.length + probes.length;
  emit({ type: 'suite-start', suite: ref, ...(callReadOnly ? {} : { steps: count }) });
  const report = await carryOut(input);
  emit({ type: 'suite-end', suite: ref, report });
  return report;
}

async function tapped(input: SuiteInput): Promise<SuiteInput> {
  const { Wiretap } = await import('./wiretap.ts');
  const wiretap = new Wiretap(input.plan, input.ref, input.emit, input.epoch);
  return { ...input, wiretap, emit: wiretap.emit };
}

async function carryOut(input: SuiteInput): Promise<SuiteReport> {
  const { plan, options, ref, emit, epoch, redactor, wiretap } = input;
  const target = new Target(plan, options, redactor, wiretap);
  const words = fixWords(plan, () => target.port);
  const recorder = new Recorder(ref, plan.rules, emit, epoch, words, plan.callReadOnly);
  const connection = new Connection(target, options);
  const script = await runScript(input, { recorder, target, connection }).finally(async () => {
    // An exception of ours must not leave a server behind.
    await connection.endHeld();
    await connection.close(true);
  });
  return script.report();
}

async function runScript(input: SuiteInput, started: Started): Promise<Script> {
  const { recorder, connection } = started;
  const { stop } = input.options;
  const begun = await recorder.step({ id: 'connect', kind: 'connect', name: 'connect' }, async () => {
    const opening = stop.aborted ? undefined : connection.open(stop);
    const { Script } = await import('./script.ts');
    const script = new Script(input, started);
    const connected = await opening;
    return { ...(await script.judgeStart(connected)), value: { script, connected } };
  });
  await begun.script.run(begun.connected);
  return begun.script;
}
