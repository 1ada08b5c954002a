/** A report that says nothing: what stands in its rendering are words of ours. */
import type { Finding, Report, StepResult, StepStatus } from '../model.ts';

const STATUSES: readonly StepStatus[] = ['passed', 'failed', 'flaky', 'broken', 'skipped'];
/** With a place, without which SARIF leaves it out. */
const finding: Finding = {
  rule: '',
  level: 'error',
  message: '',
  hint: '',
  evidence: '',
  where: ' :1:1',
  instead: ' ',
};
const findings: readonly Finding[] = [finding, { ...finding, level: 'warning' }, { ...finding, level: 'info' }];
const call = { startedAtMs: 0, durationMs: 0, timeoutMs: 0, outcome: 'result', args: '', answer: '' } as const;

const DIGEST = '0'.repeat(64);

const steps: readonly StepResult[] = STATUSES.map((status) => ({
  id: status,
  kind: 'call',
  name: '',
  status,
  durationMs: 0,
  description: ' ',
  expects: [' '],
  findings,
  calls: [call],
}));

const suite: Report['suites'][number] = {
  name: '',
  file: '',
  fileSha256: DIGEST,
  variables: [' '],
  server: { transport: 'stdio' },
  artifact: { kind: 'npm', path: ' ', sha256: DIGEST },
  steps,
  tools: [
    { name: '', tested: true },
    { name: '', tested: false },
  ],
  stderrTail: ' ',
};

const pace = { suite: '', tool: '', beforeMs: 1, afterMs: 2, noiseMs: 0 };
const changes: Report['changes'] = {
  since: '1970-01-01T00:00:00.000Z',
  checks: [
    { suite: '', check: '', before: 'passed', after: 'failed' },
    { suite: '', check: '', before: 'failed', after: 'passed' },
    { suite: '', check: '', before: 'passed' },
    { suite: '', check: '', after: 'passed' },
  ],
  slower: [pace],
  faster: [{ ...pace, afterMs: 0 }],
  unjudged: 1,
};

export const skeleton: Report = {
  schema: 'mcp-smoke/report@1',
  verdict: 'failed',
  exitCode: 1,
  startedAt: '1970-01-01T00:00:00.000Z',
  durationMs: 0,
  command: ' ',
  cover: { title: ' ', for: ' ', by: ' ', scope: ' ', note: ' ' },
  changes,
  environment: { mcpSmoke: '', node: '', platform: '' },
  suites: [suite, suite],
  totals: { steps: 10, passed: 2, failed: 2, flaky: 2, broken: 2, skipped: 2, errors: 10, warnings: 10 },
  secrets: { values: 1, replaced: 1, scannedFiles: 1 },
};
