/** A report as the answer of a tool: what people would read, and the same as data; both as large as a model cares to read. */
import type { Finding, Report, StepResult, SuiteReport } from '../model.ts';
import { renderPretty } from '../report/pretty.ts';
import { excerpt } from '../text/excerpt.ts';
import { plural } from '../text/plural.ts';
import type { Ran } from './runs.ts';
import type { Answer } from './tool.ts';

const LONGEST_TEXT = 12_000;
const LONGEST = { message: 1000, hint: 600, evidence: 600, name: 200 };
const MOST_STEPS = 100;
const MOST_FINDINGS = 50;

export function reportAnswer({ report, suites }: Pick<Ran, 'report'> & Partial<Ran>): Answer {
  return { text: shortened(renderPretty(report, suites ? { suites } : {})), structured: dataOf(report) };
}

/** The beginning and the end, in whole lines: what went wrong first, and the verdict. */
export function shortened(text: string, most = LONGEST_TEXT): string {
  if (text.length <= most) return text;
  const head = text.slice(0, text.lastIndexOf('\n', most * 0.75) + 1);
  const tail = text.slice(text.indexOf('\n', text.length - most * 0.2) + 1);
  const left = text.slice(head.length, text.length - tail.length).split('\n').length - 1;
  return `${head}… (${plural(left, 'line')} left out)\n${tail}`;
}

function dataOf({ verdict, exitCode, durationMs, totals, suites }: Report): object {
  const room = { steps: MOST_STEPS, findings: MOST_FINDINGS };
  const told = suites.map((suite) => suiteData(suite, room));
  const all = suites.flatMap(({ steps }) => steps);
  const omitted = {
    steps: all.length - (MOST_STEPS - room.steps),
    findings: all.flatMap(({ findings }) => findings).length - (MOST_FINDINGS - room.findings),
  };
  return { verdict, exitCode, durationMs, totals, suites: told, omitted };
}

interface Room {
  steps: number;
  findings: number;
}

/** Steps with findings come first to their room; all that are told stand in their order. */
function suiteData({ name, file, server, steps }: SuiteReport, room: Room): object {
  const byWeight = steps.toSorted((a, b) => Number(b.findings.length > 0) - Number(a.findings.length > 0));
  const kept = new Set(byWeight.slice(0, room.steps));
  room.steps -= kept.size;
  const { name: serverName, version, protocol, transport } = server;
  return {
    name: excerpt(name, LONGEST.name),
    file,
    server: defined({ name: serverName, version, protocol, transport }),
    steps: steps.filter((step) => kept.has(step)).map((step) => stepData(step, room)),
  };
}

function stepData({ name, kind, status, durationMs, reason, at, findings }: StepResult, room: Room): object {
  const told = findings.slice(0, room.findings);
  room.findings -= told.length;
  return defined({
    name: excerpt(name, LONGEST.name),
    kind,
    status,
    durationMs,
    at,
    reason: reason && excerpt(reason, LONGEST.hint),
    findings: told.map(findingData),
  });
}

function findingData({ rule, level, message, hint, where, evidence }: Finding): object {
  return defined({
    rule,
    level,
    message: excerpt(message, LONGEST.message),
    hint: excerpt(hint, LONGEST.hint),
    where,
    evidence: evidence && excerpt(evidence, LONGEST.evidence),
  });
}

function defined(value: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && one !== ''));
}
