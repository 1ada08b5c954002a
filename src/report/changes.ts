/**
 * What changed between two runs of the same scripts. A tool is slower only where the medians of its repeated calls lie
 * further apart than the calls of one run do among themselves; of few calls nothing is said.
 */
import type { Changes, PaceChange, Report, StatusChange, StepResult, SuiteReport } from '../model.ts';
import { stepLabel } from './label.ts';
import { isPromised } from './promised.ts';

/** Fewer calls tell nothing of how they vary. */
const LEAST_CALLS = 5;
/** The distance of medians, in spreads of the calls, from which on it is no chance. */
const SPREADS = 3;
/** Below that nobody notices. */
const LEAST_MS = 1;
/** From the median distance to the median to a standard deviation, of what is spread normally. */
const MAD_TO_SPREAD = 1.4826;

/** By the suite of the later run and that of the earlier one. */
export type Pair = readonly [before: SuiteReport, after: SuiteReport];

export function changesOf(pairs: readonly Pair[], before: Pick<Report, 'startedAt' | 'environment'>): Changes {
  const { startedAt: since, environment } = before;
  const paces = pairs.flatMap(pacesOf);
  const known = paces.flatMap((pace) => pace ?? []);
  const isSlower = ({ beforeMs, afterMs }: PaceChange) => afterMs > beforeMs;
  const changed = known.filter(isTelling).sort((a, b) => ratioOf(b) - ratioOf(a));
  return {
    since,
    ...(environment?.commit ? { commit: environment.commit } : {}),
    checks: pairs.flatMap(checksOf),
    slower: changed.filter(isSlower),
    faster: changed.filter((pace) => !isSlower(pace)),
    unjudged: paces.length - known.length,
  };
}

/** All that was promised; of the rest of a run only what failed in one of them. */
function checksOf([before, after]: Pair): StatusChange[] {
  const earlier = new Map(before.steps.map((step) => [step.id, step]));
  const later = new Set(after.steps.map(({ id }) => id));
  const suite = after.name;
  const isTold = (...steps: readonly (StepResult | undefined)[]) =>
    steps.some((step) => step && (isPromised(step) || isBad(step)));
  const kept = after.steps
    .filter((step) => isTold(step, earlier.get(step.id)))
    .map((step) => change(suite, step, earlier.get(step.id), step));
  const gone = before.steps
    .filter((step) => !later.has(step.id) && isTold(step))
    .map((step) => change(suite, step, step, undefined));
  return [...kept, ...gone];
}

function change(suite: string, step: StepResult, before?: StepResult, after?: StepResult): StatusChange {
  const statuses = { ...(before ? { before: before.status } : {}), ...(after ? { after: after.status } : {}) };
  return { suite, check: stepLabel(step), ...statuses };
}

function isBad({ status }: StepResult): boolean {
  return status === 'failed' || status === 'broken';
}

/** Undefined for a tool that was called too rarely; tools of one run only are left out. */
function pacesOf([before, after]: Pair): (PaceChange | undefined)[] {
  const earlier = timesByTool(before);
  return Array.from(timesByTool(after)).flatMap(([tool, times]) => {
    const old = earlier.get(tool);
    if (!old) return [];
    if (Math.min(old.length, times.length) < LEAST_CALLS) return [undefined];
    const noiseMs = tenths(Math.max(spread(old), spread(times)));
    return [{ suite: after.name, tool, beforeMs: tenths(median(old)), afterMs: tenths(median(times)), noiseMs }];
  });
}

function isTelling({ beforeMs, afterMs, noiseMs }: PaceChange): boolean {
  return Math.abs(afterMs - beforeMs) > Math.max(LEAST_MS, SPREADS * noiseMs);
}

function ratioOf({ beforeMs, afterMs }: PaceChange): number {
  return Math.abs(Math.log(Math.max(afterMs, 0.1) / Math.max(beforeMs, 0.1)));
}

/** Of calls that were answered. */
function timesByTool({ steps }: SuiteReport): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { tool, calls = [] } of steps) {
    if (tool === undefined) continue;
    const answered = calls.filter(({ outcome }) => outcome !== 'no-answer' && outcome !== 'closed');
    times.set(tool, [...(times.get(tool) ?? []), ...answered.map(({ durationMs }) => durationMs)]);
  }
  return times;
}

function spread(times: readonly number[]): number {
  const middle = median(times);
  return MAD_TO_SPREAD * median(times.map((ms) => Math.abs(ms - middle)));
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
