/**
 * The HTTP+SSE transport of 2024-11-05: GET /sse opens the stream, whose first event names the endpoint for POSTs.
 * Prints `{"port": N}`; ends with its stdin. `--variant=healthy|no-endpoint|post-500|post-reset|status-999`, `foreign-endpoint|wrong-endpoint|lost|in-post|cut`,
 * or one of `calls`: how the answer to a call of `faulty` goes wrong, or each (`-all`).
 */
import { createServer } from 'node:http';
import { createProtocol, echo, faulty, textResult, tool, variant } from './protocol.mjs';

const wanted = variant('healthy');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const slow = tool('slow', async ({ text }) => {
  await wait(Number(text));
  return textResult(`waited ${text}`);
});
const handle = createProtocol({ tools: [echo, faulty(), slow] });
const streams = new Map();

const event = (data) => `event: message\ndata: ${data}\n\n`;
const unterminated = (data) => event(data).slice(0, -1);
const endpoints = { 'foreign-endpoint': 'http://inner.test:8000/messages', 'wrong-endpoint': '/wrong' };
const calls = {
  named: (data) => event(data).replace('message', 'response'),
  twice: (data) => event(JSON.stringify(data)),
  unterminated,
  'unterminated-all': unterminated,
};

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  if (wanted === 'status-999') return response.writeHead(999).end();
  if (request.method === 'GET' && pathname === '/sse') return open(response);
  const stream = pathname === '/messages' ? streams.get(searchParams.get('session')) : undefined;
  if (request.method !== 'POST' || stream === undefined) return response.writeHead(404).end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const message = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (wanted === 'post-500' && message.method === 'tools/call') return response.writeHead(500).end('boom');
  if (wanted === 'post-reset' && message.params?.name === 'faulty') return request.socket.resetAndDestroy();
  const isFaulty = message.params?.name === 'faulty';
  if (wanted === 'lost' && isFaulty) return response.writeHead(404).end('Could not find session');
  if (wanted === 'cut' && isFaulty) stream.end();
  if (wanted === 'in-post' && isFaulty) return json(response, await handle(message));
  response.writeHead(202).end('Accepted');
  if (message.id === undefined || message.method === undefined) return;
  const answer = await handle(message);
  if (answer === undefined) return;
  const how = wanted.endsWith('-all') || isFaulty ? (calls[wanted] ?? event) : event;
  stream.write(how(JSON.stringify(answer)));
});

function open(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  if (wanted === 'no-endpoint') return;
  const id = String(streams.size + 1);
  streams.set(id, response);
  response.write(`event: endpoint\ndata: ${endpoints[wanted] ?? '/messages'}?session=${id}\n\n`);
}

function json(response, message) {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message));
}

server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
process.stdin.resume().on('end', () => process.exit(0));
