/** A reverse proxy before a server over HTTP, which keeps the messages of both sides. */
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Said } from './judge.ts';

/** Resolves when `body` has; `said` grows meanwhile. */
export async function recording<T>(port: number, body: (url: string, said: readonly Said[]) => Promise<T>): Promise<T> {
  const said: Said[] = [];
  const proxy = createServer((request, response) => {
    const { method, url, headers } = request;
    const onward = send({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers).flushHeaders();
      tap(answer, (text) => said.push(...messagesIn(text, 'server')));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    tap(request, (text) => said.push(...messagesIn(text, 'client')));
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', () => resolve()));
  try {
    return await body(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`, said);
  } finally {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  }
}

function tap(stream: NodeJS.ReadableStream, take: (text: string) => void): void {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.once('end', () => take(Buffer.concat(chunks).toString('utf8')));
}

/** A JSON body, or an event stream with one line of data an event. */
function messagesIn(text: string, from: Said['from']): Said[] {
  const bodies = text.trimStart().startsWith('{')
    ? [text]
    : [...text.matchAll(/^data: ?(.+)$/gm)].map(([, data]) => data!);
  return bodies.map((line) => ({ from, message: JSON.parse(line) }));
}
