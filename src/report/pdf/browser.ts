/**
 * A headless Chromium over its debugging pipe. It ends when the pipe does, so that it does not outlive us, and has a
 * folder of its own, which goes with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { abortSignalOf, type StopSignal } from '../../stopping.ts';

const FLAGS = [
  'headless',
  // It shows one page of ours, in which scripts are off; in containers and for root there is no sandbox to be had.
  'no-sandbox',
  'disable-gpu',
  'disable-quic',
  'disable-dev-shm-usage',
  'disable-extensions',
  'disable-sync',
  'disable-component-update',
  'disable-background-networking',
  'no-first-run',
  'no-default-browser-check',
  'remote-debugging-pipe',
].map((flag) => `--${flag}`);
/** What it is told of our environment: no secret. */
const KEPT = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LOCALAPPDATA', 'FONTCONFIG_PATH'];
const CLOSE_MS = 5_000;

export interface Browser {
  /** For files of ours; it goes with the browser. */
  readonly folder: string;
  /** Rejects where the browser refuses it, and where it has gone. */
  send<T>(method: string, params?: object): Promise<T>;
  /** Resolves at the next event of this name. */
  event(method: string): Promise<void>;
  /** All that follows is for this page. */
  attach(sessionId: string): void;
}

/** Starts it, hands it to `use`, and ends it, whatever comes of that. Rejects when `giveUp` aborts. */
export async function withBrowser<T>(
  path: string,
  giveUp: StopSignal,
  use: (browser: Browser) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-pdf-'));
  const env = Object.fromEntries(KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(path, [...FLAGS, `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env,
    windowsHide: true,
  });
  try {
    return await Promise.race([use(speak(child, folder)), fails(child, giveUp)]);
  } finally {
    await end(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
  }
}

async function fails(child: ChildProcess, giveUp: StopSignal): Promise<never> {
  const gone = once(child, 'exit').then(([code]) => `Chromium ended by itself (exit code ${code})`);
  const late = giveUp.aborted ? Promise.resolve() : once(abortSignalOf(giveUp), 'abort');
  throw new Error(await Promise.race([gone, late.then(() => 'Chromium took too long')]));
}

/** Asked to close, it ends its own children first. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  (child.stdio[3] as Writable).end(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
  await gone;
  clearTimeout(timer);
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

function speak(child: ChildProcess, folder: string): Browser {
  const waiting = new Map<number, (answer: Answer) => void>();
  const awaited = new Map<string, () => void>();
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  for (const stream of [to, from]) stream.on('error', () => undefined);
  listen(from, ({ id, ...answer }) => {
    if (id !== undefined) waiting.get(id)?.(answer);
    else awaited.get(answer.method ?? '')?.();
  });
  let next = 1;
  let sessionId: string | undefined;
  return {
    folder,
    send: <T>(method: string, params: object = {}) => {
      const id = next++;
      to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, ({ result, error }) => {
          waiting.delete(id);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result as T);
        });
      });
    },
    event: (method) => new Promise((resolve) => awaited.set(method, resolve)),
    attach: (id) => {
      sessionId = id;
    },
  };
}

/** One JSON message after the other, each ended by a zero byte. */
function listen(stream: Readable, take: (answer: Answer) => void): void {
  let parts: string[] = [];
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\0');
    parts.push(first);
    for (const next of rest) {
      take(JSON.parse(parts.join('')));
      parts = [next];
    }
  });
}
