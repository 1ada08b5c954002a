/** `fetch` over our own requests, for the parts of the official SDK that take one: own CA, proxies and limits hold there too. */
import { Readable } from 'node:stream';
import { Stop } from '../stopping.ts';
import type { Connector } from './http-connector.ts';
import { openExchange, type Reply } from './http-request.ts';
import { pastOthers, Unreached } from './unreached.ts';

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

const NO_BODY = [204, 205, 304];

/** `seen` is given every answer before the caller is; what it returns in its place is read instead of the body. */
export function fetchOver(
  connector: Connector,
  seen: (reply: Reply, url: string) => Readable | undefined = () => undefined,
): Fetch {
  const exchange: Fetch = async (url, init = {}) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = init.body === undefined || init.body === null ? undefined : String(init.body);
    const common = {
      method: init.method ?? 'GET',
      url: String(url),
      headers,
      connector,
      signal: init.signal ?? new Stop(),
    };
    const reply = await openExchange(body === undefined ? common : { ...common, body });
    const stream = seen(reply, String(url)) ?? reply.body;
    if (reply.status < 200 || reply.status > 599) throw new Unreached(new Error(`HTTP status ${reply.status}`));
    const isEmpty = NO_BODY.includes(reply.status);
    if (isEmpty) reply.discard();
    return new Response(isEmpty ? null : (Readable.toWeb(stream) as ReadableStream), {
      status: reply.status,
      headers: withoutCoding(reply.headers),
    });
  };
  return (url, init) => exchange(url, init).catch(pastOthers);
}

/** The body is decoded already. */
function withoutCoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  );
}
