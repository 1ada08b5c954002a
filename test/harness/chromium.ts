/** Headless Chromium over its debugging pipe: what a page looks like to people, keyboards and screen readers. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = `--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe`.split(/\s+/);

const CLOSE_MS = 10_000;

/** The browser's name; undefined where there is none. */
export const chromium = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);

export interface Tab {
  send<T = Record<string, unknown>>(method: string, params?: object): Promise<T>;
  evaluate<T>(expression: string): Promise<T>;
  /** Console messages and broken policies since the page was opened. */
  readonly complaints: string[];
  /** What the page asked the network for. */
  readonly requests: string[];
}

/** Opens a local page, hands it to `use`, and ends the browser. */
export async function withPage<T>(url: string, use: (tab: Tab) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-chromium-'));
  const child = spawn(chromium!, [...FLAGS, `--user-data-dir=${folder}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    return await use(await openTab(child, url));
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    // Asked to close, it ends its own children first; nothing writes to its folder any more.
    (child.stdio[3] as Writable).write(`${JSON.stringify({ id: 0, method: 'Browser.close' })}\0`);
    const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
    await gone;
    clearTimeout(timer);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, never>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

async function openTab(child: ChildProcess, url: string): Promise<Tab> {
  const waiting = new Map<number, (answer: Answer) => void>();
  const seen = { complaints: [] as string[], requests: [] as string[] };
  const loaded = deferred();
  listen(child.stdio[4] as Readable, (answer) => {
    if (answer.id !== undefined) return waiting.get(answer.id)?.(answer);
    if (answer.method === 'Page.loadEventFired') loaded.resolve();
    note(answer, seen);
  });
  let next = 1;
  let sessionId: string | undefined;
  const send = <T>(method: string, params: object = {}): Promise<T> => {
    const id = next++;
    const message = { id, method, params, ...(sessionId ? { sessionId } : {}) };
    (child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as T),
      );
    });
  };
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  sessionId = (await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })).sessionId;
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Page.navigate', { url });
  await loaded.promise;
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result } = await send<{ result: { value: T } }>('Runtime.evaluate', { expression, returnByValue: true });
    return result.value;
  };
  return { send, evaluate, ...seen };
}

function note({ method, params }: Answer, seen: { complaints: string[]; requests: string[] }): void {
  const { entry, request, args } = (params ?? {}) as Record<string, Record<string, unknown>>;
  if (method === 'Log.entryAdded') seen.complaints.push(String(entry?.['text']));
  if (method === 'Runtime.consoleAPICalled') seen.complaints.push(JSON.stringify(args));
  if (method === 'Network.requestWillBeSent') seen.requests.push(String(request?.['url']));
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function listen(stream: Readable, take: (answer: Answer) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) take(JSON.parse(part));
  });
}
