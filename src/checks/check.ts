/** What a check is: one rule of the failure catalogue, its wording and its detection together. */
import type { Level, RawFinding, RuleInfo } from '../model.ts';
import { oncePer } from './once-per.ts';

/** What a check says of its subject; the rest of the finding comes from the rule. */
export interface Note {
  readonly message: string;
  readonly evidence?: string;
  readonly where?: string;
  readonly instead?: string;
  /** Where the rule's own does not fit: one of its `otherLevels`. */
  readonly level?: Level;
  readonly hint?: string;
  /** The same where there is no smoke file. */
  readonly probeHint?: string;
}

/** Pure and synchronous. `inspect` adds a note for each place where `subject` breaks the rule. */
export interface Check<Subject> extends RuleInfo {
  /** Holds for all that the rule may tell of; rules in a row that have the same one are passed over together. */
  readonly concerns?: (subject: Subject) => boolean;
  readonly inspect: (subject: Subject, add: (note: Note) => void) => void;
}

export function defineCheck<Subject>(check: Check<Subject>): Check<Subject> {
  return check;
}

/** Runs every check of a list on one subject. */
export function inspectAll<Subject>(checks: readonly Check<Subject>[], subject: Subject): RawFinding[] {
  const findings: RawFinding[] = [];
  let current: Check<Subject>;
  // One for all: a clean call is looked at by some fifty.
  const add = (note: Note) => {
    findings.push(toFinding(current, note));
  };
  for (const { concerns, members } of groupsOf(checks))
    if (!concerns || concerns(subject)) for (current of members) current.inspect(subject, add);
  return findings;
}

interface Group<Subject> {
  readonly concerns: Check<Subject>['concerns'];
  readonly members: Check<Subject>[];
}

const groupsOf = oncePer(<Subject>(checks: readonly Check<Subject>[]): readonly Group<Subject>[] => {
  const groups: Group<Subject>[] = [];
  for (const check of checks) {
    const { concerns } = check;
    const last = groups.at(-1);
    if (last && last.concerns === concerns) last.members.push(check);
    else groups.push({ concerns, members: [check] });
  }
  return groups;
});

/** A finding of `rule` with the note's words, and the rule's level and hint where the note has none. */
export function toFinding(rule: RuleInfo, note: Note): RawFinding {
  const { message, evidence, where } = note;
  const isDeclared = note.level !== undefined && rule.otherLevels?.includes(note.level);
  const level = isDeclared ? note.level! : rule.level;
  const instead = note.instead ?? (level === 'error' ? rule.plain : undefined);
  return {
    rule: rule.id,
    level,
    message,
    ...(instead === undefined ? {} : { instead }),
    hint: note.hint ?? rule.hint,
    ...(evidence === undefined ? {} : { evidence }),
    ...(where === undefined ? {} : { where }),
    ...(rule.about === undefined ? {} : { about: rule.about }),
    info: rule,
    ...(note.probeHint === undefined ? {} : { probeHint: note.probeHint }),
  };
}
