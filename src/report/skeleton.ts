/** A report that says nothing: what stands in its rendering are words of ours. */
import type { Finding, Report, StepResult, StepStatus } from '../model.ts';

const STATUSES: readonly StepStatus[] = ['passed', 'failed', 'flaky', 'broken', 'skipped'];
const finding: Finding = { rule: '', level: 'error', message: '', hint: '', evidence: '', where: '' };
const findings: readonly Finding[] = [finding, { ...finding, level: 'warning' }, { ...finding, level: 'info' }];
const call = { startedAtMs: 0, durationMs: 0, timeoutMs: 0, outcome: 'result', args: '', answer: '' } as const;

const steps: readonly StepResult[] = STATUSES.map((status) => ({
  id: status,
  kind: 'call',
  name: '',
  status,
  durationMs: 0,
  findings,
  calls: [call],
}));

const suite: Report['suites'][number] = {
  name: '',
  file: '',
  server: { transport: 'stdio' },
  steps,
  tools: [
    { name: '', tested: true },
    { name: '', tested: false },
  ],
  stderrTail: ' ',
};

export const skeleton: Report = {
  schema: 'mcp-smoke/report@1',
  verdict: 'failed',
  exitCode: 1,
  startedAt: '1970-01-01T00:00:00.000Z',
  durationMs: 0,
  command: ' ',
  environment: { mcpSmoke: '', node: '', platform: '' },
  suites: [suite, suite],
  totals: { steps: 10, passed: 2, failed: 2, flaky: 2, broken: 2, skipped: 2, errors: 10, warnings: 10 },
  secrets: { values: 1, replaced: 1, scannedFiles: 1 },
};
