/** argv → a command → an exit code. The only place that ends the process. */
import { exitCodeOf, worse } from '../engine/exit-code.ts';
import { UsageError } from '../model.ts';
import { sleep } from '../waiting.ts';
import { commands } from './commands.ts';
import { OWN_FAULT } from './faults.ts';
import type { Outside } from './outside.ts';
import { parsePlain } from './plain.ts';
import { complain } from './say.ts';

const USAGE = 2;
/** A command that has met an exception of ours gets this long to end: reports may have to wait for a reader. */
const LAST_MS = 60_000;
const FLUSH_MS = 500;

/** Runs the command line and ends the process with its exit code; `onEnd` is called when all is told and no fault has been met. */
export async function main(
  argv: readonly string[],
  outside: Outside,
  onEnd: (hasRun: boolean, hasPassed: boolean) => void,
): Promise<void> {
  const { faults } = outside;
  const code = await Promise.race([command(argv, outside), overdue(faults.happened)]);
  if (faults.first) faults.tell(await cleaner());
  await Promise.race([Promise.all([flush(process.stdout), flush(process.stderr)]), interrupted(outside)]);
  const added = [faults.first ? OWN_FAULT : 0, complainOfStdout(outside, code), exitCodeOf(outside.interrupts.signal)];
  const exitCode = added.reduce(worse, code);
  if (!faults.first && !outside.interrupts.signal) onEnd(outside.interrupts.isHeeded, exitCode === 0);
  process.exit(exitCode);
}

async function overdue(fault: Promise<unknown>): Promise<number> {
  await fault;
  await sleep(LAST_MS);
  return OWN_FAULT;
}

async function command(argv: readonly string[], outside: Outside): Promise<number> {
  try {
    return await dispatch(argv, outside);
  } catch (error) {
    outside.listenToOutputs();
    if (!(error instanceof UsageError)) outside.faults.note(error);
    else complain((await cleaner())(error.message));
    return error instanceof UsageError ? USAGE : OWN_FAULT;
  }
}

/** What is not plainly right is yargs', and so are help and complaints: it is loaded only then. */
async function dispatch(argv: readonly string[], outside: Outside): Promise<number> {
  const plain = parsePlain(argv, commands);
  const yargs = plain ? undefined : await import('./yargs.ts');
  // A run does so by itself: the streams take their time, and the server's start is not to wait for it.
  if (!plain?.command.isDefault) outside.listenToOutputs();
  // A command that has a run says so at once.
  setImmediate(outside.interrupts.unlessHeeded);
  return plain ? plain.command.run(plain.argv as never, outside) : yargs!.runByYargs(argv, commands, outside);
}

/** Resolves a moment after a signal: nobody may want to wait for a reader that does not read. */
async function interrupted({ interrupts }: Outside): Promise<void> {
  const next = interrupts.next();
  if (!interrupts.signal) await new Promise<void>((resolve) => next.addEventListener('abort', resolve));
  await sleep(FLUSH_MS);
}

/** Loaded only where something has to be said. */
async function cleaner(): Promise<(text: string) => string> {
  return (await import('../engine/environment-secrets.ts')).cleanByEnvironment;
}

/** The exit code that a lost stdout adds; a report on it has had its own line. */
function complainOfStdout(outside: Outside, code: number): number {
  const reason = outside.lostStdout();
  if (reason === undefined) return 0;
  if (code !== OWN_FAULT) process.stderr.write(`stdout could not be written: ${reason}\n`);
  return OWN_FAULT;
}

/** What was written must have left before the process ends; a reader that has gone does not matter. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}
