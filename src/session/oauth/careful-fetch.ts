/** `fetch` for the addresses that metadata names: the server chooses them, and we carry secrets. */
import { abortSignalOf, type StopSignal } from '../../stopping.ts';
import { type Fetch, fetchOver } from '../../wire/fetch.ts';
import type { Connector } from '../../wire/http-connector.ts';

const TIMEOUT_MS = 15_000;

/** Nothing but https, or the hosts of the URLs that the user named, is asked. */
export function carefulFetch(connector: Connector, named: readonly string[], giveUp?: StopSignal): Fetch {
  const fetchFn = fetchOver(connector);
  return (url, init) => {
    const { protocol, hostname, origin } = new URL(url);
    if (protocol !== 'https:' && !named.some((one) => new URL(one).hostname === hostname))
      throw new Error(`${origin} is not asked: it is neither https nor a host that you have named`);
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    return fetchFn(url, { ...init, signal: giveUp ? AbortSignal.any([limit, abortSignalOf(giveUp)]) : limit });
  };
}
