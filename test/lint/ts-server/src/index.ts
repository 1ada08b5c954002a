#!/usr/bin/env node
import { execSync as run, spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import * as cp from 'child_process';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { type Note, save, tell } from './notes.js';
import { Registrar } from './registrar.js';

const server = new McpServer({ name: 'x', version: '1.0.0' });
const NAME = 'constant';

console.log('starting'); // expect: stdout-noise-boot error
if (process.argv.includes('--help')) {
  console.log('usage');
  process.exit(0);
}

server.registerTool('noisy', { description: 'x' }, async ({ text }: { text: string }) => {
  console.log(text); // expect: stdout-noise-call error
  console.error(text);
  writeSync(1, text); // expect: stdout-noise-call error
  writeSync(2, text);
  tell(text);
  [1, 2].forEach((one) => console.info(one)); // expect: stdout-noise-call error
  process.stdout.write(text); // expect: stdout-noise-call error
  return { content: [{ type: 'text', text }] };
});

server.tool(NAME, async () => {
  run('ls'); // expect: loop-blocked warning
  cp.spawnSync('ls', { stdio: 'inherit' }); // expect: loop-blocked warning, child-stdin-inherit warning
  spawn('ls', [], { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = Date.now() + 100;
  while (Date.now() < end) {} // expect: loop-blocked warning
  for (;;) if (Math.random() > 0.5) break;
  if (end > 1) while (true) {} // expect: loop-blocked warning
  if (end > 2) for (;;); // expect: loop-blocked warning
  while (run.length) {}
  save({}); // expect: not-awaited warning
  void save({});
  save({}).catch(() => undefined);
  await save({});
  return { content: [{ type: 'text', text: JSON.stringify({ id: 10n }) }] }; // expect: unsafe-int error
});

server.tool('leaves', { code: 1 }, async () => {
  if (Math.random() > 2) process.exit(1); // expect: crash-on-call error
  setTimeout(() => process.exit(0), 100);
  return 'done'; // expect: content-shape error
});

server.registerTool('list', {}, () => []); // expect: content-shape error

server.registerTool('healthy', {}, async () => {
  const console = { log: (_: string) => undefined };
  console.log('its own');
  const note: Note = {};
  const lines = await Promise.all([1].map(async (one) => save(note)));
  return { content: lines.map((text) => ({ type: 'text', text })) };
});

process.on('SIGINT', () => {
  console.log('on its way out');
  process.exit(0);
});

async function main() {
  new Registrar().register(server);
  const transport = new StdioServerTransport();
  await server.connect(transport);
  console.log('running'); // expect: stdout-noise-boot error
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
