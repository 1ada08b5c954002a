/**
 * How the connections of one wire are made: kept for the next request where that is safe; with the user's own CA; through a
 * proxy where the environment names one.
 */
import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { HttpServer } from '../model.ts';
import { type Agents, IdleConnections } from './http-idle.ts';
import { authorizationFor, bareHost, proxyFor } from './proxy.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** Nothing uses a connection that has been idle for longer. */
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
  /** For a request that is made at once: its connection is a new one, or known to be alive. */
  routeTo(url: string): Promise<Route>;
  /** For a connection that nothing else uses. */
  freshRouteTo(url: string): Route;
  destroy(): void;
}

/** The connections of one kind. */
interface Line {
  readonly agents: Agents;
  readonly idle: IdleConnections;
}

/** Loads nothing and connects nowhere before the first request. */
export function connectorFor(
  { ca, proxies }: Pick<HttpServer, 'ca' | 'proxies'>,
  env: NodeJS.ProcessEnv = proxies ?? process.env,
): Connector {
  const lines = new Map<string, Line>();
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const lineFor = (url: string, proxy: URL | undefined): Line => {
    const isSecure = url.startsWith('https:');
    const name = isSecure ? `https ${proxy?.origin ?? ''}` : 'http';
    const known = lines.get(name);
    if (known) return known;
    const line = makeLine((options) => {
      if (!isSecure) return new HttpAgent(options);
      return proxy ? new TunnelAgent(proxy, { ...options, ...trust }) : new HttpsAgent({ ...options, ...trust });
    });
    lines.set(name, line);
    return line;
  };
  const proxyOf = (url: string) => proxyFor(new URL(url), env);
  return {
    routeTo: async (url) => {
      const proxy = proxyOf(url);
      return route(url, proxy, await lineFor(url, proxy).idle.agent());
    },
    freshRouteTo: (url) => {
      const proxy = proxyOf(url);
      return route(url, proxy, lineFor(url, proxy).agents.single);
    },
    destroy: () => {
      for (const { agents } of lines.values()) for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function makeLine(make: (options: AgentOptions) => HttpAgent): Line {
  const keeping = { keepAlive: true, scheduling: 'fifo', timeout: IDLE_MS } as const;
  const agents = { watched: make(keeping), kept: make(keeping), single: make({ keepAlive: false }) };
  return { agents, idle: new IdleConnections(agents) };
}

function route(url: string, proxy: URL | undefined, agent: HttpAgent): Route {
  return proxy && !url.startsWith('https:') ? throughProxy(url, proxy, agent) : { options: { agent }, headers: {} };
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
