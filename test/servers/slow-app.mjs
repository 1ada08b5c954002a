/**
 * An app that listens after `--ready=4000` ms, and hosts an MCP server at /mcp that never answers; a good one where it is
 * healthy. Each start adds a line to `--starts=FILE`. `--port=0`.
 */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createProtocol, healthy, option } from './protocol.mjs';

const handle = createProtocol();
appendFileSync(option('starts', '/dev/null'), 'started\n');

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (!healthy) return;
  if (request.method !== 'POST') return response.writeHead(405).end();
  const message = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (message.id === undefined) return response.writeHead(202).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await handle(message)));
});

setTimeout(() => server.listen(Number(option('port', '0')), '127.0.0.1'), Number(option('ready', '4000')));
