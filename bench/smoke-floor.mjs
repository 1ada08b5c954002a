/** What a smoke test has to cost: list, one call of each tool, close, by hand. `smoke-floor.mjs CALLS.json COMMAND ARGS…` */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [calls, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
const waiting = new Map();
let nextId = 0;
let rest = '';
child.stdout.setEncoding('utf8').on('data', (chunk) => {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) take(JSON.parse(line));
});

function take({ id, result, error, method }) {
  if (method !== undefined) return;
  if (error) throw new Error(error.message);
  waiting.get(id)(result);
  waiting.delete(id);
}

function ask(method, params) {
  const id = nextId++;
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
  return new Promise((resolve) => waiting.set(id, resolve));
}

const clientInfo = { name: 'floor', version: '1.0.0' };
await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
await ask('tools/list', {});
for (const call of JSON.parse(readFileSync(calls, 'utf8'))) await ask('tools/call', call);
child.stdin.end();
await new Promise((resolve) => child.once('exit', resolve));
