/** HTTP answers that end before the response: cleanly, or not. */
import type { Exchange, HttpExchange } from '../../model.ts';
import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { isMisencoded } from '../http/fault.ts';
import { SPEC } from '../spec.ts';

export const sseEndedNoResponse: ExchangeRule = {
  id: 'sse-ended-no-response',
  level: 'error',
  isSymptom: true,
  title: 'The HTTP answer ends without the response to the request.',
  hint: "Look at the server's log: the handler crashed, or its result could not be serialised. Clients wait for their whole time-out.",
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const { http, error } = endOf(exchange) ?? {};
    if (!http || error !== undefined) return;
    const message = `${bodyName(http)} of ${what} ended (HTTP status ${http.status}) without the response.`;
    add({ message, ...(http.bodyExcerpt === '' ? {} : { evidence: quoted(http.bodyExcerpt) }) });
  },
};

export const sseTruncated: ExchangeRule = {
  id: 'sse-truncated',
  level: 'error',
  isSymptom: true,
  title: 'The HTTP answer breaks off before the response to the request.',
  hint: "The server process died or a proxy cut the connection: look at both logs, and at the proxy's time limits.",
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const { http, error } = endOf(exchange) ?? {};
    if (!http || error === undefined || isMisencoded(exchange)) return;
    const message = `${bodyName(http)} of ${what} broke off before the response`;
    // The code of Node's parser.
    if (error.startsWith('HPE_'))
      add({ message: `${message}: what follows is not HTTP.`, evidence: quoted(error), hint: FRAMING });
    else add({ message: `${message}.`, evidence: quoted(error) });
  },
};

const FRAMING =
  'The sizes of chunks count bytes, not characters (Buffer.byteLength, len(text.encode())): let the framework or the proxy frame the body.';

function endOf({ outcome }: Exchange): { http: HttpExchange; error?: string } | undefined {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'stream-ended' ? outcome.why : undefined;
}

function bodyName({ headers }: HttpExchange): string {
  return headers['content-type']?.includes('text/event-stream') ? 'The event stream' : 'The HTTP body';
}
