/**
 * The response is no JSON-RPC 2.0 response. `--at=initialize|list|call`,
 * `--variant=no-jsonrpc|error-null|both|error-string|array|batch|code-string|neither|no-id|bare-error`
 */
import { atFault, serve, variant } from './serve.mjs';

const message = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'x' } };
const error = { code: -32603, message: 'broken' };
const faults = {
  'no-jsonrpc': ({ jsonrpc, ...rest }) => rest,
  'error-null': (response) => ({ ...response, error: null }),
  both: (response) => ({ ...response, error }),
  'error-string': ({ result, ...rest }) => ({ ...rest, error: 'broken' }),
  'bare-error': ({ id }) => ({ id, error: 'no such table' }),
  array: (response) => [response],
  batch: (response) => [message, response],
  'code-string': ({ result, ...rest }) => ({ ...rest, error: { ...error, code: 'E_BROKEN' } }),
  neither: ({ result, ...rest }) => rest,
  'no-id': ({ id, ...rest }) => rest,
};

serve({ answer: (response, request) => (atFault(request) ? faults[variant('no-jsonrpc')](response) : response) });
