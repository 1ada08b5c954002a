/** A healthy server over stdio: one JSON-RPC message a line. It exits when its stdin ends. */
import { createProtocol } from './protocol.mjs';

export * from './protocol.mjs';

/** As it is, without a newline of ours. */
export const write = (text) => process.stdout.write(text);
export const send = (message) => write(`${JSON.stringify(message)}\n`);
export const notify = (method, params) => send({ jsonrpc: '2.0', method, params });

const waiting = new Map();

/** Asks the client; resolves with its response. */
export function ask(method, params) {
  const id = `server-${waiting.size + 1}`;
  send({ jsonrpc: '2.0', id, method, params });
  return new Promise((resolve) => waiting.set(id, resolve));
}

/**
 * Serves until stdin ends. Beside the changes of `createProtocol`: `reply(response, request)` writes a response,
 * `request(message)` is told of requests, `notified(message)` of notifications, `unparsable(line)` of lines that are no
 * JSON, `ended()` of the end of stdin; lines over `longest` characters are dropped.
 */
export function serve(change = {}) {
  const handle = createProtocol(change);
  const { reply = send, notified = () => {}, request = () => {}, ended = () => process.exit(0) } = change;
  const { unparsable = () => {}, longest = Number.POSITIVE_INFINITY } = change;
  readLines(async (line) => {
    if (line.length > longest) return;
    const message = parse(line);
    if (message === undefined) unparsable(line);
    else if (message.method === undefined) waiting.get(message.id)?.(message);
    else if (message.id === undefined) notified(message);
    else {
      request(message);
      const response = await handle(message);
      if (response !== undefined) reply(response, message);
    }
  }, ended);
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readLines(take, ended) {
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) take(line);
  });
  process.stdin.on('end', ended);
}
