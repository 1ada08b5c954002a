/**
 * One HTTP exchange on node:http, which neither follows redirects (our headers stay where the user sent them) nor
 * gives up after five minutes, as fetch does.
 */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

export interface RequestOptions {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** For the head of the answer; without it there is no limit. */
  readonly timeoutMs?: number;
}

export interface Reply {
  readonly status: number;
  /** Lower-case names; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The decompressed body as it comes. */
  readonly body: Readable;
  /** The whole body; over `limitBytes` only its beginning, and `oversize`. */
  text(limitBytes: number): Promise<{ text: string; bytes: number; oversize: boolean }>;
  /** Lets the body go unread. */
  discard(): void;
}

/** Resolves with the head of the answer; rejects when the server cannot be reached or goes away before it. */
export function openExchange(options: RequestOptions): Promise<Reply> {
  const send = options.url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(options.url, { method: options.method, headers: headersOf(options), signal: options.signal });
    limit(request, options.timeoutMs);
    request.once('response', (response) => resolve(toReply(response, request)));
    // Stays for the life of the request: an error after the answer must not be an exception of ours.
    request.on('error', reject);
    request.end(options.body);
  });
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
    text: (limitBytes) => collect(body, limitBytes),
    discard: () => {
      response.on('error', () => undefined).resume();
      if (!response.complete) setTimeout(() => request.destroy(), 1000).unref();
    },
  };
}

function decompress(response: IncomingMessage): Readable {
  const decoder = decoderFor(response.headers['content-encoding']?.toLowerCase());
  if (!decoder) return response;
  response.once('error', (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

function decoderFor(encoding: string | undefined) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  return encoding === 'br' ? createBrotliDecompress() : undefined;
}

function joinHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}

async function collect(
  body: Readable,
  limitBytes: number,
): Promise<{ text: string; bytes: number; oversize: boolean }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) break;
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8'), bytes, oversize: bytes > limitBytes };
}
