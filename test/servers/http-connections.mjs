/**
 * A server over streamable HTTP that is rough with its connections. Prints `{"port": N}`, then one line of JSON for each
 * POST that has come in full (`{"post": METHOD, "text": …, "socket": N, "nth": N}`) and for each change of the number of open connections
 * (`{"open": N}`). Ends with its stdin.
 *
 * `--variant=`
 *   healthy       `slow` answers after `text` milliseconds, `GET /wait?ms=N` after N
 *   reset         `faulty` is done, and then its connection is reset
 *   reset-once    the first call of `faulty` only
 *   dies          `faulty` ends the process
 *   closes        `faulty` ends the listener, and its connection is reset
 *   hang          `faulty` is never answered, nor is its cancellation with `--deaf`
 * Where `faulty` does nothing wrong it does what `slow` does.
 * `--idle=MS`: connections that have been idle for so long are closed. `--reset-idle`: by a reset. `--tls`.
 * `--pings=reset|500`: what becomes of each ping.
 * `--sequential`: serves one connection after the other, as the simplest servers do.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createProtocol, echo, faulty, option, textResult, tool, variant } from './protocol.mjs';

const wanted = variant('healthy');
const idleMs = option('idle', undefined);
const pings = option('pings', undefined);
const has = (name) => process.argv.includes(`--${name}`);
const print = (value) => console.log(JSON.stringify(value));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const waits = async ({ text }) => {
  await wait(Number(text) || 0);
  return textResult(`waited ${text}`);
};
const handle = createProtocol({ tools: [echo, faulty(waits), tool('slow', waits)] });
const pem = (name) => readFileSync(new URL(`tls/${name}.pem`, import.meta.url));
const create = (listener) =>
  has('tls') ? createSecureServer({ key: pem('server-key'), cert: pem('server') }, listener) : createServer(listener);

let sockets = 0;
let open = 0;
let faults = 0;

const server = create(async (request, response) => {
  const { socket } = request;
  clearTimeout(socket.idle);
  response.once('finish', () => watch(socket));
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  if (pathname === '/wait') return wait(Number(searchParams.get('ms'))).then(() => response.end('waited'));
  if (request.method !== 'POST') return response.writeHead(405).end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  await post(JSON.parse(Buffer.concat(chunks).toString('utf8')), socket, response);
});

async function post(message, socket, response) {
  socket.posts = (socket.posts ?? 0) + 1;
  const { name, arguments: args } = message.params ?? {};
  print({ post: message.method, tool: name, text: args?.text, socket: socket.number, nth: socket.posts });
  if (message.method === 'ping' && pings === 'reset') return reset(socket);
  if (message.method === 'ping' && pings === '500') return response.writeHead(500).end();
  if (message.method === 'tools/call' && name === 'faulty' && meetsFault(socket)) return;
  if (has('deaf') && message.method === 'notifications/cancelled') return;
  if (message.id === undefined) return response.writeHead(202).end();
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await handle(message)));
}

function meetsFault(socket) {
  faults += 1;
  if (wanted === 'hang') return true;
  if (wanted === 'dies') process.exit(3);
  // The others of that moment are to have come in by then.
  if (wanted === 'closes' && faults === 1) return setTimeout(() => reset(server.close() && socket), 300);
  const isReset = wanted === 'reset' || (wanted === 'reset-once' && faults === 1);
  if (isReset) reset(socket);
  return isReset;
}

/** Of TLS the connection below is reset. */
function reset(socket) {
  (socket._parent ?? socket).resetAndDestroy();
}

function watch(socket) {
  if (idleMs === undefined) return;
  const close = () => (has('reset-idle') ? reset(socket) : socket.end());
  if (idleMs === '0') close();
  else socket.idle = setTimeout(close, Number(idleMs));
}

server.on('connection', (socket) => {
  print({ open: ++open });
  socket.on('close', () => print({ open: --open })).on('error', () => {});
});
server.on(has('tls') ? 'secureConnection' : 'connection', (socket) => {
  socket.number = ++sockets;
});
server.keepAliveTimeout = 0;
if (has('sequential')) serveOneByOne();
server.listen(0, '127.0.0.1', () => print({ port: server.address().port }));
process.stdin.resume().on('end', () => process.exit(0));

/** A connection is taken when the one before it is gone. */
function serveOneByOne() {
  const [listener] = server.listeners('connection');
  server.removeListener('connection', listener);
  const waiting = [];
  let isBusy = false;
  const next = () => {
    const socket = waiting.shift();
    isBusy = socket !== undefined;
    if (!isBusy) return;
    socket.once('close', next);
    listener.call(server, socket);
  };
  server.prependListener('connection', (socket) => {
    waiting.push(socket);
    if (!isBusy) next();
  });
}
