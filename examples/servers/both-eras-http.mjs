/** Streamable HTTP without sessions, as 2026-07-28 has it: a POST each, whose headers repeat what the body says. */
import { createServer } from 'node:http';

const STATUS = { '-32601': 404, '-32602': 400, '-32020': 400, '-32022': 400 };
const LOCAL = /^https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?$/;
const MAX_BYTES = 1_000_000;

/** Serves `answer(message)` at /mcp of this machine. */
export function listen(port, answer, isNewer) {
  createServer(async (request, response) => {
    const { method, url, headers } = request;
    if (url !== '/mcp') return response.writeHead(404).end();
    if (headers.origin !== undefined && !LOCAL.test(headers.origin)) return response.writeHead(403).end();
    if (method !== 'POST') return response.writeHead(405, { allow: 'POST' }).end();
    const message = await bodyOf(request);
    if (message === undefined) return send(response, 400, failure(null, -32700, 'Parse error'));
    const told = isNewer(message) ? headerFault(headers, message) : undefined;
    const reply = told ? failure(message.id, -32020, told) : answer(message);
    if (reply === undefined) return response.writeHead(202).end();
    send(response, isNewer(message) ? (STATUS[reply.error?.code] ?? 200) : 200, reply);
  }).listen(port, '127.0.0.1');
}

/** Those between client and server may go by the headers alone: they must not say something else. */
function headerFault(headers, { method, params }) {
  const expected = {
    'mcp-protocol-version': params?._meta?.['io.modelcontextprotocol/protocolVersion'],
    'mcp-method': method,
    ...(method === 'tools/call' ? { 'mcp-name': params?.name } : {}),
  };
  const wrong = Object.keys(expected).find((name) => decoded(headers[name]) !== expected[name]);
  return wrong && `The header ${wrong} does not match the body`;
}

/** What is no plain ASCII comes as `=?base64?…?=`. */
function decoded(value = '') {
  const [, base64] = /^=\?base64\?(.*)\?=$/.exec(value) ?? [];
  return base64 === undefined ? value : Buffer.from(base64, 'base64').toString('utf8');
}

function failure(id, code, message) {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

function send(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Undefined where it is no JSON object, or too long. */
async function bodyOf(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MAX_BYTES) return undefined;
  }
  try {
    const message = JSON.parse(body);
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
