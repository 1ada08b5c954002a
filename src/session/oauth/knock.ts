/** One initialize: does the server let us in? */
import type { HttpServer } from '../../model.ts';
import { HttpClient } from '../../wire/http-client.ts';
import { MESSAGE_HEADERS } from '../../wire/http-request.ts';
import { challengeOf } from './token-source.ts';

const TIMEOUT_MS = 15_000;
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'mcp-smoke', version: '0' } },
};

export interface Refusal extends ReturnType<typeof challengeOf> {
  readonly status: number;
}

/** Undefined where it is not for lack of credentials that it refuses, if it does. Rejects with Unreached. */
export async function knock(url: string, accessToken?: string): Promise<Refusal | undefined> {
  const headers: Record<string, string> = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const server: HttpServer = { transport: 'http', url, headers };
  const client = new HttpClient(server);
  try {
    const asked = { method: 'POST', headers: MESSAGE_HEADERS, body: JSON.stringify(INITIALIZE), timeoutMs: TIMEOUT_MS };
    const answer = await client.request(asked);
    answer.reply.discard();
    client.keepSession(answer);
    if (client.sessionId !== undefined) await client.endSession();
    const { status, headers } = answer.reply;
    const isRefusal = status === 401 || (status === 403 && headers['www-authenticate'] !== undefined);
    return isRefusal ? { status, ...challengeOf(answer.reply) } : undefined;
  } finally {
    client.end();
  }
}
