/** Nothing fancy: the handshake and one call by hand, the 50 MB joined once and parsed once. `plain-client.mjs COMMAND ARGS…` */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const clientInfo = { name: 'plain', version: '1.0.0' };
await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
const { result } = await ask('tools/call', { name: 'big', arguments: { text: '' } });
if (result.content[0].text.length !== 50e6) throw new Error('not 50 MB');
child.stdin.end();

/** One request at a time: the answer is all up to the line feed. */
function ask(method, params) {
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })}\n`);
  return new Promise((resolve) => {
    const chunks = [];
    child.stdout.on('data', function take(chunk) {
      chunks.push(chunk);
      if (chunk.at(-1) !== 10) return;
      child.stdout.off('data', take);
      resolve(JSON.parse(Buffer.concat(chunks)));
    });
  });
}
