/** argv → a command → an exit code. The only place that ends the process. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import yargs from 'yargs';
import { UsageError } from '../model.ts';
import { dismissReaper } from '../wire/reaper.ts';
import { commands } from './commands.ts';
import { exitCodeOf, worse } from './exit-code.ts';
import type { Outside } from './outside.ts';
import { complain } from './say.ts';
import { VERSION } from './version.ts';

const USAGE = 2;
const OWN_FAULT = 70;
/** A command that has met an exception of ours gets this long to end: reports may have to wait for a reader. */
const LAST_MS = 60_000;
const FLUSH_MS = 500;

/** Runs the command line and ends the process with its exit code. */
export async function main(argv: readonly string[], outside: Outside): Promise<void> {
  const { faults } = outside;
  const code = await Promise.race([command(argv, outside), faults.overdue(LAST_MS).then(() => OWN_FAULT)]);
  if (faults.first) faults.tell(await cleaner());
  // Where something of ours has failed, the reaper looks for what may be left.
  if (!faults.first) dismissReaper();
  await Promise.race([Promise.all([flush(process.stdout), flush(process.stderr)]), interrupted(outside)]);
  const added = [faults.first ? OWN_FAULT : 0, complainOfStdout(outside, code), exitCodeOf(outside.interrupts.signal)];
  process.exit(added.reduce(worse, code));
}

async function command(argv: readonly string[], outside: Outside): Promise<number> {
  let code = 0;
  try {
    const parsing = parser(argv, outside, (result) => {
      code = result;
    });
    setImmediate(outside.interrupts.unlessHeeded);
    await parsing;
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) outside.faults.note(error);
    else complain((await cleaner())(error.message));
    return error instanceof UsageError ? USAGE : OWN_FAULT;
  }
}

/** Resolves a moment after a signal: nobody may want to wait for a reader that does not read. */
async function interrupted({ interrupts }: Outside): Promise<void> {
  if (!interrupts.signal) await once(interrupts.next(), 'abort');
  await sleep(FLUSH_MS);
}

/** Loaded only where something has to be said. */
async function cleaner(): Promise<(text: string) => string> {
  return (await import('./environment-secrets.ts')).cleanByEnvironment;
}

/** The exit code that a lost stdout adds; a report on it has had its own line. */
function complainOfStdout(outside: Outside, code: number): number {
  const reason = outside.lostStdout();
  if (reason === undefined) return 0;
  if (code !== OWN_FAULT) process.stderr.write(`stdout could not be written: ${reason}\n`);
  return OWN_FAULT;
}

async function parser(argv: readonly string[], outside: Outside, done: (code: number) => void): Promise<void> {
  const cli = yargs([...argv])
    .scriptName('mcp-smoke')
    .usage('$0 [run] [FILE|DIR|GLOB …]\n\nProtocol-level smoke tests for MCP servers.')
    .parserConfiguration({ 'populate--': true, 'duplicate-arguments-array': true })
    .detectLocale(false)
    .version(VERSION)
    .alias('help', 'h')
    .strictOptions()
    .recommendCommands()
    .wrap(100)
    .epilogue(
      'Exit codes: 0 passed, 1 failed, 2 usage or config error, 3 broken, 4 nothing ran, 5 a secret was found in an output, 70 our own fault, 129/130/143 interrupted.',
    )
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UsageError(`${message}\nTry: mcp-smoke --help`);
    });
  for (const add of commands) add(cli, done, outside);
  await cli.parseAsync();
}

/** What was written must have left before the process ends; a reader that has gone does not matter. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}
