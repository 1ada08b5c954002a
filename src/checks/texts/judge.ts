/** One text against all that may be hidden in it or said behind the user's back: each thing under one rule. */
import type { Level } from '../../model.ts';
import { between, clip } from '../evidence.ts';
import { bidiIn } from './bidi.ts';
import type { Clues } from './clues.ts';
import { type Comment, commentsIn, isAboutComments } from './comments.ts';
import { controlsIn } from './controls.ts';
import { type Order, ordersIn } from './orders.ts';
import type { ReadText } from './read-texts.ts';
import { shownAround } from './shown.ts';
import { type Hidden, unseenIn } from './unseen.ts';

export type TextRule = 'hidden-in-name' | 'hidden-text' | 'control-characters' | 'html-comment' | 'orders-to-model';

export interface TextFault {
  readonly rule: TextRule;
  readonly level: Level;
  /** Ends "In the description of the tool "add", ". */
  readonly told: string;
  readonly shown: string;
  readonly source: ReadText;
}

const ORDINARY = /^[\t\n\r\x20-\x7e]*$/;
/** What a terminal is sent is a value: `\x1b[A`. */
const SHORT_VALUE = 16;
const LONGEST_QUOTE = 160;
/** What is longer is no description, and told as too big. */
const LONGEST_PROSE = 100_000;

/** `clues`: of this text and others. */
export function judgeText(source: ReadText, clues: Clues): TextFault[] {
  const { text, role } = source;
  const prose = role === 'text' || role === 'value' ? proseFaults(source, clues) : [];
  if (ORDINARY.test(text)) return prose;
  const isValue = role === 'value' || role === 'example';
  if (isValue && hasNoLetters(text)) return prose;
  const unseen = [...unseenIn(text), ...bidiIn(text)].map((hidden) => fault('hidden-text', hidden, source));
  const isKey = isValue && text.length <= SHORT_VALUE;
  const controls = isKey ? [] : controlsIn(text).map((hidden) => fault('control-characters', hidden, source));
  return [...unseen, ...controls, ...prose];
}

/** Such a value is a separator or a key, and nothing else. */
function hasNoLetters(text: string): boolean {
  return /^[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}]{0,4}$/u.test(text);
}

function fault(rule: TextRule, hidden: Hidden, source: ReadText): TextFault {
  const { isCertain, count, one, many, at, says } = hidden;
  const isName = source.role === 'name';
  const isValue = source.role === 'value' || source.role === 'example';
  const spelt = says === undefined ? '' : `, spelling ${JSON.stringify(clip(says, LONGEST_QUOTE))}`;
  // A value with controls in it may be meant for a terminal.
  const isSure = isName || (isCertain && !(isValue && rule === 'control-characters'));
  return {
    rule: isName ? 'hidden-in-name' : rule,
    level: isSure ? 'error' : 'warning',
    told: `there ${count === 1 ? `is ${one}` : `are ${count} ${many}`}${spelt}`,
    shown: shownAround(source.text, at),
    source,
  };
}

/** An order inside a comment is told with the comment. */
function proseFaults(source: ReadText, { wordings }: Clues): TextFault[] {
  const text = source.text.slice(0, LONGEST_PROSE);
  const comments = text.includes('<!--') ? commentsIn(text) : [];
  const orders = ordersIn(text, source.part, wordings);
  const open = orders.find((order) => !comments.some((comment) => isIn(order, comment)));
  const order: TextFault[] = open
    ? [
        {
          rule: 'orders-to-model',
          level: 'warning',
          told: `a sentence ${open.what}: ${quotedPart(source, open.at, open.at + open.length)}`,
          shown: shownAround(source.text, open.at + Math.min(30, open.length)),
          source,
        },
      ]
    : [];
  return [...commentFaults(comments, orders, source), ...order];
}

/** The first of them; one that hides an order before all others. */
function commentFaults(comments: readonly Comment[], orders: readonly Order[], source: ReadText): TextFault[] {
  const hiding = comments.find((comment) => orders.some((order) => isIn(order, comment)));
  const comment = hiding ?? comments[0];
  if (!comment || (!hiding && isAboutComments(source.text, comments))) return [];
  const order = orders.find((one) => isIn(one, comment));
  const what = `there is an HTML comment, which hosts do not show and a model reads${order ? `; it ${order.what}` : ''}`;
  return [
    {
      rule: 'html-comment',
      level: order ? 'error' : 'warning',
      told: `${what}: ${quotedPart(source, comment.at + 4, comment.end - 3)}`,
      shown: shownAround(source.text, comment.at + 4),
      source,
    },
  ];
}

/** What stands there, with no half of a secret at its ends. */
function quotedPart({ text }: ReadText, from: number, to: number): string {
  return JSON.stringify(clip(between(text, from, to).trim(), LONGEST_QUOTE));
}

function isIn({ at }: Order, comment: Comment): boolean {
  return at >= comment.at && at < comment.end;
}
