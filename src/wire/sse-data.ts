/** Events that hold a message which clients do not see: another name than "message", data that is not one message as JSON. */
import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import type { SseEvent } from './sse.ts';

export interface EventFault {
  readonly rule: 'sse-event-name' | 'sse-data' | 'sse-unterminated';
  /** In words. */
  readonly detail: string;
  /** What was meant. */
  readonly messages: readonly Readonly<Record<string, unknown>>[];
}

/** Undefined where clients see what is in it, and where nothing that could be a message is. */
export function eventFault(event: SseEvent): EventFault | undefined {
  return misnamed(event) ?? encodedTwice(event) ?? spread(event) ?? behindText(event) ?? joined(event);
}

/** The SDKs' clients take events without a name, and those named "message" (WHATWG HTML, section 9.2.6: the default). */
function misnamed({ name, data }: SseEvent): EventFault | undefined {
  if (!isForeign(name)) return undefined;
  const detail = `the event is named ${JSON.stringify(excerpt(name, LONGEST_QUOTE))}`;
  return faultFor('sse-event-name', detail, jsonOf(data));
}

export function isForeign(name: string | undefined): name is string {
  return name !== undefined && name !== '' && name !== 'message';
}

function encodedTwice({ data }: SseEvent): EventFault | undefined {
  const text = data.startsWith('"') ? jsonOf(`[${data}]`) : undefined;
  const inner = Array.isArray(text) && text.length === 1 ? text[0] : undefined;
  if (typeof inner !== 'string') return undefined;
  return faultFor('sse-data', 'it is a JSON string that holds the message: it was encoded twice', jsonOf(inner));
}

/** The parser drops lines that are no field. */
function spread({ data, strays }: SseEvent): EventFault | undefined {
  if (strays.length === 0) return undefined;
  const detail = `its JSON goes on in ${strays.length === 1 ? 'a line' : `${strays.length} lines`} without "data:"`;
  return faultFor('sse-data', detail, jsonOf([data, ...strays].join('\n')));
}

function behindText({ data }: SseEvent): EventFault | undefined {
  if (/^\s*[{["]/.test(data)) return undefined;
  const start = data.search(/\{\s*"(?:jsonrpc|id|result|error)"\s*:/);
  if (start <= 0) return undefined;
  return faultFor('sse-data', 'other text stands before the message', jsonOf(data.slice(start)));
}

/** The parser joins the data of events that no blank line parts. */
function joined({ data }: SseEvent): EventFault | undefined {
  if (!data.includes('\n') || jsonOf(data) !== undefined) return undefined;
  const messages: EventFault['messages'][number][] = [];
  for (const line of data.split('\n')) {
    const message = jsonOf(line);
    if (!isWhole(message)) return undefined;
    messages.push(message);
  }
  const detail = `${messages.length} messages come as one event: no blank line parts them`;
  return { rule: 'sse-unterminated', detail, messages };
}

function faultFor(rule: EventFault['rule'], detail: string, value: unknown): EventFault | undefined {
  return isWhole(value) ? { rule, detail, messages: [value] } : undefined;
}

function isWhole(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && value['jsonrpc'] !== undefined && ('method' in value || 'id' in value);
}

/** The lines of an event, much as they came. */
export function linesOf({ name, data, strays }: SseEvent): string {
  const lines = data.split('\n').map((line) => `data: ${line}`);
  return [...(name === undefined ? [] : [`event: ${name}`]), ...lines, ...strays].join('\n');
}
