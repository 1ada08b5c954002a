/** Bodies that are not what their headers say: shorter than Content-Length, or no JSON under a type of JSON. */
import { readJson } from '../json/read.ts';
import type { NoAnswer } from '../model.ts';
import { thousands } from '../text/plural.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { announcedBytes, type BodyText, type BrokenOff, type Reply } from './http-request.ts';

/** A whole message, and Content-Length promises more: clients wait for the rest. */
export function shortBody({ headers }: Reply, { text, bytes, oversize }: BodyText): NoAnswer | undefined {
  const detail = missing(headers, bytes);
  if (detail === undefined || oversize || !('value' in readJson(text))) return undefined;
  return { reason: 'unreadable', rule: 'body-short', excerpt: text.slice(0, LONGEST_QUOTE), detail };
}

/** Why a body broke off, and how much of it had come. */
export function breakOf({ headers }: Reply, { code, message, part }: BrokenOff): string {
  return [code ?? message, part && missing(headers, part.bytes)].filter(Boolean).join('; ');
}

function missing(headers: Reply['headers'], bytes: number): string | undefined {
  const announced = announcedBytes(headers);
  if (announced === undefined || announced <= bytes) return undefined;
  return `${thousands(bytes)} of the ${thousands(announced)} bytes that Content-Length announces came`;
}
