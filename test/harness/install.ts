/** Runs an installer (npm, pip), and tells "cannot be had here" from "does not work". */
import { spawn } from 'node:child_process';
import type { TestContext } from 'node:test';

/** The machine lacks something (npm, Python, the network): the test is skipped with this reason. */
export class Unavailable extends Error {}

/** How npm, pip, cargo and go word a registry that cannot be reached; a version that does not exist is none of these. */
const NO_NETWORK =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT)\b|Failed to establish a new connection|Max retries exceeded|Temporary failure in name resolution|(?:Connect|Read)TimeoutError|ProxyError|Could not resolve host|dial tcp/;
/** Only to catch a hang; a cold cache on a slow line may take minutes. */
const HANG_MS = 600_000;

/** Throws Unavailable where the command or its registry is not to be had, and Error with its last words otherwise. */
export async function install(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await run(command, args, cwd);
  if (code === 0) return;
  const tail = output.trim().split('\n').slice(-15).join('\n');
  if (NO_NETWORK.test(output)) throw new Unavailable(`the registry cannot be reached (${command}: ${network(output)})`);
  throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${tail}`);
}

/** The value, or undefined after the test has been skipped: say nothing more then. */
export async function orSkip<T>(test: TestContext, make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    console.log(`SKIPPED ${test.name}: ${error.message}`);
    test.skip(error.message);
    return undefined;
  }
}

function network(output: string): string {
  return NO_NETWORK.exec(output)![0];
}

function run(command: string, args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), HANG_MS).unref();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new Unavailable(`${command} cannot be started here (${code})`)),
    );
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}
