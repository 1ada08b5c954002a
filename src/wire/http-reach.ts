/** After a broken exchange: is the server still there, so that only this one was lost? */
import type { Agent, ClientRequestArgs } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { sleep, within } from '../waiting.ts';
import type { Connector } from './http-connector.ts';
import { bareHost } from './proxy.ts';

const CONNECT_MS = 2000;
/** A process that dies of a request may still listen at the first look. */
const AGAIN_MS = 250;

/** Looks twice. Sends nothing but what makes the connection. Never rejects. */
export async function isReachable(url: string, connector: Connector): Promise<boolean> {
  if (!(await canConnect(url, connector))) return false;
  await sleep(AGAIN_MS);
  return canConnect(url, connector);
}

async function canConnect(url: string, connector: Connector): Promise<boolean> {
  const { protocol, port } = new URL(url);
  const isSecure = protocol === 'https:';
  const { agent, hostname = bareHost(new URL(url)), port: ours } = connector.freshRouteTo(url).options;
  const place = {
    host: hostname,
    port: ours ?? Number(port || (isSecure ? 443 : 80)),
    servername: isIP(hostname) ? '' : hostname,
  };
  let socket: Duplex | undefined;
  const connected = new Promise<boolean>((resolve) => {
    const watch = (made: Duplex) => {
      socket = made;
      made.once(isSecure ? 'secureConnect' : 'connect', () => resolve(true)).once('error', () => resolve(false));
    };
    // A tunnel is made first, and comes by the callback.
    const made = connect(agent, { ...(agent as HttpsAgent).options, ...place }, (error, tunnelled) => {
      if (error) resolve(false);
      else if (tunnelled) watch(tunnelled);
    });
    if (made) watch(made);
  });
  const isConnected = await within(CONNECT_MS, connected);
  socket?.on('error', () => undefined).destroy();
  return isConnected === true;
}

function connect(agent: Agent, options: ClientRequestArgs, made: (error?: Error | null, socket?: Duplex) => void) {
  return agent.createConnection(options, made);
}
