/** Several JSON reports into one: the shards of a CI matrix, or the servers of a fleet. */

import { worse } from '../engine/exit-code.ts';
import type { CallRecord, Report, StepResult, SuiteReport, Verdict } from '../model.ts';
import { summarise } from '../report/verdict.ts';

/** Times count from the earliest start. There must be at least one report. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports;
  if (reports.length === 1) return first!;
  const starts = reports.map(({ startedAt }) => Date.parse(startedAt));
  const start = Math.min(...starts);
  const ends = reports.map(({ durationMs }, index) => starts[index]! + durationMs);
  const suites = reports.flatMap((report, index) => report.suites.map((suite) => later(suite, starts[index]! - start)));
  const exitCode = exitCodeOf(reports);
  return {
    schema: 'mcp-smoke/report@1',
    verdict: verdictOf(exitCode),
    exitCode,
    startedAt: new Date(start).toISOString(),
    durationMs: Math.max(...ends) - start,
    ...sameOf(reports, 'command'),
    ...sameOf(reports, 'environment'),
    ...coverOf(reports),
    suites,
    totals: summarise(suites).totals,
    secrets: {
      values: sum(reports.map(({ secrets }) => secrets.values)),
      replaced: sum(reports.map(({ secrets }) => secrets.replaced)),
      scannedFiles: sum(reports.map(({ secrets }) => secrets.scannedFiles)),
    },
  };
}

/** A shard in which nothing ran does not fail the others. */
function exitCodeOf(reports: readonly Report[]): number {
  const codes = reports.map(({ exitCode }) => exitCode);
  const telling = codes.filter((code) => code !== 4);
  return telling.length === 0 ? 4 : telling.reduce(worse);
}

function verdictOf(exitCode: number): Verdict {
  return exitCode === 0 ? 'passed' : exitCode === 1 ? 'failed' : 'broken';
}

/** The first that says something. */
function coverOf(reports: readonly Report[]): Pick<Report, 'cover'> {
  const cover = reports.find((report) => report.cover)?.cover;
  return cover ? { cover } : {};
}

/** Told only where it is the same for all. */
function sameOf<K extends 'command' | 'environment'>(reports: readonly Report[], key: K): Pick<Report, K> | object {
  const [first, ...others] = reports.map((report) => report[key]);
  const isSame = first !== undefined && others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return isSame ? { [key]: first } : {};
}

function later(suite: SuiteReport, byMs: number): SuiteReport {
  return { ...suite, steps: suite.steps.map((step) => laterStep(step, byMs)) };
}

function laterStep(step: StepResult, byMs: number): StepResult {
  const calls = step.calls?.map((call): CallRecord => ({ ...call, startedAtMs: call.startedAtMs + byMs }));
  return {
    ...step,
    ...(step.startedAtMs === undefined ? {} : { startedAtMs: step.startedAtMs + byMs }),
    ...(calls ? { calls } : {}),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
