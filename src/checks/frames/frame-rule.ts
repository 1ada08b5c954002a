/** Rules about frames: unreadable answers, unreadable lines, and what the session notes on envelopes and ids. */
import { isObject } from '../../json/kind.ts';
import type { Frame, Irregularity, RuleInfo } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { type Check, defineCheck, type Note } from '../check.ts';
import { clip, quoted, quotedLines } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import type { FramesSubject } from '../subjects.ts';

const MAX_NOTES = 5;

/** `told` ends the sentence "The answer to tools/list …". */
export interface FrameRule extends RuleInfo {
  readonly told?: string;
  /** What else is known makes it no fault of its own. */
  readonly isExcused?: (subject: FramesSubject) => boolean;
}

/** An answer that came and cannot be read, where the session named a rule that `owns` accepts. */
export function unreadableAnswer(rule: FrameRule, owns = (id: string) => id === rule.id): ExchangeRule {
  return {
    ...rule,
    judge: ({ outcome }, { what }, add) => {
      if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'unreadable' || !owns(outcome.why.rule)) return;
      const { excerpt, detail } = outcome.why;
      const more = detail === undefined ? '' : ` (${clip(detail, 300)})`;
      add({ message: `The answer to ${what} ${rule.told ?? 'cannot be read'}${more}.`, evidence: quoted(excerpt) });
    },
  };
}

/** Something came that is no plain answer: all rules of frames are about that. */
export function isOdd({ frames, irregularities }: FramesSubject): boolean {
  return irregularities.length > 0 || frames.some((frame) => frame.direction === 'in' && !isPlainAnswer(frame));
}

function isPlainAnswer({ kind, framing, problem, message }: Frame): boolean {
  const isPlain = kind === 'message' && framing === undefined && problem === undefined;
  return isPlain && isObject(message) && message['method'] === undefined;
}

/** Irregularities under the rule's id, and lines of stdout that are of its class. */
export function inFrames(rule: FrameRule): Check<FramesSubject> {
  return defineCheck<FramesSubject>({
    ...rule,
    yields: true,
    concerns: isOdd,
    inspect: (subject, add) => {
      if (rule.isExcused?.(subject)) return;
      for (const note of irregularities(subject.irregularities, rule.id)) add(note);
      const lines = linesOf(subject, rule.id);
      if (lines.length === 0) return;
      const message = `A message on stdout ${rule.told ?? 'cannot be read'} (${plural(countOf(lines), 'line')}).`;
      add({ message, evidence: quotedFrames(lines) });
    },
  });
}

/** The lines of stdout that are of one class. */
export function linesOf({ frames }: FramesSubject, id: string): Frame[] {
  return isHttp(frames) ? [] : frames.filter(({ direction, framing }) => direction === 'in' && framing === id);
}

/** A frame may stand for many lines that are all alike. */
export function countOf(frames: readonly Frame[]): number {
  return frames.reduce((count, { lines = 1 }) => count + lines, 0);
}

export function quotedFrames(frames: readonly Frame[]): string {
  return quotedLines(
    frames.map(({ text }) => text),
    countOf(frames) - frames.length,
  );
}

/** Only frames that HTTP carried know their request; there, an exchange tells what was wrong with its body. */
export function isHttp(frames: FramesSubject['frames']): boolean {
  return frames.some(({ requestId }) => requestId !== undefined);
}

interface Seen {
  readonly first: Irregularity;
  readonly count: number;
}

/** One note for each thing that came, with all that is wrong with it, and how often that was seen. */
function irregularities(all: readonly Irregularity[], rule: string): Note[] {
  const counts = new Map<string, Seen>();
  for (const irregularity of all.filter((one) => one.rule === rule)) {
    const known = counts.get(irregularity.message);
    counts.set(irregularity.message, { first: known?.first ?? irregularity, count: (known?.count ?? 0) + 1 });
  }
  const together = new Map<string, Seen[]>();
  for (const seen of counts.values()) {
    const { message, evidence, level } = seen.first;
    const what = JSON.stringify([level, evidence ?? { message }]);
    const alike = together.get(what);
    if (alike) alike.push(seen);
    else together.set(what, [seen]);
  }
  return [...together.values()].slice(0, MAX_NOTES).map((alike) => {
    const { level, evidence } = alike[0]!.first;
    return {
      message: sentence(alike.map(said).join('; ')),
      ...(level === undefined ? {} : { level }),
      ...(evidence === undefined ? {} : { evidence: clip(evidence) }),
    };
  });
}

function said({ first, count }: Seen): string {
  return `${clip(first.message, 300)}${count > 1 ? ` (${count} times)` : ''}`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
