import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const taskGroup = httpRule(
  {
    id: 'task-group',
    level: 'error',
    title: 'The session manager of the server does not run.',
    hint: 'Enter session_manager.run() in the lifespan of the app that mounts the server (FastMCP: lifespan=mcp_app.lifespan), once per instance.',
    spec: SPEC.http,
  },
  ({ what, http, body }) => ({
    message: `${what} got HTTP status ${http.status}: the session manager of the server was never started.`,
    ...body,
  }),
);
