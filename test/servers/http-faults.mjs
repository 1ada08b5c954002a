/** How the HTTP server goes wrong. `at` is the request that meets the fault by default. */
import { createServer } from 'node:http';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { option } from './protocol.mjs';

const status = (code, body = '', headers = {}) => ({
  at: 'initialize',
  answer: (response) => response.writeHead(code, headers).end(body),
});

/** A refusal by the transport, worded as JSON-RPC; the id is nobody's. */
const refusal = (code, message, { at = 'initialize', id = null, headers = {} } = {}) => ({
  at,
  answer: (response) =>
    response
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message } })),
});

const openStream = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const htmlPage = '<!doctype html><title>500</title><h1>Internal Server Error</h1>';

const NOTICE = '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}';

let requests = 0;
let isInitialized = false;
const held = [];
export const faults = {
  'status-500': status(500, '{"error":"boom"}', { 'content-type': 'application/json' }),
  'status-401': status(401, '', { 'www-authenticate': 'Bearer realm="mcp"' }),
  'call-404': { ...status(404, '{"error":"no such note"}', { 'content-type': 'application/json' }), at: 'call' },
  'call-503': { ...status(503, 'busy'), at: 'call' },
  'status-404': status(404, 'Not Found'),
  html: status(200, htmlPage, { 'content-type': 'text/html' }),
  'answer-as-text': {
    at: 'call',
    answer: (response, message) => response.writeHead(200, { 'content-type': 'text/plain' }).end(responseTo(message)),
  },
  'json-as-sse': { at: 'call', answer: (response, message) => openStream(response).end(responseTo(message)) },
  /** And the stream stays open. */
  'json-as-open-sse': { at: 'call', answer: (response, message) => openStream(response).write(responseTo(message)) },
  'pretty-as-sse': {
    at: 'call',
    answer: (response, message) =>
      openStream(response).end(JSON.stringify(JSON.parse(responseTo(message)), undefined, 2)),
  },
  'two-in-body': {
    at: 'call',
    answer: (response, message) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(`${NOTICE}\n${responseTo(message)}\n`),
  },
  'encoded-twice': {
    at: 'call',
    answer: (response, message) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(responseTo(message))),
  },
  'null-body': status(200, 'null', { 'content-type': 'application/json' }),
  'bare-result': {
    at: 'call',
    answer: (response, message) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(JSON.parse(responseTo(message)).result)),
  },
  /** Each of two that are asked at once gets the answer of the other. */
  swapped: {
    at: 'call',
    answer: (response, message) => {
      held.push([response, responseTo(message)]);
      if (held.length < 2) return;
      const [[one, its], [other, itsOwn]] = held.splice(0);
      one.writeHead(200, { 'content-type': 'application/json' }).end(itsOwn);
      other.writeHead(200, { 'content-type': 'application/json' }).end(its);
    },
  },
  'result-400': {
    at: 'call',
    answer: (response, message) =>
      response.writeHead(400, { 'content-type': 'application/json' }).end(responseTo(message)),
  },
  'answer-untyped': { at: 'call', answer: (response, message) => response.writeHead(200).end(responseTo(message)) },
  /** The stream ends properly, without a message. */
  'sse-ended': { at: 'call', answer: (response) => openStream(response).end(': nothing to say\n\n') },
  'sse-truncated': {
    at: 'call',
    answer: (response) => openStream(response).write('data: {"jsonrpc":', () => response.socket.destroy()),
  },
  hang: { at: 'call', answer: () => {} },
  'host-rejected': status(421, 'Invalid Host header'),
  'host-rejected-403': refusal(403, 'Invalid Host header: mcp.test'),
  'origin-rejected': status(403, 'Invalid Origin header'),
  'not-acceptable': refusal(406, 'Not Acceptable: Client must accept both application/json and text/event-stream', {
    id: 'server-error',
  }),
  'content-type-415': refusal(415, 'Unsupported Media Type: Content-Type must be application/json'),
  'proto-header': refusal(400, 'Bad Request: Unsupported protocol version: 2025-11-25', { at: 'tools/list' }),
  'body-limit': { ...status(413, '<pre>PayloadTooLargeError</pre>', { 'content-type': 'text/html' }), at: 'call' },
  'no-session': refusal(400, 'Bad Request: Missing session ID', { at: 'tools/list', id: 'server-error' }),
  'session-lost': refusal(404, 'Session not found', { at: 'tools/list' }),
  'task-group': status(500, 'RuntimeError: Task group is not initialized. Make sure to use run().'),
  'stateless-reuse': { ...status(500), meets: (message) => message.method !== 'initialize' },
  'one-request': { ...status(500), meets: ({ id }) => id !== undefined && requests++ > 0 },
  'notification-400': { ...status(400, 'Bad Request'), at: 'notifications/initialized' },
  'notification-200': { ...status(200), at: 'notifications/initialized' },
  /** Healthy: takes requests once it has answered notifications/initialized, which takes it a while. */
  'notification-slow': {
    meets: ({ method }) => method === 'notifications/initialized' || (method !== 'initialize' && !isInitialized),
    answer: initializeSlowly,
  },
  'notification-hang': { at: 'notifications/initialized', answer: () => {} },
  'sse-unterminated': { at: 'call', answer: unterminated },
  'sse-buffered': {
    at: 'call',
    answer: (response, message) => late(response, `id: 1\ndata:\n\n${event(responseTo(message))}`),
  },
  /** Healthy: the head goes out with the first write, as Node has it. */
  'late-head': {
    at: 'call',
    answer: (response, message) => late(response, `${progress}${event(responseTo(message))}`),
  },
  'too-long': { at: 'call', answer: (response, message) => json(response, longResult(message)) },
  /** Healthy: polled; the second stream says nothing and has no id, the third has the answer. */
  polled: { at: 'call', answer: poll, resume: (response) => polls.shift()(response) },
  /** The size of the chunk counts characters. */
  'short-chunk': { at: 'call', answer: shortChunk },
  'not-gzip': { at: 'call', answer: (response, message) => encoded(response, 'gzip', responseTo(message)) },
  'not-br-sse': {
    at: 'call',
    answer: (response, message) => encoded(response, 'br', event(responseTo(message)), 'text/event-stream'),
  },
  /** Healthy. */
  deflate: {
    at: 'call',
    answer: (response, message) => encoded(response, 'deflate', deflateSync(responseTo(message))),
  },
  'deflate-raw': {
    at: 'call',
    answer: (response, message) => encoded(response, 'deflate', deflateRawSync(responseTo(message))),
  },
  'too-long-gzip': { at: 'call', answer: (response, message) => zipped(response, longResult(message)) },
  'too-long-sse': { at: 'call', answer: (response, message) => openStream(response).write(event(longResult(message))) },
  /** The event goes on for ever. */
  'endless-sse': {
    at: 'call',
    answer: (response, message) => endless(openStream(response), event(longResult(message))),
  },
  /** So does the body. */
  endless: {
    at: 'call',
    answer: (response, message) => endless(openJson(response), JSON.stringify(longResult(message))),
  },
  'too-deep': { at: 'call', answer: (response, message) => json(response, deepResult(message, 600)) },
  'too-deep-sse': {
    at: 'call',
    answer: (response, message) => openStream(response).write(event(deepResult(message, 600))),
  },
  /** Healthy: messages of the server's own come first, some deep, and all of them are larger than the limit together. */
  large: { at: 'call', answer: large },
  latin1: { at: 'call', answer: (response, message) => json(response, Buffer.from(accented(message), 'latin1')) },
  'latin1-sse': {
    at: 'call',
    answer: (response, message) => openStream(response).end(Buffer.from(event(accented(message)), 'latin1')),
  },
  /** Healthy: the replacement character itself, beside others of more than one byte, cut between their bytes. */
  replacement: {
    at: 'call',
    answer: (response, message) => bytewise(response, event(withText(message.id, '\ufffd 😀'))),
  },
  'auth-on-200': { at: 'initialize', answer: askOn200 },
  /** Event streams and bodies that clients cannot read. */
  'sse-as-json': { at: 'call', answer: (response, message) => json(response, event(responseTo(message))) },
  'html-as-json': { at: 'call', answer: (response) => json(response, htmlPage) },
  'cut-json': { at: 'call', answer: (response, message) => cutJson(response, message, (body) => body.length) },
  'cut-character': {
    at: 'call',
    answer: (response, message) => cutJson(response, message, (body) => body.indexOf('ń') + 9),
  },
  'sse-twice': {
    at: 'call',
    answer: (response, message) => openStream(response).end(event(JSON.stringify(responseTo(message)))),
  },
  'sse-pretty': {
    at: 'call',
    answer: (response, message) =>
      openStream(response).end(event(JSON.stringify(JSON.parse(responseTo(message)), null, 2))),
  },
  'sse-prefix': {
    at: 'call',
    answer: (response, message) => openStream(response).end(event(`LOG ${responseTo(message)}`)),
  },
  'sse-named': {
    at: 'call',
    answer: (response, message) => openStream(response).end(event(responseTo(message)).replace('message', 'response')),
  },
  /** No blank line parts what is told from the answer. */
  'sse-joined': {
    at: 'call',
    answer: (response, message) =>
      openStream(response).end(event(NOTICE).slice(0, -1) + event(responseTo(message)).replace('event: message\n', '')),
  },
  'sse-named-progress': { at: 'call', answer: namedProgress },
  /** Healthy: heartbeats under names of their own, JSON of several data lines, comments. */
  'sse-odd': { at: 'call', answer: odd },
  /** The id of initialize, and one that nobody has. */
  'id-before': { at: 'call', answer: (response) => json(response, responseTo({ id: 1 })) },
  'id-before-sse': { at: 'call', answer: (response) => openStream(response).end(event(responseTo({ id: 1 }))) },
  'id-unknown': { at: 'call', answer: (response) => json(response, responseTo({ id: 999 })) },
  'id-unknown-sse': { at: 'call', answer: (response) => openStream(response).end(event(responseTo({ id: 999 }))) },
  'on-get': { at: 'call', answer: (response, message, stream) => onGet(response.writeHead(202), message, stream) },
  'on-get-stream': { at: 'call', answer: (response, message, stream) => onGet(openStream(response), message, stream) },
  'on-get-first': {
    at: 'call',
    answer: (response, message, stream) => onGet(response.writeHead(202), message, stream, true),
  },
  'short-open': { at: 'call', answer: (response, message) => short(response, responseTo(message), 10) },
  'short-closed': { at: 'call', answer: (response, message) => short(response, responseTo(message), 10).socket.end() },
  'short-half': {
    at: 'call',
    answer: (response, message) => short(response, responseTo(message).slice(0, 20), 30).socket.end(),
  },
  /** Healthy: the last bytes come late. */
  'late-end': { at: 'call', answer: lateEnd },
  'status-429': status(429, 'slow down', { 'retry-after': '30' }),
  'status-503': { ...status(503, '', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), at: 'call' },
  'status-500-go': status(500, 'boom\n', {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  }),
  'status-500-express': status(500, '', { 'x-powered-by': 'Express' }),
  'host-django': status(400, "Invalid HTTP_HOST header: 'mcp.test'. You may need to add 'mcp.test' to ALLOWED_HOSTS.", {
    server: 'uvicorn',
  }),
  'host-express': refusal(403, 'Invalid Host header', { headers: { 'x-powered-by': 'Express' } }),
  'newer-only': { at: 'initialize', answer: newerOnly },
  'proto-header-all': {
    ...refusal(400, 'Bad Request: Unsupported protocol version: 2025-11-25'),
    meets: ({ method, id }) => method !== 'initialize' && id !== undefined,
  },
  'auth-on-200-all': {
    at: 'call',
    answer: (response, { id }) => json(response, withText(id, 'Unauthorized: please log in.'), CHALLENGE),
  },
  'auth-on-200-tool': { at: 'call', answer: (response, { id }) => json(response, refusedCall(id), CHALLENGE) },
  /** Healthy: whoever calls without credentials is served, or told of another error, and is told where there are some. */
  'auth-offered': { answer: offerAlways, meets: ({ id }) => id !== undefined },
  'discover-reset': { at: 'server/discover', answer: (response) => response.socket.resetAndDestroy() },
  'redirect-301': status(301, '', { location: '/mcp/' }),
  'redirect-circle': status(308, '', { location: '/mcp' }),
  redirect: status(307, '', { location: '/mcp/' }),
  'redirect-307-all': { ...status(307, '', { location: '/mcp/' }), meets: () => true },
  'redirect-308-all': { ...status(308, '', { location: '/mcp/' }), meets: () => true },
  'redirect-away': { at: 'initialize', answer: redirectAway },
};

function initializeSlowly(response, { id, method }) {
  if (method !== 'notifications/initialized') {
    const error = { code: -32000, message: 'Received request before initialization was complete' };
    return response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id, error }));
  }
  setTimeout(() => {
    isInitialized = true;
    response.writeHead(202).end();
  }, 400);
}

const json = (response, body, headers = {}) =>
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers })
    .end(body);
const CHALLENGE = { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1/none"' };
const event = (data) => `event: message\ndata: ${data}\n\n`;
const bytes = Number(option('bytes', '40000000'));
/** Its text looks as if it held the id of another response. */
const longResult = ({ id }) => withText(id, `{"jsonrpc":"2.0","id":0,"result":{}} ${'x'.repeat(bytes)}`);
const refusedCall = (id) => {
  const content = [{ type: 'text', text: 'This needs you to authenticate first.' }];
  return JSON.stringify({ jsonrpc: '2.0', result: { content, isError: true }, id });
};
const withText = (id, text) => JSON.stringify({ jsonrpc: '2.0', result: { content: [{ type: 'text', text }] }, id });
const progress = event('{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"done"}}');
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const deepResult = ({ id }, depth) =>
  `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"x"}],"_meta":{"deep":${nested(depth)}}}}`;

const accented = ({ id }) => withText(id, 'café');

async function bytewise(response, body) {
  openStream(response);
  for (const byte of Buffer.from(body)) await new Promise((sent) => response.write(Buffer.of(byte), sent));
  response.end();
}

const zipped = (response, body) => encoded(response, 'gzip', gzipSync(body));

function encoded(response, encoding, body, type = 'application/json') {
  response.writeHead(200, { 'content-type': type, 'content-encoding': encoding }).end(body);
}

function openJson(response) {
  return response.writeHead(200, { 'content-type': 'application/json' });
}

function endless(response, text) {
  response.write(text.trimEnd());
  const more = setInterval(() => response.write('y'.repeat(65_536)), 10);
  response.on('close', () => clearInterval(more));
}

function large(response, message) {
  const notice = JSON.stringify({
    jsonrpc: '2.0',
    method: 'notifications/message',
    params: { level: 'info', data: 'n'.repeat(bytes / 2) },
  });
  openStream(response).end(event(notice).repeat(4) + event(deepResult(message, 500)).replaceAll('\n', '\r\n'));
}

const responseTo = ({ id }) =>
  JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'x' }] } });

/** The event is whole, and the blank line behind it never comes. */
function unterminated(response, message) {
  openStream(response).write(`event: message\ndata: ${responseTo(message)}\n`);
}

/** The head comes with the first event, long after the Date that the server gave it: as behind a proxy that holds it back. */
function late(response, events) {
  response.setHeader('date', new Date().toUTCString());
  setTimeout(() => openStream(response).end(events), 4500);
}

function askOn200(response, { id }) {
  const error = { code: -32001, message: 'Unauthorized' };
  response.writeHead(200, { 'content-type': 'application/json', 'www-authenticate': 'Bearer' });
  response.end(JSON.stringify({ jsonrpc: '2.0', id, error }));
}

/** To another origin, which prints the headers it is given: none of the client's own may be among them. */
function redirectAway(response) {
  const other = createServer((request, reply) => {
    console.log(JSON.stringify({ away: request.headers }));
    reply.writeHead(404).end();
  });
  other.listen(0, '127.0.0.1', () => {
    response.writeHead(307, { location: `http://127.0.0.1:${other.address().port}/mcp` }).end();
  });
}

/** A Content-Length that counts characters. */
function cutJson(response, { id }, lengthOf) {
  const body = withText(id, 'zażółć gęślą jaźń');
  const length = lengthOf(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': length, connection: 'close' });
  response.end(Buffer.from(body).subarray(0, length));
}

const polls = [];
function poll(response, message) {
  openStream(response).end('retry: 20\nid: 1\ndata:\n\n');
  polls.push((second) => openStream(second).end(': not yet\n\n'));
  polls.push((third) => openStream(third).end(event(responseTo(message))));
}

function shortChunk({ socket }, { id }) {
  const body = event(withText(id, 'zażółć gęślą jaźń'));
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
  socket.write(`${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
}

/** The answer is where it belongs; what is told before it has another name. */
function namedProgress(response, message) {
  openStream(response).write(event(NOTICE).replace('message', 'log'));
  response.end(event(responseTo(message)));
}

function odd(response, message) {
  openStream(response).write(
    ': welcome\n\nevent: ping\ndata: 2026-01-01 00:00:00\n\nevent: heartbeat\ndata: {}\n\ndata:\n\n',
  );
  const lines = JSON.stringify(JSON.parse(responseTo(message)), null, 2).split('\n');
  response.end(`event: message\nx-extra: 1\n${lines.map((line) => `data: ${line}`).join('\n')}\n\n`);
}

/** The answer comes on the stream of the GET; `isFirst`: before the POST is answered. */
function onGet(response, message, stream, isFirst = false) {
  if (!isFirst) response.end();
  setTimeout(() => stream()?.write(event(responseTo(message))), isFirst ? 0 : 50);
  if (isFirst) setTimeout(() => response.end(), 200);
}

function short(response, body, missing) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) + missing });
  response.write(body);
  return response;
}

function lateEnd(response, message) {
  const body = responseTo(message);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.write(body.slice(0, -1));
  setTimeout(() => response.end(body.slice(-1)), 2500);
}

/** Answers all the same: the header is a mistake. */
async function offerAlways(response, message, _stream, handle) {
  const isFaulty = message.method === 'tools/call' && message.params.name === 'faulty';
  const error = { code: -32602, message: 'There is no note 7.' };
  const answer = isFaulty ? { jsonrpc: '2.0', id: message.id, error } : await handle(message);
  json(response, JSON.stringify(answer), CHALLENGE);
}

function newerOnly(response, { id }) {
  const error = { code: -32022, message: 'Unsupported protocol version', data: { supported: ['2027-03-01'] } };
  response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', id, error }));
}
