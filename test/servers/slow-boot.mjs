/**
 * An app with MCP at /mcp that never gets ready. `--port=0`, `--variant=blocks|awaits|mute`: it blocks its thread while it is
 * loaded, awaits a connection at the top level, or listens and never answers; healthy: it takes its time.
 */
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProtocol, healthy, option, variant } from './protocol.mjs';

const wanted = healthy ? 'healthy' : variant('blocks');
const handle = createProtocol();

function loadModel() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
}

/** Somebody who accepts and says nothing. */
async function openStore() {
  const silent = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  await new Promise((resolve) => connect(silent.address().port, '127.0.0.1').once('data', resolve));
}

if (wanted === 'blocks') loadModel();
if (wanted === 'awaits') await openStore();
if (wanted === 'healthy') await sleep(1000);

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (wanted === 'mute') return;
  if (request.method !== 'POST') return response.writeHead(405).end();
  const message = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (message.id === undefined) return response.writeHead(202).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await handle(message)));
}).listen(Number(option('port', '0')), '127.0.0.1');
