/** Runs the real binary as a user would. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = `${ROOT}bin/mcp-smoke.js`;
/** Only to catch a hang; nothing here should come near it, on a loaded machine either. */
const HANG_MS = 300_000;

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export interface RunIn {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the running process: to send signals. */
  readonly during?: (child: ReturnType<typeof spawn>) => void;
  /** Another build of the program. */
  readonly bin?: string;
}

/** `mcp-smoke ARGS` with a small fixed environment. */
export function smoke(args: readonly string[], { cwd = ROOT, env = {}, during, bin = BIN }: RunIn = {}): Promise<Ran> {
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: { PATH, HOME, ...env }, timeout: HANG_MS });
  const ran = { stdout: '', stderr: '' };
  child.stdin.end();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ran.stderr += text;
  });
  during?.(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ stdout: asInstalled(ran.stdout), stderr: asInstalled(ran.stderr), code }));
  });
}

/** Commands to be typed, as they are told where the program is on the PATH. */
function asInstalled(text: string): string {
  return text.replaceAll(`node ${BIN}`, 'mcp-smoke').replaceAll('node bin/mcp-smoke.js', 'mcp-smoke');
}

/** Times, process numbers, the place of the checkout and the version of Node differ from run to run. */
export function scrub(text: string): string {
  return text
    .replaceAll(ROOT, '<root>/')
    .replaceAll(ROOT.slice(0, -1), '<root>')
    .replace(/ *\b\d+(?:\.\d+)? (?:ms|s|min)\b(?: \d+ s)?/g, ' <time>')
    .replace(/\bpid \d+/g, 'pid <pid>')
    .replace(/\bNode\.js v[\d.]+/g, 'Node.js <version>')
    .replace(/(\(node:internal\/[\w/]+):\d+:\d+\)/g, '$1)')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replace(/ +$/gm, '');
}
