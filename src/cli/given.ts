/** What yargs has read, as the command takes it: no word and no value is dropped without a word. */
import { UsageError } from '../model.ts';
import { type Command, nameOf } from './command.ts';

type Given = Readonly<Record<string, unknown>>;

/** Throws UsageError for what the command does not take. */
export function givenTo(command: Command, argv: Given): Given {
  assertOnce(command, argv);
  assertNoMore(command, argv);
  return command.takesServer ? argv : withWordsBehindDashes(command, argv);
}

/** Options of one value come as an array where there were several; which of them is meant, nobody knows. */
function assertOnce({ options }: Command, argv: Given): void {
  const twice = Object.keys(options).find((name) => !options[name]!.array && Array.isArray(argv[name]));
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice`);
}

function assertNoMore(command: Command, argv: Given): void {
  const [, word] = argv['_'] as readonly unknown[];
  // Where the first word is no URL, the command itself says what is to be written instead.
  if (word === undefined || (command.takesServer && !URL.canParse(String(argv['url'])))) return;
  throw notTaken(command, word);
}

/** Behind `--` no word is an option; elsewhere than in the command of a server that is all it means. */
function withWordsBehindDashes(command: Command, { '--': behind, ...argv }: Given): Given {
  const words = (behind ?? []) as readonly unknown[];
  if (words.length === 0) return argv;
  const many = /[<[](\w+)\.\.[\]>]/.exec(command.usage)?.[1];
  if (many === undefined) throw notTaken(command, words[0]);
  return { ...argv, [many]: [...(argv[many] as readonly unknown[]), ...words] };
}

function notTaken(command: Command, word: unknown): UsageError {
  return new UsageError(
    `${nameOf(command)} does not take ${JSON.stringify(String(word))}; it is: mcp-smoke ${command.usage}`,
  );
}
