/**
 * Answers "Connection closed" itself and ends its session, as mcp 2.x does when a CancelledError leaves a tool. Variants:
 * silent (mcp 1.x: no answer, and the reader falls over the next message), other (beside an exception of the tool's own).
 * `--ms=0`: so long the process lives on, deaf; with `--lingers` until it reads its next message.
 */
import { readFileSync } from 'node:fs';
import { echo, faulty, healthy, option, RpcError, send, serve, variant } from './serve.mjs';

const recorded = () => readFileSync(new URL('../diagnosis/python-cancelled.txt', import.meta.url), 'utf8');
const OTHER = '    +---------------- 2 ----------------\n    | ValueError: no such note\n    +----\n';

function call() {
  if (variant('own') !== 'own') {
    process.stderr.write(recorded() + (variant('own') === 'other' ? OTHER : ''));
    setTimeout(() => process.exit(1), 100);
    return new Promise(() => undefined);
  }
  process.stderr.write('asyncio.exceptions.CancelledError\n');
  throw new RpcError(-32000, 'Connection closed');
}

let isOver = false;
const lingers = process.argv.includes('--lingers');

function reply(response) {
  if (isOver && lingers) process.exit(1);
  if (isOver) return;
  send(response);
  isOver = response.error?.code === -32000;
  if (isOver && !lingers) setTimeout(() => process.exit(0), Number(option('ms', 0)));
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)], reply });
