/** 2026-07-28: the first request is refused for its revision, in words that name that same revision. `--variant=always`: each is. */
import { send, serve, variant } from './serve.mjs';

const supported = ['2026-07-28'];
let refused = 0;

serve({
  reply: (response, { id, method, params }) => {
    const isRefused = method !== 'initialize' && (variant('once') === 'always' || refused++ === 0);
    const requested = params?._meta?.['io.modelcontextprotocol/protocolVersion'];
    const error = { code: -32022, message: 'Unsupported protocol version', data: { supported, requested } };
    send(isRefused ? { jsonrpc: '2.0', id, error } : response);
  },
});
