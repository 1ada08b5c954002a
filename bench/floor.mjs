/**
 * What anything has to cost: a raw JSON-RPC client over stdio without any library.
 * `floor.mjs calls COUNT IN_FLIGHT COMMAND …`, `floor.mjs big MEGABYTES COMMAND …`, `floor.mjs junk MEGABYTES COMMAND …`.
 */
import { spawn } from 'node:child_process';

const [mode, amount, ...rest] = process.argv.slice(2);
const inFlight = mode === 'calls' ? Number(rest.shift()) : 1;
const [command, ...args] = rest;
const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
const waiting = new Map();
let nextId = 0;

/** The splitter: what has no line end yet is kept in pieces and joined once. */
let pieces = [];
child.stdout.on('data', (chunk) => {
  let from = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
    pieces.push(chunk.subarray(from, at));
    take(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
    pieces = [];
    from = at + 1;
  }
  if (from < chunk.length) pieces.push(chunk.subarray(from));
});

function take(line) {
  if (line[0] !== 0x7b) return;
  const { id, result } = JSON.parse(line.toString());
  waiting.get(id)?.(result);
  waiting.delete(id);
}

function ask(method, params) {
  const id = nextId++;
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  return new Promise((resolve) => waiting.set(id, resolve));
}

const call = (name, args) => ask('tools/call', { name, arguments: args });

const modes = {
  calls: async () => {
    let next = 0;
    const worker = async () => {
      while (next < Number(amount)) {
        const text = `message ${next++}`;
        const { content } = await call('echo', { text });
        if (content[0].text !== text) throw new Error('not what was said');
      }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
  },
  big: async () => {
    const { content } = await call('big', { megabytes: Number(amount) });
    if (content[0].text.length !== Number(amount) * 1e6) throw new Error('not all of it');
  },
  junk: () => call('junk', { megabytes: Number(amount) }),
};

const clientInfo = { name: 'floor', version: '1.0.0' };
await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
await ask('tools/list', {});
await modes[mode]();
child.stdin.end();
