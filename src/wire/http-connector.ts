/** How the connections of one wire are made: kept alive for a moment, so that no socket is reused that the server is closing. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { HttpServer } from '../model.ts';

/** Servers close idle connections after five seconds and more. */
const IDLE_MS = 2000;

export interface Connector {
  /** For node's `request`. */
  optionsFor(url: string): { agent: HttpAgent };
  destroy(): void;
}

export function connectorFor(_server: HttpServer): Connector {
  const options = { keepAlive: true, timeout: IDLE_MS };
  const plain = new HttpAgent(options);
  const secure = new HttpsAgent(options);
  return {
    optionsFor: (url) => ({ agent: url.startsWith('https:') ? secure : plain }),
    destroy: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}
