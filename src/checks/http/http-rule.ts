/** A rule about one fault of an HTTP exchange: its wording; `fault.ts` tells the faults apart. */
import type { Exchange, HttpExchange, RuleInfo, Surroundings } from '../../model.ts';
import type { Note } from '../check.ts';
import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { type HttpFault, httpFault, httpOf } from './fault.ts';
import { type Framework, frameworkOf, inItsWords } from './framework.ts';

/** What was asked, as the subject of a sentence, and what came. */
export interface Told {
  readonly what: string;
  readonly exchange: Exchange;
  readonly isOpening: boolean;
  readonly http: HttpExchange;
  readonly around: Surroundings;
  /** What the server is written with, where that can be told. */
  readonly framework: Framework | undefined;
  /** The body, quoted, where there is one. */
  readonly body: { readonly evidence?: string };
}

/** What a refusal by the transport looks like above it. */
const REFUSALS = ['initialize-refused', 'list-failed', 'unexpected-status', 'initialize-hang'];

export function httpRule(rule: RuleInfo & { readonly id: HttpFault }, tell: (told: Told) => Note): ExchangeRule {
  return {
    ...rule,
    explains: [...REFUSALS, ...(rule.explains ?? [])],
    judge: (exchange, { what, around = {} }, add) => {
      if (httpFault(exchange, around) !== rule.id) return;
      const http = httpOf(exchange)!;
      const body = http.bodyExcerpt.trim() === '' ? {} : { evidence: quoted(http.bodyExcerpt) };
      const framework = frameworkOf(http, exchange.stderr);
      const isOpening = exchange.isOpening === true;
      add(tell({ what: capital(what), exchange, isOpening, http, around, framework, body }));
    },
  };
}

/** A fault that one sentence tells: `told` goes on where "the call of x" or "initialize" stands. */
interface FaultRow extends RuleInfo {
  readonly id: HttpFault;
  readonly told: (http: HttpExchange) => string;
  /** The hint for a server of which more is known. */
  readonly words?: Readonly<Partial<Record<Framework, string>>>;
}

export function faultRule({ told, words = {}, ...rule }: FaultRow): ExchangeRule {
  return httpRule(rule, ({ what, http, framework, body }) => ({
    message: `${what}${told(http)}`,
    ...inItsWords(framework, words),
    // What a redirect has as its body says nothing more.
    ...(http.status < 400 ? {} : body),
  }));
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
