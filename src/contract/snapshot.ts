/** An answer that is kept, and one that came against it. */
import type { Json } from '../model.ts';
import { asKept } from './redacted.ts';

/** One of the three: structuredContent or JSON; text; what is neither, as it came. */
export interface KeptAnswer {
  readonly structured?: Json;
  readonly text?: Json;
  readonly result?: Json;
}

export interface Answer {
  readonly structured: unknown;
  readonly text: string;
  readonly result?: unknown;
}

const LARGEST = 256 * 1024;

/** What of an answer is kept: that which `$` means in `structured:` of the smoke file, where there is any. */
export function keptAnswer({ structured, text, result }: Answer): KeptAnswer {
  if (structured !== undefined) return { structured: structured as Json };
  return result === undefined || isTextAlone(result) ? { text } : { result: result as Json };
}

/** Images and the like are no text. */
function isTextAlone(result: unknown): boolean {
  const { content, contents, messages } = (result ?? {}) as Record<string, unknown>;
  const contentOf = (message: unknown) => (message as { content?: unknown } | null)?.content;
  const said = Array.isArray(messages) ? messages.map(contentOf) : [];
  const parts = [content ?? [], contents ?? [], ...said].flat() as unknown[];
  return parts.every((part) => typeof (part as { text?: unknown } | null)?.text === 'string');
}

export function isTooLarge(answer: KeptAnswer): boolean {
  return JSON.stringify(answer).length > LARGEST;
}

export interface AnswerDifference {
  readonly expected: Json | undefined;
  readonly received: Json | undefined;
}

/** Undefined where it is the same, but for what a secret stood in. Both without what is ignored. */
export function differenceFrom(kept: KeptAnswer, now: KeptAnswer): AnswerDifference | undefined {
  const [expected, received] = [valueIn(kept), asKept(valueIn(kept), valueIn(now))];
  const isSame = kindOf(kept) === kindOf(now) && canonical(expected) === canonical(received);
  return isSame ? undefined : { expected, received };
}

function valueIn({ structured, text, result }: KeptAnswer): Json {
  return structured ?? text ?? result ?? null;
}

function kindOf(answer: KeptAnswer): string {
  return Object.keys(answer)[0] ?? '';
}

/** As JSON, with keys in order. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
