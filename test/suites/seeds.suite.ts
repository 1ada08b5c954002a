/**
 * The published systems whose faults this program was made for: a server whose tool calls its own server (wayflowcore
 * 26.1.1, fixed in 26.1.2), and an app that starts an event loop inside one (agentkernel 0.2.10).
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { orSkip } from '../harness/install.ts';
import { ROOT } from '../harness/smoke.ts';
import { judge } from '../harness/suite.ts';
import { newerPython, venv } from '../harness/venv.ts';

const PYTHON = join(ROOT, 'test/suites/python');
/** A machine under load imports slowly. */
const READY = { tcp: '127.0.0.1:${port}', timeout: '120s' };

const BY_TOOL = { tool: 'ask_self', args: { text: 'x' }, timeout: '10s' };
const BY_ROUTE = { name: 'ask', http: { method: 'POST', url: '/ask', json: { text: 'x' } }, timeout: '10s' };

async function wayflow(t: TestContext, version: string, asking: object = BY_TOOL) {
  const bin = await orSkip(t, () => venv(`wayflowcore==${version}`));
  if (bin === undefined) return undefined;
  const start = { command: join(bin, 'python'), args: [join(PYTHON, 'wayflow_server.py'), '${port}'], ready: READY };
  const steps = [asking, { tool: 'echo', args: { text: 'later' } }];
  return judge({ server: { url: 'http://127.0.0.1:${port}/mcp', start }, timeout: '30s', coverage: 'off', steps });
}

test('wayflowcore 26.1.1: the first call waits for its own event loop', async (t) => {
  const judged = await wayflow(t, '26.1.1');
  if (!judged) return;
  const [deadlock, ...more] = judged.findings;
  assert.deepEqual([deadlock?.rule, more], ['self-deadlock', []]);
  assert.match(deadlock!.where!, /^wayflow_server\.py:\d+ in ask_self$/);
  assert.equal(judged.code, 1);
});

test('wayflowcore 26.1.1: a route of the app that calls its own server, told at that step', async (t) => {
  const judged = await wayflow(t, '26.1.1', BY_ROUTE);
  if (!judged) return;
  const found = judged.report.suites[0]!.steps.flatMap(({ name, findings }) =>
    findings.map((one) => ({ name, ...one })),
  );
  assert.deepEqual(
    found.map(({ name, rule }) => ({ name, rule })),
    [{ name: 'ask', rule: 'self-deadlock' }],
  );
  assert.match(found[0]!.where!, /^wayflow_server\.py:\d+ in ask$/);
});

for (const asking of [BY_TOOL, BY_ROUTE]) {
  test(`wayflowcore 26.1.2: fixed, and without a finding, ${'http' in asking ? 'by its route' : 'by its tool'}`, async (t) => {
    const judged = await wayflow(t, '26.1.2', asking);
    if (judged) assert.deepEqual({ findings: judged.findings, code: judged.code }, { findings: [], code: 0 });
  });
}

test('agentkernel 0.2.10: uvicorn.run inside a running event loop', async (t) => {
  const bin = await orSkip(t, async () => venv('agentkernel[api,openai,mcp]==0.2.10', await newerPython()));
  if (bin === undefined) return;
  const start = {
    command: join(bin, 'python'),
    args: [join(PYTHON, 'agentkernel_server.py'), 'broken'],
    env: { AK_API__PORT: '${port}' },
    ready: READY,
  };
  const { findings, code } = await judge({ server: { url: 'http://127.0.0.1:${port}/mcp/', start }, steps: [] });
  const nested = findings.find(({ rule }) => rule === 'nested-run-startup');
  assert.match(nested?.where ?? '', /^agentkernel_server\.py:\d+ in main$/);
  assert.equal(code, 3);
});
