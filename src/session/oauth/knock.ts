/** Does the server let us in? Many let anybody shake hands, and want credentials for what comes after. */
import type { HttpServer } from '../../model.ts';
import { within } from '../../waiting.ts';
import { type Answer, HttpClient, isOk } from '../../wire/http-client.ts';
import { MESSAGE_HEADERS } from '../../wire/http-request.ts';
import { challengeOf } from './token-source.ts';

const TIMEOUT_MS = 15_000;
/** An answer that is longer, or an event stream that stays open for longer, is not waited for. */
const MOST_BYTES = 64 * 1024;
const PATIENCE_MS = 3000;

const PROTOCOL = '2025-11-25';
const clientInfo = { name: 'mcp-smoke', version: '0' };
/** One after the other, up to the first that is refused. */
const MESSAGES: readonly object[] = [
  { id: 1, method: 'initialize', params: { protocolVersion: PROTOCOL, capabilities: {}, clientInfo } },
  { method: 'notifications/initialized' },
  { id: 2, method: 'tools/list', params: {} },
];

export interface Refusal extends ReturnType<typeof challengeOf> {
  readonly status: number;
}

/** Undefined where it is not for lack of credentials that it refuses, if it does. Rejects with Unreached. */
export async function knock(url: string, accessToken?: string): Promise<Refusal | undefined> {
  const headers: Record<string, string> = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const server: HttpServer = { transport: 'http', url, headers };
  const client = new HttpClient(server);
  try {
    for (const message of MESSAGES) {
      const refusal = await ask(client, message);
      if (refusal) return refusal;
    }
    if (client.sessionId !== undefined) await client.endSession();
    return undefined;
  } finally {
    client.end();
  }
}

async function ask(client: HttpClient, message: object): Promise<Refusal | undefined> {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  const answer = await client.request({ method: 'POST', headers: MESSAGE_HEADERS, body, timeoutMs: TIMEOUT_MS });
  await read(answer);
  if (isOk(answer.reply)) {
    client.keepSession(answer);
    client.protocol ??= PROTOCOL;
  }
  const { status, headers } = answer.reply;
  const isRefusal = status === 401 || (status === 403 && headers['www-authenticate'] !== undefined);
  return isRefusal ? { status, ...challengeOf(answer.reply) } : undefined;
}

/** The next message comes when this one has been answered; what the answer is does not matter. */
async function read({ reply }: Answer): Promise<void> {
  const whole = reply.text(MOST_BYTES).catch(() => undefined);
  await within(PATIENCE_MS, whole);
  reply.discard();
}
