/** How the wire to the server of a plan is opened. Each transport is loaded only when it is used. */
import type { Plan, ServerSpec } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Credentials } from '../wire/credentials.ts';
import type { Parent } from '../wire/parent.ts';
import type { Wire, WireListener } from '../wire/wire.ts';
import type { Hosted } from './hosted-app.ts';

/** Who knows a session's id is in it. A short one is a counter or a word. */
export const SESSION = 'Mcp-Session-Id';
const SESSION_LENGTH = 16;

export async function openWire(
  { server, limits }: Pick<Plan, 'server' | 'limits'>,
  redactor: Redactor,
  parent: Parent,
  hosted?: Hosted,
  credentials?: Credentials,
): Promise<(listener: WireListener) => Wire> {
  if (server.transport === 'stdio') {
    const { openStdio } = await import('../wire/stdio.ts');
    return (listener) => openStdio(server, limits.messageBytes, listener, parent);
  }
  const open = server.legacySse
    ? (await import('../session/legacy-sse.ts')).openLegacySse
    : (await import('../wire/http.ts')).openHttp;
  const onSession = (value: string) => value.length >= SESSION_LENGTH && redactor.add({ name: SESSION, value });
  const options = { server, limitBytes: limits.messageBytes, onSession, ...(credentials ? { credentials } : {}) };
  return (listener) => open({ ...options, listener, ...hosted });
}

/** The tokens that come are secrets from then on. */
export async function credentialsFor(
  server: ServerSpec,
  redactor: Redactor,
  parent: Parent,
): Promise<Credentials | undefined> {
  if (server.transport !== 'http' || !server.auth) return undefined;
  const { credentialsOf } = await import('../session/oauth/credentials.ts');
  return credentialsOf(server, server.auth, redactor.add, parent);
}
