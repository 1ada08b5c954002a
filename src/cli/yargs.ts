/** The whole command line by yargs: help, complaints, and all forms that `plain.ts` leaves to it. */
import yargs, { type Argv } from 'yargs';
import { VERSION } from '../engine/version.ts';
import { UsageError } from '../model.ts';
import type { Command } from './command.ts';
import { givenTo } from './given.ts';
import type { Outside } from './outside.ts';

const EXIT_CODES =
  'Exit codes: 0 passed, 1 failed, 2 usage or config error, 3 broken, 4 nothing ran, 5 a secret was found in an output, 70 our own fault, 129/130/143 interrupted.';

/** Resolves with the exit code of the command that was named; throws UsageError. */
export async function runByYargs(
  argv: readonly string[],
  commands: readonly Command[],
  outside: Outside,
): Promise<number> {
  let code = 0;
  const cli = base(argv);
  for (const command of commands)
    add(cli, command, async (given) => {
      code = await command.run(given as never, outside);
    });
  await cli.parseAsync();
  return code;
}

/** What yargs makes of `argv`, without running it: for the test that `plain.ts` makes the same. */
export async function parseByYargs(argv: readonly string[], commands: readonly Command[]) {
  let parsed: { readonly command: Command; readonly argv: Readonly<Record<string, unknown>> } | undefined;
  const cli = base(argv);
  for (const command of commands)
    add(cli, command, async (given) => {
      parsed = { command, argv: given };
    });
  await cli.parseAsync();
  return parsed;
}

function base(argv: readonly string[]): Argv {
  return yargs([...argv])
    .scriptName('mcp-smoke')
    .usage('$0 [run] [FILE|DIR|GLOB …]\n\nProtocol-level smoke tests for MCP servers.')
    .parserConfiguration({ 'populate--': true, 'duplicate-arguments-array': true })
    .detectLocale(false)
    .version(VERSION)
    .alias('help', 'h')
    .strictOptions()
    .recommendCommands()
    .wrap(100)
    .epilogue(EXIT_CODES)
    .exitProcess(false)
    .fail((message, error) => {
      // yargs throws where a value is missing, and only tells where a word is unknown.
      if (error && error.name !== 'YError') throw error;
      throw new UsageError(`${error?.message ?? message}\nTry: mcp-smoke --help`);
    });
}

function add(cli: Argv, command: Command, handler: (argv: Readonly<Record<string, unknown>>) => Promise<void>): void {
  const { usage, isDefault, describe, examples, positionals, options } = command;
  const build = (own: Argv) => {
    for (const [name, positional] of Object.entries(positionals)) own.positional(name, positional);
    for (const { line, does } of examples) own.example(`$0 ${line}`, does);
    return own.options({ ...options });
  };
  cli.command(isDefault ? [usage, '$0'] : usage, describe, build, async (argv) => handler(givenTo(command, argv)));
}
