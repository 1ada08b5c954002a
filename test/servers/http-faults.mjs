/** How the HTTP server goes wrong. `at` is the request that meets the fault by default. */
import { createServer } from 'node:http';

const status = (code, body = '', headers = {}) => ({
  at: 'initialize',
  answer: (response) => response.writeHead(code, headers).end(body),
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
  redirect: status(307, '', { location: '/mcp/' }),
  'redirect-away': { at: 'initialize', answer: redirectAway },
};

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
