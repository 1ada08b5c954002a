/**
 * A guarded server over streamable HTTP with sessions, on `--port=`; exits when its stdin ends.
 * `--variant=session`: an unknown session gets 400 instead of 404; `proto`: any protocol revision is taken; `host`: any Host
 * and Origin is; `disconnect`: a caller that hangs up ends the server; `body`: bodies over 100 kB get 413;
 * `silent`: server/discover gets no HTTP answer at all.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createProtocol, echo, healthy, option, tool, variant } from './protocol.mjs';

const fault = healthy ? 'none' : variant('session');
const session = randomUUID();
const slow = tool('slow', async (args) => {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return echo.call(args);
});
const handle = createProtocol({ tools: [{ ...slow, annotations: { readOnlyHint: true } }] });

const server = createServer(async (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) body += chunk;
  if (request.method !== 'POST') return response.writeHead(405).end();
  const message = parse(body);
  if (message === undefined) return response.writeHead(400).end();
  if (fault === 'silent' && message.method === 'server/discover') return;
  const refusal = refuse(request.headers, message, body.length);
  if (refusal) return response.writeHead(refusal).end();
  if (fault === 'disconnect') response.on('close', () => response.writableFinished || process.exit(1));
  if (message.id === undefined) return response.writeHead(202).end();
  const head = { 'content-type': 'application/json', 'mcp-session-id': session };
  response.writeHead(200, head).end(JSON.stringify(await handle(message)));
});

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(headers, { method }, length) {
  const isLocal = /^127\.0\.0\.1(:\d+)?$/.test(headers.host) && headers.origin === undefined;
  if (fault !== 'host' && !isLocal) return 403;
  if (fault === 'body' && length > 100_000) return 413;
  if (method === 'initialize') return undefined;
  if (headers['mcp-session-id'] !== session) return fault === 'session' ? 400 : 404;
  return fault !== 'proto' && headers['mcp-protocol-version'] === '1999-01-01' ? 400 : undefined;
}

server.listen(Number(option('port')), '127.0.0.1');
process.stdin.resume().on('end', () => process.exit(0));
