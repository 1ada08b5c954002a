/** Where the browser comes back to (RFC 8252, section 7.3): a listener on the loopback interface, for one answer. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StopSignal } from '../../stopping.ts';

const PATH = '/callback';
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  // The code stands in the address.
  'referrer-policy': 'no-referrer',
  connection: 'close',
};

/** What the browser has brought, and the page that it is shown in the end. */
export interface Answer {
  readonly params: URLSearchParams;
  show(text: string): void;
}

/** `port` 0: a free one. Rejects where it is taken. */
export async function listenForCallback(port: number): Promise<Callback> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return new Callback(server);
}

export class Callback {
  readonly url: string;
  #waiting: { readonly state: string; readonly take: (answer: Answer) => void } | undefined;

  constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#answer(request, response));
  }

  /** The first answer with this `state`; others are shown the door. Rejects when `giveUp` aborts, with its reason. */
  wait(state: string, giveUp: StopSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      giveUp.addEventListener('abort', () => reject(giveUp.reason), { once: true });
      this.#waiting = { state, take: resolve };
    });
  }

  close(): void {
    this.server.close();
    // A page that is being shown ends its connection by itself.
    this.server.closeIdleConnections();
  }

  #answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams: params } = new URL(url, this.url);
    if (pathname !== PATH || method !== 'GET') return page(response, 404, 'There is nothing here.');
    const waiting = this.#waiting;
    if (!waiting || !isSame(params.get('state'), waiting.state))
      return page(response, 400, 'This answer belongs to no login that is under way: its state is another.');
    this.#waiting = undefined;
    waiting.take({ params, show: (text) => page(response, 200, text) });
  }
}

function isSame(given: string | null, state: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(state)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `text` is ours. */
function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, HEADERS).end(`<!doctype html><title>mcp-smoke</title><p>${text}</p>\n`);
}
