import type { Level } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { between, quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import {
  isEchoed,
  isGivenFile,
  isGivenLanguage,
  isGivenPage,
  isGivenPlace,
  isInterpreter,
  isReader,
} from './asked-for.ts';
import { showsValues } from './described.ts';
import { mayBePrinted, printedForms } from './printed-forms.ts';
import { isInQuotes, isQuotedCode } from './quoted-code.ts';
import { type Part, placeName, structuredStrings, successOf, textsOf } from './result.ts';

/** In a longer text it may be quoted from somewhere: a log, a file, documentation. */
const OWN_TEXT = 1000;
/** What fills the whole text is told up to this length. */
const WHOLE_TEXT = 20_000;
const SCANNED = 100_000;
const MAX_NOTES = 3;

/** A class of a function has `<locals>` in its name; a lock says whether it is held. */
const ADDRESS =
  /<(?:(?:un)?locked )?(?:[\w.]|<locals>){1,200}(?:\[[\w., ]{0,100}\])? object (?:owner=\d{1,20} count=\d{1,9} )?at 0x[0-9a-fA-F]{4,16}>/;
const UNAWAITED =
  /<(?:coroutine|async_generator|generator) object [\w.<>]{1,200} at 0x[0-9a-f]{0,16}>?|<(?:bound method|function|Task|Future) (?:[^\n>]|(?<=<(?:locals|lambda))>){1,200} at 0x[0-9a-f]{0,16}>?/;
const WITHOUT_ADDRESS =
  /<_io\.(?:TextIOWrapper|FileIO|Buffered(?:Reader|Writer|Random)) name=[^\n>]{1,300}>|<re\.Match object; span=\(\d{1,9}, \d{1,9}\), match=[^\n]{1,300}>/;
/** No file holds that and nothing else. */
const NOT_AWAITED = /^(?:\[object Promise\]|<(?:coroutine|async_generator) object )/;
/** Of other languages: Go fills what is Go's. */
const TEMPLATE = /\$\{\w|\{\{|%s\b|%\(\w/;
/** Within a sentence it may be meant: a warning. */
const IN_SENTENCE =
  /\[object (?:Object|Promise)\]|(?<![\w.@/-])(?:[a-z]\w{0,60}\.){1,10}[A-Z][\w$]{0,100}@(?!(?:19|20)\d{6}\b)[0-9a-f]{5,8}(?![\w.@-])|%![a-zA-Z]\((?:[\w.*]{1,60}=|MISSING|<nil>)[^)\n]{0,100}\)?/;

export const reprLeak = defineCheck<CallSubject>({
  id: 'repr-leak',
  level: 'error',
  otherLevels: ['warning'],
  title: 'A result shows how the program prints an object instead of its data.',
  plain: 'The answer shows how the program prints an object instead of what is in it.',
  hint: 'Return a dict, list or model (or its JSON); await a coroutine before you return it; JSON.stringify an object.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (!result) return;
    for (const { text, where, level, excerpt } of leaksIn(subject, result)) {
      const message = `In the answer to ${callName(subject)}, ${placeName(where)} ${text}.`;
      add({ message, where, level, evidence: excerpt });
    }
  },
});

interface Leak {
  readonly text: string;
  readonly where: string;
  readonly level: Level;
  readonly excerpt: string;
}

/** Structured content says the same as the text, where both are there; the more certain one is told. */
function leaksIn(subject: CallSubject, result: Record<string, unknown>): Leak[] {
  const leaks = firstLeaks(textsOf(subject), subject);
  if (subject.kind !== 'call' || leaks.some(isCertain)) return leaks;
  const deep = firstLeaks(structuredStrings(result), subject);
  return leaks.length === 0 || deep.some(isCertain) ? deep : leaks;
}

function firstLeaks(parts: readonly Part<string>[], subject: CallSubject): Leak[] {
  const leaks: Leak[] = [];
  for (const part of parts) {
    leaks.push(...leakIn(part, subject));
    if (leaks.length >= MAX_NOTES) break;
  }
  return leaks;
}

const isCertain = ({ level }: Leak) => level === 'error';

function leakIn(part: Part<string>, subject: CallSubject): Leak[] {
  const leak = objectIn(part, subject) ?? (subject.kind === 'call' ? (wholeForm(part) ?? inSentence(part)) : undefined);
  if (!leak || isMeant(leak, part, subject)) return [];
  const mayHoldIt = isGivenFile(subject) || isGivenPage(subject) || isGivenPlace(subject);
  return [{ ...leak, level: mayHoldIt ? 'warning' : leak.level, where: part.where }];
}

/** What stands in a text of others is theirs; what is the whole text is the tool's own, unless a file may hold it. */
function isMeant({ found, level }: Found, { value }: Part<string>, subject: CallSubject): boolean {
  if (isInterpreter(subject) || showsValues(subject) || isEchoed(subject, found.slice(0, 200))) return true;
  if (level === 'warning' && isGivenLanguage(subject)) return true;
  if (found !== value.trim()) return isReader(subject);
  return isGivenFile(subject) && !NOT_AWAITED.test(found);
}

type Found = Omit<Leak, 'where'> & { readonly found: string };

function objectIn({ value }: Part<string>, { kind }: CallSubject): Found | undefined {
  const text = value.slice(0, SCANNED).trim();
  const match =
    (text.includes(' at 0x') ? (ADDRESS.exec(text) ?? UNAWAITED.exec(text)) : null) ??
    (/<_io\.|<re\.Match /.test(text) ? WITHOUT_ADDRESS.exec(text) : null);
  if (!match || isQuotedCode(text, match.index, match.index + match[0].length)) return undefined;
  const level = value.length <= OWN_TEXT && kind === 'call' ? 'error' : 'warning';
  const excerpt = quoted(between(text, match.index - 40, match.index + 200), 300);
  return { text: 'holds the printed form of an object', level, excerpt, found: match[0] };
}

function wholeForm({ value, where }: Part<string>): Found | undefined {
  if (value.length > WHOLE_TEXT || !mayBePrinted(value)) return undefined;
  const isDeep = where.startsWith('/structuredContent');
  // What pandas prints begins with blanks.
  const trimmed = value.trim();
  const form = printedForms.find(({ is, deep }) => (!isDeep || deep) && (is(trimmed) || is(value)));
  return form && { text: form.says, level: form.level, excerpt: quoted(trimmed, 300), found: trimmed };
}

function inSentence({ value }: Part<string>): Found | undefined {
  const match = value.length <= OWN_TEXT && /[@%[]/.test(value) ? IN_SENTENCE.exec(value) : null;
  if (!match) return undefined;
  const end = match.index + match[0].length;
  if (match[0].startsWith('%') && TEMPLATE.test(value)) return undefined;
  const isJson = /^\s*[[{]["[{]/.test(value);
  if (isQuotedCode(value, match.index, end) || (!isJson && isInQuotes(value, match.index, end))) return undefined;
  const text = 'holds an object turned into a string';
  return { text, level: 'warning', excerpt: quoted(value, 300), found: match[0] };
}
