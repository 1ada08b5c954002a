import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const sessionMissing = httpRule(
  {
    id: 'session-missing',
    isServerWide: true,
    level: 'error',
    title: 'The server wants a session id and does not see one.',
    hint: 'A proxy must pass Mcp-Session-Id on in both directions; with several workers use sticky sessions or a stateless server.',
    spec: SPEC.sessions,
    explains: ['reserved-code'],
  },
  ({ what, http, body }) => {
    const { status, hadSession, isStateless } = http;
    const refused = `${what} was refused for want of a session (HTTP status ${status})`;
    if (isStateless) return { message: `${refused}, which ${NEWER} does not have.`, hint: STATELESS, ...body };
    const why = hadSession ? 'though the session id was sent' : 'but initialize had given no session id';
    return { message: `${refused}, ${why}.`, ...body };
  },
);

const NEWER = '2026-07-28';
const STATELESS = `Serve each request of ${NEWER} without a session and without an initialize before it: all that it needs is in its _meta.`;
