/** Waits until an app is up: an answer, an open port, or a line of its output. */
import { connect } from 'node:net';
import type { Ready } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import { connectorFor } from './http-connector.ts';
import { openExchange } from './http-request.ts';
import { StderrLog } from './stderr.ts';
import { asUnreached } from './unreached.ts';

const PAUSE_MS = 50;
const TRY_MS = 2000;
/** A look at the very end gets this, so that it tells what is missing on a slow machine, too. */
const SHORTEST_MS = 250;

export interface Waiting {
  readonly ready: Ready;
  readonly timeoutMs: number;
  readonly log: StderrLog;
  /** Aborted when there is nothing to wait for any more. */
  readonly signal: StopSignal;
}

/** Undefined when it is ready; else what was missing at the last look. An aborted wait is not ready either. */
export async function waitUntilReady({ ready, timeoutMs, log, signal }: Waiting): Promise<string | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (let told: string | undefined; ; ) {
    const leftMs = Math.max(1, Math.ceil(deadline - performance.now()));
    const missing = await look(ready, log, signal, Math.min(TRY_MS, Math.max(leftMs, SHORTEST_MS)));
    if (missing === undefined) return undefined;
    const isOver = performance.now() >= deadline;
    // What was cut short by the end of the time says less than the look before it.
    if (!isOver) told = missing;
    if (isOver || signal.aborted) return told ?? missing;
    await sleep(PAUSE_MS, signal);
  }
}

/** Whether it looks up already: before it is started, that is somebody else. */
export async function isReady(ready: Ready, limitMs: number): Promise<boolean> {
  if (ready.kind === 'log') return false;
  const tryMs = Math.min(TRY_MS, limitMs);
  return (await look(ready, new StderrLog(), AbortSignal.timeout(Math.ceil(tryMs)), tryMs)) === undefined;
}

async function look(ready: Ready, log: StderrLog, signal: StopSignal, tryMs: number): Promise<string | undefined> {
  if (ready.kind === 'http') return lookByHttp(ready.url, signal, tryMs);
  if (ready.kind === 'tcp') return lookByTcp(ready.address, tryMs);
  return asPattern(ready.pattern).test(log.since(0)) ? undefined : `no line of its output matches /${ready.pattern}/`;
}

/** `^` and `$` stand for the ends of lines; `(?i)` at the start ignores case. */
function asPattern(pattern: string): RegExp {
  return pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), 'im') : new RegExp(pattern, 'm');
}

async function lookByHttp(url: string, signal: StopSignal, tryMs: number): Promise<string | undefined> {
  const connector = connectorFor({});
  try {
    const reply = await openExchange({ method: 'GET', url, headers: {}, connector, signal, timeoutMs: tryMs });
    reply.body.on('error', () => undefined).destroy();
    return reply.status < 400 ? undefined : `GET ${url} is answered with HTTP status ${reply.status}`;
  } catch (error) {
    return `GET ${url}: ${words(asUnreached(error).error)}`;
  } finally {
    connector.destroy();
  }
}

function lookByTcp(address: string, tryMs: number): Promise<string | undefined> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: tryMs });
    const end = (missing?: string) => {
      socket.destroy();
      resolve(missing);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end(`${address}: no connection`));
    socket.once('error', (error) => end(`${address}: ${words(error)}`));
  });
}

function words({
  code,
  message,
}: Pick<NodeJS.ErrnoException, 'message'> & { readonly code?: string | undefined }): string {
  return code === 'ECONNREFUSED' ? 'nothing listens there' : (code ?? message);
}
