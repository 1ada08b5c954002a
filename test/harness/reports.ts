/** Reports for the tests of formats: small ones by hand, and hostile ones. */
import fc from 'fast-check';
import type { CallRecord, Finding, Report, StepKind, StepResult, StepStatus, SuiteReport } from '../../src/model.ts';
import { judge } from '../../src/report/verdict.ts';

export function step(id: string, status: StepStatus, more: Partial<StepResult> = {}): StepResult {
  return { id, kind: 'call', name: id, status, durationMs: 4, findings: [], ...more };
}

export function suite(steps: readonly StepResult[], more: Partial<SuiteReport> = {}): SuiteReport {
  return {
    name: 'Notes',
    file: 'smoke.yaml',
    server: { transport: 'stdio' },
    steps,
    tools: [],
    stderrTail: '',
    ...more,
  };
}

export function reportOf(suites: readonly SuiteReport[]): Report {
  return {
    schema: 'mcp-smoke/report@1',
    startedAt: '2026-11-20T08:09:10.123Z',
    durationMs: 412,
    suites,
    secrets: { values: 1, replaced: 2, scannedFiles: 0 },
    ...judge({ suites, hasRun: suites.length > 0, passIfEmpty: false }),
  };
}

export function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return { rule, level: 'error', message: `${rule} happened`, hint: `mend ${rule}`, ...more };
}

export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    ']]>',
    '<!--',
    '&amp;&',
    '"\'',
    '\u0000\u001b[0m\ufffe\uffff\ud800',
    'a\r\nb\tc',
    '##[error]',
    '::error::x',
  ),
);
const anyFinding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: hostileText,
    level: fc.constantFrom('error', 'warning', 'info'),
    message: hostileText,
    hint: hostileText,
    evidence: hostileText,
    where: hostileText,
  },
  { requiredKeys: ['rule', 'level', 'message', 'hint'] },
);
const anyTime = fc.double({ min: 0, max: 1e6, noNaN: true });
const anyCall: fc.Arbitrary<CallRecord> = fc.record(
  {
    startedAtMs: anyTime,
    durationMs: anyTime,
    timeoutMs: anyTime,
    maxLatencyMs: anyTime,
    outcome: fc.constantFrom<CallRecord['outcome']>('result', 'tool-error', 'rpc-error', 'no-answer', 'closed'),
    attempt: fc.integer({ min: 1, max: 9 }),
    i: fc.nat(),
    args: hostileText,
    answer: hostileText,
    stderr: hostileText,
    pings: fc.array(
      fc.oneof(fc.record({ askedAtMs: anyTime }), fc.record({ askedAtMs: anyTime, answeredAtMs: anyTime })),
      {
        maxLength: 3,
      },
    ),
  },
  { requiredKeys: ['startedAtMs', 'durationMs', 'timeoutMs', 'outcome', 'args', 'answer'] },
);
const anyStep: fc.Arbitrary<StepResult> = fc.record(
  {
    id: hostileText,
    kind: fc.constantFrom<StepKind>('connect', 'list', 'schema', 'call', 'resource', 'prompt', 'http', 'close'),
    name: hostileText,
    tool: hostileText,
    status: fc.constantFrom<StepStatus>('passed', 'failed', 'flaky', 'broken', 'skipped'),
    durationMs: fc.double({ min: 0, max: 1e7, noNaN: true }),
    at: fc.oneof(hostileText, fc.constant('smoke.yaml:3:1')),
    reason: hostileText,
    findings: fc.array(anyFinding, { maxLength: 3 }),
    startedAtMs: fc.double({ min: 0, max: 1e7, noNaN: true }),
    calls: fc.array(anyCall, { maxLength: 3 }),
  },
  { requiredKeys: ['id', 'kind', 'name', 'status', 'durationMs', 'findings'] },
);
export const anyReport = fc
  .array(
    fc.record({
      name: hostileText,
      file: hostileText,
      steps: fc.array(anyStep, { maxLength: 4 }),
      stderrTail: hostileText,
      target: hostileText,
      tools: fc.array(fc.record({ name: hostileText, tested: fc.boolean() }), { maxLength: 3 }),
    }),
    { maxLength: 2 },
  )
  .map((suites) => reportOf(suites.map(({ steps, ...more }) => suite(steps, more))));
