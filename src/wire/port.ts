/** A free port for an app: below those that the system gives to outgoing connections, and never twice in one run. */
import { createServer } from 'node:net';

const FIRST = 20_000;
const COUNT = 10_000;
const MOST_TRIES = 100;

const given = new Set<number>();

/** Free at this moment on every address; somebody else may still take it before the app does. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port)) continue;
    given.add(port);
    if ((await canListen(port, '127.0.0.1')) && (await canListen(port))) return port;
  }
  throw new Error(`none of ${MOST_TRIES} ports tried was free`);
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, ...(host ? { host } : {}) }, () => server.close(() => resolve(true)));
  });
}
