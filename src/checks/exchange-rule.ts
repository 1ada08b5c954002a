/** Rules that hold for every request of ours, whatever it asks: one detection, used for the opening, tools/list and calls. */

import type { Exchange, RuleInfo, Surroundings } from '../model.ts';
import { type Check, defineCheck, type Note } from './check.ts';
import { clip } from './evidence.ts';
import { oncePer } from './once-per.ts';
import type { CallSubject, ConnectSubject, ListSubject } from './subjects.ts';

/** What was asked, in words, and how long we waited. */
export interface Asked {
  readonly what: string;
  /** A tool was called, whose failure has a form of its own (isError). */
  readonly isToolCall?: boolean;
  readonly timeoutMs?: number;
  readonly around?: Surroundings;
}

export interface ExchangeRule extends RuleInfo {
  readonly judge: (exchange: Exchange, asked: Asked, add: (note: Note) => void) => void;
}

export function atConnect(rule: ExchangeRule): Check<ConnectSubject> {
  return defineCheck<ConnectSubject>({
    ...rule,
    inspect: ({ opening, connectTimeoutMs, surroundings: around }, add) => {
      if (!opening) return;
      const asked = { what: opening.method, timeoutMs: connectTimeoutMs, ...(around ? { around } : {}) };
      rule.judge(opening, asked, add);
    },
  });
}

export function atList(rule: ExchangeRule): Check<ListSubject> {
  return defineCheck<ListSubject>({
    ...rule,
    inspect: (subject, add) => {
      for (const { what, exchange } of listExchanges(subject)) rule.judge(exchange, { what }, add);
    },
  });
}

export function atCall(rule: ExchangeRule, concerns?: Check<CallSubject>['concerns']): Check<CallSubject> {
  return defineCheck<CallSubject>({
    ...rule,
    ...(concerns ? { concerns } : {}),
    inspect: (subject, add) => rule.judge(subject.exchange, askedBy(subject), add),
  });
}

/** Many rules ask for the same words. */
const askedBy = oncePer((subject: CallSubject): Asked => {
  return { what: callName(subject), isToolCall: subject.kind === 'call', timeoutMs: subject.timeoutMs };
});

export const TEMPLATES = 'resources/templates/list';

/** Every request of the list step: the pages, the other lists, the second tools/list. */
export const listExchanges = oncePer(
  ({ pages, others = [], templates, again }: ListSubject): readonly { what: string; exchange: Exchange }[] => [
    ...pages.map(({ exchange }, index) => ({ what: pageName(index), exchange })),
    ...others.map(({ method: what, exchange }) => ({ what, exchange })),
    ...(templates ? [{ what: TEMPLATES, exchange: templates }] : []),
    ...(again ? [{ what: 'the second tools/list', exchange: again }] : []),
  ],
);

/** The rule without its detection. */
export function infoOf(rule: RuleInfo): RuleInfo {
  const info: Record<string, unknown> = {};
  for (const key in rule) {
    const value = rule[key as keyof RuleInfo] as unknown;
    if (value !== undefined && typeof value !== 'function') info[key] = value;
  }
  return info as unknown as RuleInfo;
}

export function pageName(index: number): string {
  return index === 0 ? 'tools/list' : `page ${index + 1} of tools/list`;
}

export function callName({ kind, target }: CallSubject): string {
  const name = JSON.stringify(clip(target, 100));
  if (kind === 'resource') return `the read of resource ${name}`;
  if (kind === 'request') return `the request ${clip(target, 100)}`;
  return kind === 'prompt' ? `the request for prompt ${name}` : `the call of ${name}`;
}
