/** Answers ping with an error (`--variant=error`), not at all (`silent`), or dies of it (`dies`). `slow` takes `--ms=1500`. */
import { echo, option, RpcError, serve, textResult, tool, variant } from './serve.mjs';

const slow = tool('slow', async ({ text }) => {
  await new Promise((resolve) => setTimeout(resolve, Number(option('ms', 1500))));
  return textResult(text);
});

const reactions = {
  error: () => ({ error: new RpcError(-32601, 'Method not found').error }),
  silent: () => undefined,
  dies: () => process.exit(1),
};

function answer(response, { method }) {
  if (method !== 'ping') return response;
  const reaction = reactions[variant('error')]();
  return reaction && { jsonrpc: '2.0', id: response.id, ...reaction };
}

serve({ tools: [echo, slow], answer });
