/** A program that uses the library as its users do: a process of its own, which imports `mcp-smoke` by its name. */
import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from './smoke.ts';

const HANG_MS = 300_000;

export interface HostRan {
  /** What it said by `say(value)`, in order. */
  readonly said: readonly unknown[];
  /** Everything else on stdout, and stderr. */
  readonly other: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `say` is told to the test; `data` is what the test hands in. */
const HEAD = `
import * as library from 'mcp-smoke';
const { smoke, probe, lint, render, UsageError, RunError } = library;
const data = JSON.parse(process.env.HOST_DATA);
delete process.env.HOST_DATA;
const say = (value) => process.stdout.write('SAID ' + (JSON.stringify(value) ?? 'null') + '\\n');
`;

interface HostOptions {
  readonly data?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with every value that is said. */
  readonly heard?: (value: unknown, child: ChildProcess) => void;
  readonly args?: readonly string[];
}

/** Runs `code`, the body of a module. */
export function runHost(code: string, { data = null, env = {}, heard, args = [] }: HostOptions = {}): Promise<HostRan> {
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${HEAD}${code}`, ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...env, HOST_DATA: JSON.stringify(data) },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: HANG_MS,
  });
  const said: unknown[] = [];
  let other = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (!line.startsWith('SAID ')) other += `${line}\n`;
      else {
        said.push(JSON.parse(line.slice(5)));
        heard?.(said.at(-1), child);
      }
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    other += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ said, other: other + rest, code, signal }));
  });
}
