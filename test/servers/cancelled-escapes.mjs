/** Answers "Connection closed" itself and ends its session, as mcp 2.x does when a CancelledError leaves a tool. */
import { echo, faulty, healthy, RpcError, send, serve } from './serve.mjs';

function call() {
  process.stderr.write('asyncio.exceptions.CancelledError\n');
  throw new RpcError(-32000, 'Connection closed');
}

function reply(response) {
  send(response);
  if (response.error) process.exit(0);
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)], reply });
