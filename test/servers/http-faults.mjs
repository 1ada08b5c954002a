/** How the HTTP server goes wrong. `at` is the request that meets the fault by default. */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { option } from './protocol.mjs';

const status = (code, body = '', headers = {}) => ({
  at: 'initialize',
  answer: (response) => response.writeHead(code, headers).end(body),
});

/** A refusal by the transport, worded as JSON-RPC; the id is nobody's. */
const refusal = (code, message, { at = 'initialize', id = null } = {}) => ({
  at,
  answer: (response) =>
    response
      .writeHead(code, { 'content-type': 'application/json' })
      .end(JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32000, message } })),
});

const openStream = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' });
const htmlPage = '<!doctype html><title>500</title><h1>Internal Server Error</h1>';

export const faults = {
  'status-500': status(500, '{"error":"boom"}', { 'content-type': 'application/json' }),
  'status-401': status(401, '', { 'www-authenticate': 'Bearer realm="mcp"' }),
  'status-404': status(404, 'Not Found'),
  html: status(200, htmlPage, { 'content-type': 'text/html' }),
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
  'notification-400': { ...status(400, 'Bad Request'), at: 'notifications/initialized' },
  'notification-200': { ...status(200), at: 'notifications/initialized' },
  'notification-hang': { at: 'notifications/initialized', answer: () => {} },
  'sse-unterminated': { at: 'call', answer: unterminated },
  'sse-buffered': { at: 'call', answer: buffered },
  'too-long': { at: 'call', answer: (response, message) => json(response, longResult(message)) },
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
  'auth-on-200': { at: 'initialize', answer: askOn200 },
  'redirect-301': status(301, '', { location: '/mcp/' }),
  'redirect-circle': status(308, '', { location: '/mcp' }),
  redirect: status(307, '', { location: '/mcp/' }),
  'redirect-away': { at: 'initialize', answer: redirectAway },
};

const json = (response, body) =>
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
const event = (data) => `event: message\ndata: ${data}\n\n`;
const bytes = Number(option('bytes', '40000000'));
/** Its text looks as if it held the id of another response. */
const longResult = ({ id }) => withText(id, `{"jsonrpc":"2.0","id":0,"result":{}} ${'x'.repeat(bytes)}`);
const withText = (id, text) => JSON.stringify({ jsonrpc: '2.0', result: { content: [{ type: 'text', text }] }, id });
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const deepResult = ({ id }, depth) =>
  `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"x"}],"_meta":{"deep":${nested(depth)}}}}`;

function zipped(response, body) {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  response.writeHead(200, headers).end(gzipSync(body));
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

/** As behind a proxy that lets the head through only with the first event; the Date is the server's. */
function buffered(response, message) {
  response.setHeader('date', new Date().toUTCString());
  setTimeout(() => openStream(response).end(`data: ${responseTo(message)}\n\n`), 4500);
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
