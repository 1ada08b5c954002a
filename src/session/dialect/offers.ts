/** Which revisions a server says it speaks. */
import type { Outcome, RpcError } from '../../model.ts';
import { resultOf } from './dialect.ts';

const MOST = 20;
const UNSUPPORTED_VERSION = -32022;

/** The revisions that a server says it speaks: in the answer to server/discover, or refusing another revision. */
export function offersOf(outcome: Outcome): readonly string[] | undefined {
  const said = outcome.kind === 'rpc-error' ? supportedIn(outcome.error) : resultOf(outcome)?.['supportedVersions'];
  const offers = Array.isArray(said) ? said.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  return offers.length > 0 ? offers : undefined;
}

function supportedIn({ code, message, data }: RpcError): unknown {
  const isRefused =
    code === UNSUPPORTED_VERSION || String(message).toLowerCase().includes('unsupported protocol version');
  return isRefused ? (data as { supported?: unknown } | null | undefined)?.supported : undefined;
}
