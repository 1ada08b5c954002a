/** The wire to the server of one plan, and what the server wants to see of us before it talks. */
import type { Plan, ServerSpec } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Credentials } from '../wire/http-client.ts';
import type { Wire, WireListener } from '../wire/wire.ts';
import type { Hosted } from './hosted-app.ts';

/** Who knows a session's id is in it. A short one is a counter or a word. */
export const SESSION = 'Mcp-Session-Id';
const SESSION_LENGTH = 16;

/** Each transport is loaded only when it is used. */
export async function wireFor(
  plan: Plan,
  redactor: Redactor,
  hosted?: Hosted,
  credentials?: Credentials,
): Promise<(listener: WireListener) => Wire> {
  const { server, limits } = plan;
  if (server.transport === 'stdio') {
    const { openStdio } = await import('../wire/stdio.ts');
    return (listener) => openStdio(server, limits.messageBytes, listener);
  }
  const open = server.legacySse
    ? (await import('../session/legacy-sse.ts')).openLegacySse
    : (await import('../wire/http.ts')).openHttp;
  const onSession = (value: string) => value.length >= SESSION_LENGTH && redactor.add({ name: SESSION, value });
  const options = { server, limitBytes: limits.messageBytes, onSession, ...(credentials ? { credentials } : {}) };
  return (listener) => open({ ...options, listener, ...hosted });
}

/** The tokens that come are secrets from then on. */
export async function credentialsFor(server: ServerSpec, redactor: Redactor): Promise<Credentials | undefined> {
  if (server.transport !== 'http' || !server.auth) return undefined;
  const { clientCredentials } = await import('../session/oauth.ts');
  return clientCredentials(server, server.auth, (value) => redactor.add({ name: 'access token', value }));
}
