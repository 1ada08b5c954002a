/** A command that could not be started: the mistake that it most likely is, and what to write instead. */
import type { Closure, CommandFacts } from '../../model.ts';
import type { Note } from '../check.ts';

const INTERPRETERS: Readonly<Record<string, string>> = {
  py: 'python3',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  ts: 'npx tsx',
  sh: 'sh',
  rb: 'ruby',
};

type Said = Pick<Note, 'message' | 'hint'>;

/** `hint` is left out where the rule's own says all there is to say. */
export function spawnNote({ errorCode, command }: Closure, program: string, isProbe: boolean): Said {
  const name = JSON.stringify(program);
  const code = errorCode === undefined ? '' : ` (${errorCode})`;
  if (errorCode === 'EACCES') return notExecutable(name, code, command, isProbe);
  if (errorCode !== 'ENOENT') return { message: `${name} could not be started${code}.` };
  return (command && whatIsMissing(name, code, command, isProbe)) ?? { message: `${name} was not found${code}.` };
}

function notExecutable(name: string, code: string, facts: CommandFacts | undefined, isProbe: boolean): Said {
  if (facts?.isFolder) return { message: `${name} is a folder${code}.`, hint: 'Name the program in it.' };
  const message = `${name} may not be executed${code}.`;
  const interpreter = facts && interpreterFor(facts);
  if (!facts?.path) return { message };
  const chmod = `Make it executable (chmod +x ${facts.path})`;
  if (interpreter === undefined) return { message, hint: `${chmod}, or start it by its interpreter.` };
  const words = [...interpreter.split(' '), facts.command, ...facts.args];
  return { message, hint: `${chmod}, or start it by its interpreter: ${asWritten(words, isProbe)}` };
}

function whatIsMissing(name: string, code: string, facts: CommandFacts, isProbe: boolean): Said | undefined {
  const { command, args, cwd, path, lacks, interpreter } = facts;
  if (lacks === 'cwd')
    return {
      message: `${name} was not started: there is no folder ${cwd}${code}.`,
      hint: 'Correct the working folder.',
    };
  const words = command.trim().split(/\s+/);
  if (words.length > 1 && !/[\\/]/.test(words[0]!))
    return {
      message: `${name} was not found${code}: it is a command and its arguments in one.`,
      hint: `Split it: ${asWritten([...words, ...args], isProbe)}`,
    };
  if (path === undefined) return undefined;
  if (lacks === 'file')
    return {
      message: `${name} was not found${code}: there is no ${path}.`,
      hint: `A relative command is taken from the working folder, ${cwd}. Correct the path, or build what is to be there.`,
    };
  if (interpreter === undefined) return undefined;
  return {
    message: `${name} is there, and what its first line starts it with is not${code}: ${interpreter}`,
    hint: 'Install it, or correct the first line; a carriage return at its end counts.',
  };
}

/** By what it is called, else by its first line. */
function interpreterFor({ command, interpreter }: CommandFacts): string | undefined {
  const byName = INTERPRETERS[/\.(\w+)$/.exec(command)?.[1] ?? ''];
  return byName ?? interpreter?.replace(/^\/usr\/bin\/env (?:-S )?/, '');
}

/** As it stands on the command line of `probe`, or in a smoke file. */
function asWritten([command = '', ...args]: readonly string[], isProbe: boolean): string {
  if (isProbe) return `mcp-smoke probe -- ${[command, ...args].map((one) => word(one, SHELL_WORD)).join(' ')}`;
  const list = args.map((one) => word(one, YAML_WORD)).join(', ');
  return `command: ${word(command, YAML_WORD)}${list === '' ? '' : `, args: [${list}]`}`;
}

/** Text that is no text to YAML without its quotes. */
const YAML_WORD = /^(?!(?:true|false|null|yes|no|on|off|~)$)(?:[A-Za-z./]|-(?=[\w-]))[\w@%+=./-]*$/i;
const SHELL_WORD = /^[\w@%+=:,./-]+$/;

function word(text: string, plain: RegExp): string {
  return plain.test(text) ? text : JSON.stringify(text);
}
