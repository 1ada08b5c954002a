/**
 * Answers ping with an error (`--variant=error`), not at all (`silent`), after it has stood still for `--late=400` (`late`), or dies
 * of it (`dies`). `slow` takes `--ms=1500`.
 */
import { echo, option, RpcError, serve, textResult, tool, variant } from './serve.mjs';

const slow = tool('slow', async ({ text }) => {
  await new Promise((resolve) => setTimeout(resolve, Number(option('ms', 1500))));
  return textResult(text);
});

const reactions = {
  error: () => ({ error: new RpcError(-32601, 'Method not found').error }),
  silent: () => undefined,
  late: () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(option('late', 400)));
    return { result: {} };
  },
  dies: () => process.exit(1),
};

function answer(response, { method }) {
  if (method !== 'ping') return response;
  const reaction = reactions[variant('error')]();
  return reaction && { jsonrpc: '2.0', id: response.id, ...reaction };
}

serve({ tools: [echo, slow], answer });
