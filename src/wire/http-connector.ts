/**
 * How the connections of one wire are made: kept alive for a moment, so that no socket is reused that the server is closing;
 * with the user's own CA; through a proxy where the environment names one.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { HttpServer } from '../model.ts';
import { authorizationFor, bareHost, proxyFor } from './proxy.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** Servers close idle connections after five seconds and more. */
const IDLE_MS = 2000;

/** Options for node's `request`, beside the URL, and headers that go with them. */
export interface Route {
  readonly options: {
    readonly agent: HttpAgent;
    readonly hostname?: string;
    readonly port?: number;
    readonly path?: string;
  };
  readonly headers: Readonly<Record<string, string>>;
}

export interface Connector {
  routeTo(url: string): Route;
  destroy(): void;
}

/** Loads nothing and connects nowhere before the first request. */
export function connectorFor({ ca }: Pick<HttpServer, 'ca'>, env: NodeJS.ProcessEnv = process.env): Connector {
  const agents = new Map<string, HttpAgent>();
  const options = { keepAlive: true, timeout: IDLE_MS };
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const agentFor = (name: string, make: () => HttpAgent) => {
    const agent = agents.get(name) ?? make();
    agents.set(name, agent);
    return agent;
  };
  return {
    routeTo: (url) => {
      const isSecure = url.startsWith('https:');
      const proxy = proxyFor(new URL(url), env);
      if (isSecure && proxy)
        return {
          options: { agent: agentFor(`via ${proxy.origin}`, () => new TunnelAgent(proxy, { ...options, ...trust })) },
          headers: {},
        };
      if (isSecure)
        return { options: { agent: agentFor('https', () => new HttpsAgent({ ...options, ...trust })) }, headers: {} };
      const agent = agentFor('http', () => new HttpAgent(options));
      return proxy ? throughProxy(url, proxy, agent) : { options: { agent }, headers: {} };
    },
    destroy: () => {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

/** Plain HTTP: the proxy is asked for the whole URL (RFC 9112, section 3.2.2). */
function throughProxy(url: string, proxy: URL, agent: HttpAgent): Route {
  const { host, origin, pathname, search } = new URL(url);
  const options = {
    agent,
    hostname: bareHost(proxy),
    port: Number(proxy.port || 80),
    path: `${origin}${pathname}${search}`,
  };
  return { options, headers: { host, ...authorizationFor(proxy) } };
}
