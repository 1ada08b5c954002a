import type { Level } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isError, type Part, placeName, resultOf, structuredStrings, textsOf } from './result.ts';

/** In a longer text it may be quoted from somewhere: a log, a file, documentation. */
const OWN_TEXT = 1000;
const SCANNED = 100_000;
const MAX_NOTES = 3;

const ADDRESS = /<[\w.]{1,200}(?:\[[\w., ]{0,100}\])? object at 0x[0-9a-fA-F]{4,16}>/;
const UNAWAITED =
  /<(?:coroutine|async_generator|generator) object [\w.<>]{1,200} at 0x|<(?:bound method|function|Task|Future) [^\n>]{1,200} at 0x/;
const JS_OBJECT = /^(?:\[object (?:Object|Promise)\][,\s]*)+$/;
const DATACLASS = /^[A-Z]\w{0,100}\([a-z_]\w{0,100}=[^\n]*\)$/;
const DATETIME = /\bdatetime\.(?:datetime|date|timedelta)\(\w/;

export const reprLeak = defineCheck<CallSubject>({
  id: 'repr-leak',
  level: 'error',
  otherLevels: ['warning'],
  title: 'A result shows how the program prints an object instead of its data.',
  hint: 'Return a dict, list or model (or its JSON); await a coroutine before you return it; JSON.stringify an object.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = resultOf(subject);
    if (!result || isError(result)) return;
    const parts = [...textsOf(subject), ...(subject.kind === 'call' ? structuredStrings(result) : [])];
    const leaks = parts.flatMap((part) => leakIn(part, subject));
    for (const { text, where, level, excerpt } of leaks.slice(0, MAX_NOTES)) {
      add({
        message: `In the answer to ${callName(subject)}, ${placeName(where)} ${text}.`,
        where,
        level,
        evidence: excerpt,
      });
    }
  },
});

interface Leak {
  readonly text: string;
  readonly where: string;
  readonly level: Level;
  readonly excerpt: string;
}

function leakIn({ value, where }: Part<string>, { kind }: CallSubject): Leak[] {
  const text = value.slice(0, SCANNED).trim();
  const own = value.length <= OWN_TEXT && kind === 'call';
  const level = own ? 'error' : 'warning';
  const address = (ADDRESS.exec(text) ?? UNAWAITED.exec(text))?.index;
  if (address !== undefined) {
    const excerpt = quoted(text.slice(Math.max(0, address - 40), address + 200), 300);
    return [{ text: 'holds the printed form of an object', where, level, excerpt }];
  }
  if (text.length < OWN_TEXT * 10 && JS_OBJECT.test(text)) {
    return [{ text: 'is an object turned into a string', where, level, excerpt: quoted(text, 300) }];
  }
  if (own && (DATACLASS.test(text) || DATETIME.test(text))) {
    return [
      { text: "looks like Python's printed form of an object", where, level: 'warning', excerpt: quoted(text, 300) },
    ];
  }
  return [];
}
