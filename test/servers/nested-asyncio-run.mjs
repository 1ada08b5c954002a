/** Fails as a Python tool does that calls asyncio.run(). `--variant=masked`: the client is told only that it failed. */
import { echo, errorResult, faulty, healthy, serve, variant } from './serve.mjs';

const cause = 'asyncio.run() cannot be called from a running event loop';
const traceback = `Tool 'faulty' raised an unexpected exception
Traceback (most recent call last):
  File "/app/.venv/lib/python3.11/site-packages/mcp/server/mcpserver/tools/base.py", line 179, in run
    result = await self.fn_metadata.call_fn(self.fn, self.is_async, validated, pass_directly)
  File "/app/server.py", line 15, in faulty
    return str(asyncio.run(fetch()))
  File "/usr/lib/python3.11/asyncio/runners.py", line 186, in run
    raise RuntimeError(
RuntimeError: ${cause}
/app/server.py:15: RuntimeWarning: coroutine 'fetch' was never awaited
`;

function call() {
  process.stderr.write(traceback);
  return errorResult(`Error executing tool faulty${variant('open') === 'masked' ? '' : `: ${cause}`}`);
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
