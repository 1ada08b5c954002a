/** TLS through a proxy: CONNECT first, then the handshake with the server itself (RFC 9110, section 9.3.6). */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect as secure } from 'node:tls';
import { authorizationFor, bareHost } from './proxy.ts';

const CONNECT_MS = 30_000;

type Created = (error: Error | null, socket: Duplex) => void;

export class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    options: AgentOptions,
  ) {
    super(options);
  }

  override createConnection(options: ConnectionOptions, created?: Created): Duplex | undefined {
    const { host = '', port } = options;
    const fail = (error: Error) => created?.(error, undefined as unknown as Duplex);
    const asking = this.#ask(`${isIP(host) === 6 ? `[${host}]` : host}:${port}`);
    asking.once('error', fail);
    asking.once('timeout', () => asking.destroy(new Error('the proxy does not answer')));
    asking.once('connect', ({ statusCode }: IncomingMessage, socket: Socket) => {
      if (statusCode !== 200)
        return fail(new Error(`the proxy ${this.proxy.host} answered CONNECT with HTTP status ${statusCode}`));
      const servername = isIP(host) ? '' : host;
      created?.(null, secure({ ...options, socket, servername }));
    });
    asking.end();
    return undefined;
  }

  #ask(target: string) {
    const { protocol, port } = this.proxy;
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const headers = { host: target, ...authorizationFor(this.proxy) };
    const place = { host: bareHost(this.proxy), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    return send({ ...place, method: 'CONNECT', path: target, headers, timeout: CONNECT_MS, agent: false });
  }
}
