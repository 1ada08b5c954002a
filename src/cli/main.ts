/** argv → a command → an exit code. The only place that ends the process. */
import yargs from 'yargs';
import { UsageError } from '../model.ts';
import { dismissReaper } from '../wire/reaper.ts';
import { commands } from './commands.ts';
import { VERSION } from './version.ts';

const USAGE = 2;
const OWN_FAULT = 70;

/** Runs the command line and ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const code = await execute(argv);
  dismissReaper();
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  process.exit(code);
}

async function execute(argv: readonly string[]): Promise<number> {
  let code = 0;
  try {
    await parser(argv, (result) => {
      code = result;
    });
    return code;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const { cleanByEnvironment } = await import('./environment-secrets.ts');
    process.stderr.write(`${cleanByEnvironment(isUsage ? error.message : ownFault(error))}\n`);
    return isUsage ? USAGE : OWN_FAULT;
  }
}

async function parser(argv: readonly string[], done: (code: number) => void): Promise<void> {
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
  for (const command of commands) command(cli, done);
  await cli.parseAsync();
}

function ownFault(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `mcp-smoke ${VERSION} failed, and that is its own fault, not your server's:\n${stack}`;
}

/** What was written must have left before the process ends; a reader that has gone does not matter. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => resolve());
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}
