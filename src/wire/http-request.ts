/**
 * One HTTP exchange on node:http, which neither follows redirects (our headers stay where the user sent them) nor
 * gives up after five minutes, as fetch does.
 */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { onAbort, type StopSignal } from '../stopping.ts';
import type { Connector } from './http-connector.ts';
import { decompress } from './http-decoding.ts';
import { makeOfWords, Unreached } from './unreached.ts';
import { Utf8 } from './utf8.ts';

/** What every POST of a message says (MCP 2025-11-25, Streamable HTTP, Sending Messages to the Server). */
export const MESSAGE_HEADERS = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
} as const;

const KEPT_OF_OVERSIZE = 4096;
/** A body that still lacks its end after this long may not get one. */
const STALLED_MS = 1500;

export interface RequestOptions {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly connector: Connector;
  readonly signal: StopSignal;
  /** For the head of the answer; without it there is no limit. */
  readonly timeoutMs?: number;
}

export interface BodyText {
  readonly text: string;
  readonly bytes: number;
  readonly oversize: boolean;
  /** False where some bytes are no UTF-8, for which replacement characters stand. A character that is cut off at the end is left out. */
  readonly isUtf8: boolean;
}

/** What had come of a body that broke off. */
export interface BrokenOff extends NodeJS.ErrnoException {
  readonly part: BodyText;
}

export interface Reply {
  readonly status: number;
  /** Lower-case names; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decompressed body as it comes. */
  readonly body: Readable;
  /**
   * The whole body. Over `limitBytes`: its beginning, `oversize`, and its length where it says so, else one more than that.
   * `stalled` is told of what there is when nothing has followed it for a while. One that breaks off rejects with BrokenOff.
   */
  text(limitBytes: number, stalled?: (part: BodyText) => void): Promise<BodyText>;
  /** Lets the body go unread. */
  discard(): void;
}

/**
 * Sends one request, once: what may have reached the server is never repeated. Resolves with the head of the answer; rejects
 * with Unreached when the server cannot be reached or goes away before it.
 */
export async function openExchange(options: RequestOptions): Promise<Reply> {
  const { method, url, connector, signal } = options;
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const route = await connector.routeTo(url);
  return new Promise((resolve, reject) => {
    const headers = { ...headersOf(options), ...route.headers };
    const request = makeOfWords(() => send(url, { ...route.options, method, headers }));
    limit(request, options.timeoutMs);
    endWith(signal, request);
    let answer: IncomingMessage | undefined;
    request.once('response', (response) => {
      answer = response;
      resolve(toReply(response, request));
    });
    // Stays for the life of the request: an error after the answer must not be an exception of ours.
    request.on('error', (error) => {
      reject(new Unreached(error));
      // Why the body breaks off; without it, that is no more than the end of the connection.
      if (answer && !answer.complete) answer.destroy(error);
    });
    // A body that is a string would have the headers encoded as UTF-8: bytes of a session id above 0x7F, doubly.
    request.end(options.body === undefined ? undefined : Buffer.from(options.body));
  });
}

/** Not by node's own `signal`: it throws out of a socket whose answer has just been read. */
function endWith(signal: StopSignal, request: ClientRequest): void {
  const leave = onAbort(signal, () => {
    request.destroy();
  });
  request.once('close', leave);
}

function headersOf({ headers, body }: RequestOptions): Record<string, string> {
  const common = { 'user-agent': 'mcp-smoke', 'accept-encoding': 'gzip, deflate, br', ...headers };
  return body === undefined ? common : { ...common, 'content-length': String(Buffer.byteLength(body)) };
}

function limit(request: ClientRequest, timeoutMs: number | undefined): void {
  if (timeoutMs === undefined) return;
  const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  request.once('response', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}

function toReply(response: IncomingMessage, request: ClientRequest): Reply {
  const body = decompress(response);
  return {
    status: response.statusCode ?? 0,
    headers: joinHeaders(response.headers),
    body,
    text: async (limitBytes, stalled) => {
      const collected = await collect(body, limitBytes, stalled);
      if (!collected.oversize) return collected;
      request.destroy();
      return { ...collected, bytes: Math.max(limitBytes + 1, announcedBytes(response.headers) ?? 0) };
    },
    discard: () => {
      response.on('error', () => undefined).resume();
      if (!response.complete) setTimeout(() => request.destroy(), 1000).unref();
    },
  };
}

function joinHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

/** By the header, where it counts what we count. */
export function announcedBytes({
  'content-length': length,
  'content-encoding': encoding,
}: Pick<IncomingMessage['headers'], 'content-length' | 'content-encoding'>): number | undefined {
  return length !== undefined && encoding === undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

async function collect(body: Readable, limitBytes: number, stalled?: (part: BodyText) => void): Promise<BodyText> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const soFar = () => textOf(chunks, bytes, limitBytes);
  try {
    for await (const chunk of chunksOf(body)) {
      clearTimeout(timer);
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > limitBytes) break;
      timer = setTimeout(() => stalled?.(soFar()), STALLED_MS);
    }
    return soFar();
  } catch (error) {
    throw Object.assign(error as Error, { part: soFar() });
  } finally {
    clearTimeout(timer);
  }
}

function textOf(chunks: readonly Buffer[], bytes: number, limitBytes: number): BodyText {
  const oversize = bytes > limitBytes;
  const whole = Buffer.concat(chunks);
  const text = (oversize ? whole.subarray(0, KEPT_OF_OVERSIZE) : whole).toString('utf8');
  if (oversize || !text.includes('\uFFFD')) return { text, bytes, oversize, isUtf8: true };
  // Where it ends within a character it was cut, which is no matter of the encoding.
  return { bytes, oversize, ...new Utf8().write(whole) };
}

async function* chunksOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    yield* body as AsyncIterable<Buffer>;
  } catch (error) {
    throw new Unreached(error);
  }
}
