import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const wrongTransport = httpRule(
  {
    id: 'wrong-transport',
    level: 'error',
    title: 'The server speaks another transport, or at another path.',
    hint: 'Write the URL and the transport that answer into the smoke file and into the hosts.',
    spec: SPEC.compatibility,
  },
  ({ what, http, around, body }) => {
    const { url, transport } = around.elsewhere!;
    const older = transport === 'HTTP+SSE' ? ', the transport of 2024,' : '';
    return {
      message: `${what} got HTTP status ${http.status} here; ${transport}${older} is spoken at ${url}.`,
      hint:
        older === ''
          ? `Set server.url to ${url}.`
          : `Set server.url to ${url} and server.transport to sse, or serve streamable HTTP.`,
      probeHint: `mcp-smoke probe ${url}${older === '' ? '' : ' --sse'}`,
      ...body,
    };
  },
);
