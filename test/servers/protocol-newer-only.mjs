/**
 * Speaks 2027-03-01 and nothing older: initialize is refused with what it supports. `--variant=unknown`: as a method that it does
 * not know, while server/discover works; `old`: knows neither, which is a plain refusal; `ours`: supports one of ours as well.
 */
import { healthy, RpcError, serve, variant } from './serve.mjs';

const kind = variant('refused');
const supported = kind === 'ours' ? ['2027-03-01', '2025-06-18'] : ['2027-03-01'];
const discovered = {
  supportedVersions: supported,
  capabilities: { tools: {} },
  resultType: 'complete',
  cacheScope: 'public',
  ttlMs: 0,
};

function initialize(result) {
  if (healthy) return result;
  if (kind === 'unknown' || kind === 'old') throw new RpcError(-32601, 'Method not found');
  throw new RpcError(-32022, 'Unsupported protocol version', { supported, requested: '2025-11-25' });
}

serve({
  initialize,
  answer: (response, { id, method, params }) =>
    method === 'server/discover' && kind === 'unknown' && params?._meta
      ? { jsonrpc: '2.0', id, result: discovered }
      : response,
});
