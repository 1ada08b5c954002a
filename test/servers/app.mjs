/**
 * An app that hosts an MCP server at /mcp beside other routes: GET /healthz, POST /echo, GET /old (a redirect).
 * `--port=N`; `--variant=healthy|dies|not-ready|slow|exit-in-call|fails-in-call|child|ignores-sigterm|says-ready`;
 * `dies-idle`: right behind an answer of `faulty`, or of GET /healthz where it is asked with `?die`; `shuts-first`: there, no more
 * connection is taken before it dies; `lingers`: it says why, and dies when it is asked for the next page.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createProtocol, echo, errorResult, faulty, option, textResult, variant } from './protocol.mjs';

const wanted = variant('healthy');
const port = Number(option('port', '0'));
const handle = createProtocol({ tools: [echo, faulty(call)] });

if (wanted === 'dies') throw new RangeError('no database');
if (wanted === 'child')
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'left-behind', ...process.argv.slice(2)], {
    stdio: 'ignore',
  });
if (wanted === 'ignores-sigterm') process.on('SIGTERM', () => {});

/** Once what is being answered has been sent. */
function die() {
  setTimeout(() => {
    throw new TypeError('the queue is closed');
  }, 5);
}

/** A moment in which it refuses what comes. */
function shut() {
  server.close();
  setTimeout(() => {
    throw new TypeError('the queue is closed');
  }, 300);
}

function linger() {
  console.error(new TypeError('the queue is closed').stack);
  server.removeAllListeners('request').on('request', ({ url }) => url !== '/mcp' && process.exit(1));
}

/** The tool `faulty`. `loop` calls its own server while it is being called, as apps with client and server in one do. */
async function call({ text }) {
  if (wanted === 'exit-in-call') {
    console.error('RangeError: the pool is empty\n    at take (pool.js:7:3)');
    process.exit(3);
  }
  if (wanted === 'fails-in-call') {
    console.error('Error: listen EADDRINUSE: address already in use 127.0.0.1:80');
    return errorResult('something went wrong');
  }
  if (wanted === 'dies-idle') die();
  if (wanted === 'shuts-first') shut();
  if (wanted === 'lingers') setTimeout(linger);
  if (text !== 'loop') return textResult(text);
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const answer = await fetch(`http://127.0.0.1:${port}/mcp`, { method: 'POST', body });
  return textResult(`I have ${(await answer.json()).result.tools.length} tools`);
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  const route = routes[`${request.method} ${request.url}`];
  if (route === undefined) return response.writeHead(404).end('no such page');
  await route(response, body, request);
});

const json = (response, status, value, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

const routes = {
  'GET /healthz': (response) =>
    json(response, 200, { status: 'up', checks: ['db', 'queue'] }, { 'x-version': '1.2.3' }),
  'POST /echo': (response, body, { headers }) =>
    json(response, 201, { body, type: headers['content-type'], auth: headers.authorization }),
  'GET /healthz?die': (response) => {
    die();
    json(response, 200, { status: 'up' });
  },
  'GET /crash': () => {
    throw new TypeError('the queue is closed');
  },
  'GET /quit': () => process.exit(0),
  'GET /reset': (response) => response.socket.resetAndDestroy(),
  'GET /old': (response) => response.writeHead(301, { location: '/new' }).end(),
  'GET /slow': () => {},
  'GET /broken': (response) => {
    console.error('Error: the disk is full\n    at write (disk.js:3:1)');
    response.writeHead(500).end('Internal Server Error');
  },
  'POST /mcp': async (response, body) => {
    const message = JSON.parse(body);
    if (message.id === undefined) return response.writeHead(202).end();
    json(response, 200, await handle(message));
  },
};

console.log('booting');
const listen = () => server.listen(port, '127.0.0.1', () => console.log(`Ready on ${port}`));
if (wanted === 'slow') setTimeout(listen, 1500);
else if (wanted !== 'not-ready') listen();
else setInterval(() => {}, 1000);
