/** What stands in the texts that a model reads and people do not see, or should not say: one finding a rule for each tool. */

import type { RuleInfo } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { type Check, defineCheck } from '../check.ts';
import { quotedLines } from '../evidence.ts';
import { notChecked } from '../not-checked.ts';
import { oncePer } from '../once-per.ts';
import type { ConnectSubject, ListSubject } from '../subjects.ts';
import { cluesIn, hasNone } from './clues.ts';
import { judgeText, type TextFault, type TextRule } from './judge.ts';
import { partsOfLists, partsOfOpening, type ReadPart, textsOf } from './read-texts.ts';

interface Rule extends RuleInfo {
  readonly id: TextRule;
}

const rules: readonly Rule[] = [
  {
    id: 'hidden-in-name',
    level: 'error',
    explains: ['name-charset', 'prop-name-long'],
    title: 'A name holds characters that nobody sees.',
    hint: 'Write the name anew, by keyboard: a model must repeat it to the letter, and two names that look alike are one for people.',
  },
  {
    id: 'hidden-text',
    level: 'error',
    otherLevels: ['warning'],
    title: 'A text holds characters that people do not see and a model reads.',
    plain: 'A description holds text that is hidden from people.',
    hint: 'Take the characters out (the place and their numbers are named), and find out who put them there: so are orders hidden from those who review a server.',
  },
  {
    id: 'control-characters',
    level: 'error',
    otherLevels: ['warning'],
    title: 'A text that a model reads holds control characters or codes for terminals.',
    hint: 'Write descriptions as plain text. In Python, a docstring with a backslash (\\b, \\f) needs r"""…"""; take colours out of help that is reused.',
  },
  {
    id: 'html-comment',
    level: 'warning',
    otherLevels: ['error'],
    title: 'A text that a model reads holds an HTML comment.',
    hint: 'Take the comment out, or say it openly: hosts do not show it, and the model takes it for a part of the description.',
  },
  {
    id: 'orders-to-model',
    level: 'warning',
    title: 'A text gives the model orders that go beyond its tool, or are kept from the user.',
    hint: 'Describe what the tool does and when to use it. If the sentence is meant well, say it another way or set "rules: { orders-to-model: off }".',
  },
];

export const textChecksOfLists = checksOf<ListSubject>(partsOfLists);
export const textChecksOfOpening = checksOf<ConnectSubject>(partsOfOpening);

/** Characters of one list: what is told of a longer one is enough. */
const MOST_CHARACTERS = 2_000_000;

interface Judged {
  readonly faults: readonly TextFault[];
  /** Texts that were not looked at. */
  readonly left: number;
}

function checksOf<Subject extends object>(partsOf: (subject: Subject) => readonly ReadPart[]): Check<Subject>[] {
  // All rules look at the same texts.
  const judge = oncePer((subject: Subject) => judgeAll(partsOf(subject)));
  const unread = defineCheck<Subject>({
    ...notChecked,
    isToldAlong: true,
    inspect: (subject, add) => {
      const { left } = judge(subject);
      if (left > 0) add({ message: `In ${plural(left, 'text')} of the lists, nothing that is hidden was looked for.` });
    },
  });
  return [...rules.map((rule) => textCheck(rule, judge)), unread];
}

function judgeAll(parts: readonly ReadPart[]): Judged {
  const clues = cluesIn(parts.map(({ value }) => value));
  if (hasNone(clues)) return { faults: [], left: 0 };
  const texts = textsOf(parts);
  const faults: TextFault[] = [];
  let characters = 0;
  for (const [index, text] of texts.entries()) {
    characters += text.text.length;
    if (characters > MOST_CHARACTERS) return { faults, left: texts.length - index };
    faults.push(...judgeText(text, clues));
  }
  return { faults, left: 0 };
}

function textCheck<Subject>(rule: Rule, judge: (subject: Subject) => Judged): Check<Subject> {
  return defineCheck<Subject>({
    ...rule,
    inspect: (subject, add) => {
      const ofOwners = new Map<string, TextFault[]>();
      for (const fault of judge(subject).faults) {
        if (fault.rule !== rule.id) continue;
        const before = ofOwners.get(fault.source.owner);
        if (before) before.push(fault);
        else ofOwners.set(fault.source.owner, [fault]);
      }
      for (const faults of ofOwners.values()) add(noteOf(faults));
    },
  });
}

/** The gravest of an owner is told, the others stand in the evidence. */
function noteOf(faults: readonly TextFault[]) {
  const first = faults.find(({ level }) => level === 'error') ?? faults[0]!;
  const { told, level, source } = first;
  const places = new Set(faults.map((fault) => fault.source.where())).size - 1;
  const more = places === 0 ? '' : `, and more in ${places} other ${places === 1 ? 'place' : 'places'}`;
  return {
    message: `In the ${source.part} of ${source.owner}, ${told}${more}.`,
    level,
    where: source.where(),
    evidence: quotedLines([first, ...faults.filter((one) => one !== first)].map(({ shown }) => shown)),
  };
}
