/** A run of the bundled examples as it is everywhere: without what differs from machine to machine and from run to run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallRecord, Report, StepResult, SuiteRef } from '../../src/model.ts';
import { ROOT, scrub } from './smoke.ts';

const START = '2026-11-20T09:30:00.000Z';
const ENVIRONMENT = {
  mcpSmoke: '0.1.0',
  node: 'v22.0.0',
  platform: 'linux x64',
  os: 'Debian GNU/Linux 12 (bookworm)',
  commit: '5e1f0c0ffee5e1f0c0ffee5e1f0c0ffee5e1f0c0',
};
/** What tools take in a made-up run, in milliseconds. */
const TIMES = [4.2, 6.8, 3.1, 9.4, 5.5, 2.7, 12.6];

/** Ids and times are counted instead of drawn and measured. */
export function steady(report: Report, command: string): Report {
  let now = 0;
  const suites = report.suites.map((suite) => {
    const steps = suite.steps.map((step, index) => {
      const one = steadyStep(step, now, index);
      now += one.durationMs + 1.5;
      return one;
    });
    return { ...suite, steps, tools: suite.tools.map(({ name, tested }) => ({ name, tested })) };
  });
  const whole = { ...report, suites, startedAt: START, durationMs: Math.round(now), command, environment: ENVIRONMENT };
  return JSON.parse(counted(scrubbed(JSON.stringify(whole)))) as Report;
}

/** For code frames. */
export function refs({ suites }: Report): SuiteRef[] {
  return suites.map(({ name, file, target = '', server }, index) => ({
    ...{ index, name, file, target, transport: server.transport },
    source: readFileSync(join(ROOT, file), 'utf8'),
  }));
}

function steadyStep(step: StepResult, startedAtMs: number, index: number): StepResult {
  const calls = step.calls?.map((call, at) => steadyCall(call, startedAtMs + at * 2, index + at));
  const longest = Math.max(0, ...(calls ?? []).map((call) => call.startedAtMs + call.durationMs - startedAtMs));
  const durationMs = tenths(calls ? longest + 1 : 40 + index);
  return { ...step, startedAtMs: tenths(startedAtMs), durationMs, ...(calls ? { calls } : {}) };
}

function steadyCall({ pings: _, ...call }: CallRecord, startedAtMs: number, index: number): CallRecord {
  const isSilent = call.outcome === 'no-answer';
  const pings = [
    { askedAtMs: 400, answeredAtMs: 402 },
    { askedAtMs: 700, answeredAtMs: 702 },
  ];
  const durationMs = isSilent ? call.timeoutMs : TIMES[index % TIMES.length]!;
  return { ...call, startedAtMs: tenths(startedAtMs), durationMs, ...(isSilent ? { pings } : {}) };
}

function scrubbed(json: string): string {
  const plain = scrub(json.replaceAll('\\n', '\u0001')).replaceAll('\u0001', '\\n');
  return plain.replaceAll('<root>', '/srv/notes').replaceAll('<version>', 'v22.0.0').replaceAll(' <time>', ' 1.0 s');
}

/** `n_0d17aa5e` and the like become `n_00000001`, by the order in which they appear. */
function counted(json: string): string {
  const known = new Map<string, string>();
  const number = (id: string, as: (count: string) => string) => {
    if (!known.has(id)) known.set(id, as((known.size + 1).toString(16)));
    return known.get(id)!;
  };
  return json
    .replace(/\bn_[0-9a-f]{8}\b/g, (id) => number(id, (count) => `n_${count.padStart(8, '0')}`))
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, (id) =>
      number(id, (count) => `00000000-0000-4000-8000-${count.padStart(12, '0')}`),
    );
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
