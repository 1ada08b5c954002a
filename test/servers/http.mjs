/**
 * A server over streamable HTTP at /mcp. Prints `{"port": N}` as its first line, and with `--log` one line of JSON per
 * request. It exits when its stdin ends, so give it a pipe.
 *
 * `--variant=healthy|healthy-sse|session|session-bytes|session-lost|session-forgets|session-ends|get-405|get-500|redirect-get`, or one of `http-faults.mjs`;
 * `--at=initialize|list|call` says which request meets the fault.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { faults } from './http-faults.mjs';
import { atFault, createProtocol, option, variant } from './protocol.mjs';

const wanted = variant('healthy');
const handle = createProtocol();
const sessions = new Set();
/** The server's own event stream, where a client listens. */
let own;
const keepsSessions = wanted.startsWith('session');

const pem = (name) => readFileSync(new URL(`tls/${name}.pem`, import.meta.url));
/** `--tls`: with a certificate for localhost, mcp.test and the loopback addresses, by the CA in `tls/ca.pem`. */
const create = (listener) =>
  process.argv.includes('--tls')
    ? createSecureServer({ key: pem('server-key'), cert: pem('server') }, listener)
    : createServer(listener);

const server = create(async (request, response) => {
  if (process.argv.includes('--log')) print({ method: request.method, url: request.url, headers: request.headers });
  if (!['/mcp', '/mcp/'].includes(request.url)) return end(response, 404);
  // GET alone leads to /mcp/, where nothing else is.
  if (wanted === 'redirect-get' && (request.url === '/mcp/') !== (request.method === 'GET'))
    return request.method === 'GET' ? response.writeHead(307, { location: '/mcp/' }).end() : end(response, 404);
  if (request.method === 'POST') return post(request, response);
  if (request.method === 'DELETE') return end(response, keepsSessions && closeSession(request) ? 200 : 405);
  return get(response, request.headers['last-event-id']);
});

server.listen(0, option('host', '127.0.0.1'), () => print({ port: server.address().port }));
process.stdin.resume().on('end', () => process.exit(0));

/** The stream for messages of the server's own; a server need not have one. */
function get(response, lastEventId) {
  const resumed = lastEventId === undefined ? undefined : faults[wanted]?.resume;
  if (resumed) return resumed(response);
  if (wanted.startsWith('get-')) return end(response, Number(wanted.slice(4)));
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  own = response;
}

async function post(request, response) {
  const message = JSON.parse(await bodyOf(request));
  const fault = faults[wanted];
  // A redirect leads to /mcp/, where all is well.
  const isMet = fault?.meets?.(message) ?? atFault(message, fault?.at);
  const isHere = request.url === '/mcp' || !wanted.startsWith('redirect');
  if (fault !== undefined && isHere && isMet) return fault.answer(response, message, () => own, handle);
  if (isLastOfSessions(message)) {
    sessions.clear();
    if (wanted === 'session-ends') return response.writeHead(200, { 'content-type': 'text/event-stream' }).end();
  }
  const refusal = keepsSessions && message.method !== 'initialize' ? refuseSession(request) : undefined;
  if (refusal !== undefined) return end(response, refusal);
  if (message.id === undefined || message.method === undefined) return end(response, 202);
  send(response, await handle(message), message);
}

function send(response, answer, message) {
  const headers = keepsSessions && message.method === 'initialize' ? { 'mcp-session-id': openSession() } : {};
  if (wanted !== 'healthy-sse') {
    response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(answer));
    return;
  }
  response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
  response.end(`: welcome\n\nevent: message\nid: 1\ndata: ${JSON.stringify(answer)}\n\n`);
}

/** `session-forgets` knows no session any more when it is called with "last"; `session-ends` takes the answer along. */
const isLastOfSessions = ({ method, params }) =>
  ['session-forgets', 'session-ends'].includes(wanted) && method === 'tools/call' && params.arguments?.text === 'last';

function openSession() {
  const id = wanted === 'session-bytes' ? Buffer.from('Sitzung für 1').toString('latin1') : randomUUID();
  sessions.add(id);
  return id;
}

function refuseSession({ headers }) {
  const id = headers['mcp-session-id'];
  if (id === undefined) return 400;
  return sessions.has(id) ? undefined : 404;
}

const closeSession = ({ headers }) => sessions.delete(headers['mcp-session-id']);
const end = (response, status) => response.writeHead(status).end();
const print = (value) => console.log(JSON.stringify(value));

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
