import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const protoHeader = httpRule(
  {
    id: 'proto-header',
    level: 'error',
    isServerWide: true,
    otherLevels: ['warning'],
    title: 'The server does not take the protocol revision that it has negotiated.',
    hint: 'After initialize every request carries MCP-Protocol-Version with the revision that the server chose itself: accept that one.',
    spec: SPEC.protocolHeader,
  },
  ({ what, body }) => ({
    message: `${what} was refused for its MCP-Protocol-Version header (HTTP status 400).`,
    ...body,
  }),
);
