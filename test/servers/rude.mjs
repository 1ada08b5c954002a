/**
 * Answers as it should until `--at=initialize|list|call` comes, and is rude then: `--variant=…` says how. None of it may be more
 * than a finding.
 */
import { closeSync, writeSync } from 'node:fs';
import { atFault, createProtocol, variant } from './protocol.mjs';

const handle = createProtocol();
const wanted = variant('healthy');

const rudeness = {
  'close-stdin': () => closeSync(0),
  'close-stdout': () => closeSync(1),
  'close-all': () => {
    for (const file of [0, 1, 2]) closeSync(file);
  },
  kill: () => process.kill(process.pid, 'SIGKILL'),
  'half-line': () => {
    writeSync(1, '{"jsonrpc":"2.0","id":');
    process.exit(0);
  },
  bytes: () => writeSync(1, Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28, 0x0a])),
  types: () => {
    for (const odd of [
      'null',
      '1',
      '"x"',
      '[]',
      '[[]]',
      '[null]',
      '{}',
      'true',
      '{"id":{}}',
      '{"jsonrpc":"2.0","method":{}}',
    ])
      writeSync(1, `${odd}\n`);
  },
  proto: () =>
    writeSync(1, '{"jsonrpc":"2.0","id":{"__proto__":null},"result":{"__proto__":{"content":1}},"error":[]}\n'),
};

let pending = '';
process.stdin.on('error', () => undefined);
process.stdin.setEncoding('utf8').on('data', async (text) => {
  const lines = (pending + text).split('\n');
  pending = lines.pop();
  for (const line of lines.filter(Boolean)) await take(JSON.parse(line));
});
// It stays, with or without its pipes.
setTimeout(() => undefined, 60_000);
process.stdin.on('end', () => process.exit(0));

async function take(message) {
  if (wanted !== 'healthy' && atFault(message, undefined)) return rudeness[wanted]();
  const answer = await handle(message);
  if (answer !== undefined && message.id !== undefined) writeSync(1, `${JSON.stringify(answer)}\n`);
}
