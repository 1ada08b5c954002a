/**
 * From what was found in one step to what is told of it: levels as the user wants them, each thing once, and the root in the
 * place of what follows from it. No other place knows what explains what: the rules say so themselves.
 */
import { levelFor } from '../checks/profiles.ts';
import type { Finding, Level, Plan, RawFinding, StepStatus } from '../model.ts';

const ORDER: Record<Level, number> = { error: 0, warning: 1, info: 2 };
/** One step never tells more than this; the rest is counted. */
const MOST = 50;

/** The roots, errors first. Settling again what is settled, together with what was found later, changes nothing else. */
export function settle(findings: readonly RawFinding[], rules: Plan['rules']): Finding[] {
  if (findings.length === 0) return [];
  const levelled = findings.flatMap((finding) => withLevel(finding, levelFor(finding.rule, finding.level, rules)));
  const roots = rootsOf(countAlike(levelled)).map(({ info: _, probeHint: __, ...finding }) => withCount(finding));
  const sorted = roots.sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  return sorted.length <= MOST ? sorted : [...sorted.slice(0, MOST), andMore(sorted.slice(MOST))];
}

/** A step's findings, with what was found later. */
export function amend(told: readonly Finding[], later: readonly RawFinding[], rules: Plan['rules']): Finding[] {
  return settle(replacing(later, told), rules);
}

/** What is known better in the place of what was said under the same rule; nothing is settled yet. */
export function replacing(later: readonly RawFinding[], told: readonly RawFinding[]): RawFinding[] {
  const better = new Set(later.map(({ rule }) => rule));
  return [...later, ...told.filter(({ rule }) => !better.has(rule))];
}

/** Passed, unless an error says otherwise; what is not the server's own fault keeps it from being tested. */
export function statusOf(findings: readonly Finding[]): Extract<StepStatus, 'passed' | 'failed' | 'broken'> {
  const errors = findings.filter((finding) => finding.level === 'error');
  if (errors.some(({ about }) => about !== undefined)) return 'broken';
  return errors.length > 0 ? 'failed' : 'passed';
}

/** Whether something is found already that would explain an error of this rule, which then need not be looked for. */
export function isExplained(rule: string, findings: readonly RawFinding[]): boolean {
  return findings.some(({ level, info }) => level === 'error' && info?.explains?.includes(rule));
}

function withLevel(finding: RawFinding, level: Level | 'off'): RawFinding[] {
  return level === 'off' ? [] : [{ ...finding, level }];
}

/** Of several alike the first stays: it says in which repetition it began. */
function countAlike(findings: readonly RawFinding[]): RawFinding[] {
  const alike = new Map<string, RawFinding>();
  for (const finding of findings) {
    const identity = JSON.stringify([finding.rule, finding.message, finding.where]);
    const first = alike.get(identity);
    alike.set(identity, first ? together(first, finding) : finding);
  }
  return [...alike.values()];
}

/** As grave as the gravest of them. */
function together(first: RawFinding, other: RawFinding): RawFinding {
  const level = ORDER[other.level] < ORDER[first.level] ? other.level : first.level;
  return { ...first, level, count: (first.count ?? 1) + (other.count ?? 1) };
}

function withCount(finding: Finding): Finding {
  const { message, count = 1 } = finding;
  const times = ` (${count} times)`;
  return count === 1 || message.endsWith(times) ? finding : { ...finding, message: `${message}${times}` };
}

/** A finding without a cause among the others; those that it explains stand in `also`, and lend it the place that they know. */
function rootsOf(findings: readonly RawFinding[]): RawFinding[] {
  const causes = new Map<number, number>();
  const rootOf = (index: number): number => {
    const cause = causes.get(index);
    return cause === undefined ? index : rootOf(cause);
  };
  const kinds = firstOfEachKind(findings);
  for (const [index, finding] of findings.entries()) {
    // What explains itself by way of others stays.
    const cause = kinds.find((at) => isCause(findings[at]!, finding) && rootOf(at) !== index);
    if (cause !== undefined) causes.set(index, cause);
  }
  const followUps = new Map<number, RawFinding[]>();
  for (const index of causes.keys()) {
    const root = rootOf(index);
    const known = followUps.get(root);
    if (known) known.push(findings[index]!);
    else followUps.set(root, [findings[index]!]);
  }
  return findings.flatMap((root, index) => {
    if (causes.has(index)) return [];
    const follows = followUps.get(index);
    return [follows ? withFollowUps(root, follows) : root];
  });
}

/** There may be thousands of findings, of few kinds: all of one kind explain the same. */
function firstOfEachKind(findings: readonly RawFinding[]): number[] {
  const firsts: number[] = [];
  for (const [index, { rule, level, info }] of findings.entries()) {
    const isKnown = firsts.some((at) => {
      const first = findings[at]!;
      return first.rule === rule && first.level === level && first.info === info;
    });
    if (!isKnown) firsts.push(index);
  }
  return firsts;
}

/** A cause is as grave as what it explains, since a step must not pass for what is told of it. */
function isCause(other: RawFinding, finding: RawFinding): boolean {
  return explains(other, finding) && ORDER[other.level] <= ORDER[finding.level];
}

function explains({ rule, info }: RawFinding, other: RawFinding): boolean {
  if (rule === other.rule) return other.info?.yields === true && info?.yields !== true;
  return info?.explains?.includes(other.rule) ?? false;
}

function withFollowUps(root: RawFinding, followUps: readonly RawFinding[]): RawFinding {
  const where = root.where ?? followUps.find((one) => one.where !== undefined && one.info?.isHang)?.where;
  const more = followUps.flatMap(({ rule, also: others = [] }) => [rule, ...others]);
  const also = [...new Set([...(root.also ?? []), ...more])].filter((rule) => rule !== root.rule);
  const along = followUps.flatMap(({ info, message }) => (info?.isToldAlong ? [message] : []));
  return {
    ...root,
    message: [root.message, ...along].join(' '),
    ...(where === undefined ? {} : { where }),
    ...(also.length === 0 ? {} : { also }),
  };
}

function andMore(rest: readonly Finding[]): Finding {
  const [first] = rest as [Finding];
  return { ...first, message: `and ${rest.length} more findings, the next of them: ${first.message}` };
}
