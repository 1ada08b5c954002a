/**
 * What each faulty tool comes to on each Python framework, as one table: class × version. The golden file is the table; a
 * cell is `ok`, or the rules under which the call is reported, with the line of the tool where it is known.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { StepResult } from '../../src/model.ts';
import { compareGolden } from '../harness/golden.ts';
import { orSkip } from '../harness/install.ts';
import { ROOT } from '../harness/smoke.ts';
import { judge } from '../harness/suite.ts';
import { venv } from '../harness/venv.ts';

const FRAMEWORKS = ['mcp==1.29.0', 'mcp==2.3.0', 'fastmcp==2.14.7', 'fastmcp==3.4.7', 'fastmcp==4.0.10'];
const SERVER = join(ROOT, 'test/suites/python/matrix_server.py');
const GOOD = ['good', 'good_async'];
const TOOLS = [
  ...GOOD,
  'nested_asyncio_run',
  'nested_asyncio_run_async',
  'blocked_sync',
  'blocked_async',
  'child_stdin',
  'exits',
  'thread_affinity',
  'json_dumps',
  'repr_leak',
  'lost_surrogate',
  'mismatch',
  'raises',
  'crashes',
  'good_async again',
];
/** What the script's own expectation says beside the cause. */
const SYMPTOM = 'unexpected-status';

const stdio = (python: string) => ({ command: python, args: [SERVER, 'stdio'] });
const http = (python: string) => ({
  url: 'http://127.0.0.1:${port}/mcp',
  start: {
    command: python,
    args: [SERVER, 'http', '${port}'],
    ready: { tcp: '127.0.0.1:${port}', timeout: '120s' },
  },
});

for (const [transport, server] of Object.entries({ stdio, http })) {
  test(`the Python matrix over ${transport}`, async (t) => matrix(t, transport, server));
}

async function matrix(t: TestContext, transport: string, server: (python: string) => object): Promise<void> {
  const columns: Record<string, string[]> = {};
  for (const framework of FRAMEWORKS) {
    const bin = await orSkip(t, () => venv(framework));
    if (bin === undefined) return;
    columns[framework] = await column(server(join(bin, 'python')));
    // Whatever a faulty tool did to its process, a healthy one is healthy, before and after.
    assert.deepEqual(
      [columns[framework][0], columns[framework][1], columns[framework].at(-1)],
      ['ok', 'ok', 'ok'],
      framework,
    );
  }
  compareGolden(`python/matrix-${transport}`, table(columns));
}

async function column(server: object): Promise<string[]> {
  const steps = TOOLS.map((name) => {
    const tool = name.replace(' again', '');
    return { name, tool, args: GOOD.includes(tool) ? { text: 'x' } : {}, timeout: '3s' };
  });
  // A machine under load starts Python slowly.
  const { report } = await judge({ server, coverage: 'off', connectTimeout: '120s', steps });
  return report.suites[0]!.steps.filter(({ kind }) => kind === 'call').map(cell);
}

function cell({ status, findings }: StepResult): string {
  const told = findings.filter(({ rule, level }) => rule !== SYMPTOM && level !== 'info');
  if (told.length === 0) return status === 'passed' ? 'ok' : SYMPTOM;
  const where = told.find((finding) => finding.where?.startsWith('matrix_server.py'))?.where;
  const rules = [...new Set(told.map(({ rule }) => rule))].join(' + ');
  return where === undefined ? rules : `${rules} @ ${where.replace('matrix_server.py:', 'line ')}`;
}

function table(columns: Record<string, string[]>): string {
  const header = `| tool | ${Object.keys(columns).join(' | ')} |`;
  const rows = TOOLS.map(
    (tool, i) =>
      `| ${tool} | ${Object.values(columns)
        .map((cells) => cells[i] ?? '-')
        .join(' | ')} |`,
  );
  return `${[header, `|${' --- |'.repeat(FRAMEWORKS.length + 1)}`, ...rows].join('\n')}\n`;
}
