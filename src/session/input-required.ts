/** An answer that asks (MCP 2026-07-28, Multi Round-Trip Requests): what is in it, and what is wrong where it is the last one. */
import { isObject } from '../json/kind.ts';
import type { Irregularity, Outcome } from '../model.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { resultOf } from './dialect/dialect.ts';
import type { Host, Question } from './host.ts';

/** The requests that may be answered so. */
export const MAY_ASK: readonly string[] = ['tools/call', 'prompts/get', 'resources/read'];
const MOST_QUESTIONS = 100;
const SHOWN = 5;

export interface InputWanted {
  readonly requests: unknown;
  /** Goes back as it came. */
  readonly state: unknown;
}

/** Undefined where the outcome asks nothing. */
export function inputWanted(outcome: Outcome): InputWanted | undefined {
  const result = resultOf(outcome);
  if (result?.['resultType'] !== 'input_required') return undefined;
  return { requests: result['inputRequests'], state: result['requestState'] };
}

/** By the server's keys, as far as they are questions. */
export function questionsOf(requests: unknown): readonly (readonly [string, Question])[] {
  return entriesOf(requests).flatMap(([key, request]) =>
    isObject(request) && typeof request['method'] === 'string'
      ? [[key, { method: request['method'], params: request['params'] }] as const]
      : [],
  );
}

/** What the host says to each. A refusal has no place in inputResponses: what is refused is left out. */
export async function sayTo(
  host: Host,
  questions: ReturnType<typeof questionsOf>,
  tell: (note: Irregularity) => void,
): Promise<Readonly<Record<string, object>>> {
  const said: [string, object][] = [];
  for (const [key, question] of questions) {
    const reply = await host.answer(question);
    for (const note of reply?.notes ?? []) tell(note);
    if (reply?.result) said.push([key, reply.result]);
  }
  return Object.fromEntries(said);
}

interface Conversation {
  readonly rounds: number;
  /** So many rounds as any client goes along with. */
  readonly isOver: boolean;
  /** What was said of the questions already. */
  readonly notes: readonly Irregularity[];
}

/** There is no result, since the conversation cannot go on. */
export function judgeInput(method: string, { requests, state }: InputWanted, conversation: Conversation): Irregularity {
  const words = entriesOf(requests).slice(0, SHOWN).map(wordsOf).join('; ');
  const asked = words === '' ? '' : `: ${words}`;
  const lines = conversation.notes.flatMap(({ evidence }) => (evidence === undefined ? [] : [evidence]));
  const shown = JSON.stringify({ inputRequests: requests, requestState: state }).slice(0, LONGEST_QUOTE);
  return { rule: 'input-required', message: `${why()}${asked}`, evidence: [shown, ...lines].join('\n') };

  function why(): string {
    if (!MAY_ASK.includes(method)) return `the server answers ${method} with a question, which it may not`;
    if (conversation.isOver)
      return `the server has asked ${conversation.rounds} times, whatever it was told, and gave no result`;
    if (words === '' && state === undefined)
      return 'the server says that it needs input, and asks nothing: inputRequests and requestState are missing';
    return 'the server asks before it answers, and nothing here answers it';
  }
}

function entriesOf(requests: unknown): readonly [string, unknown][] {
  return isObject(requests) ? Object.entries(requests).slice(0, MOST_QUESTIONS) : [];
}

function wordsOf([, request]: readonly [string, unknown]): string {
  const { method, params } = isObject(request) ? request : {};
  const message =
    isObject(params) && typeof params['message'] === 'string' ? params['message'].slice(0, LONGEST_QUOTE) : undefined;
  return `${String(method).slice(0, LONGEST_QUOTE)}${message === undefined ? '' : ` ${JSON.stringify(message)}`}`;
}
