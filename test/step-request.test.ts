/** `request:` steps: any method of MCP, judged like every other step. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const complete = (value: string) => ({
  method: 'completion/complete',
  params: { ref: { type: 'ref/prompt', name: 'summarize' }, argument: { name: 'style', value } },
});

const server = fixture('steps.mjs');

describe('request', { concurrency: 3 }, () => {
  test('any method, with matchers and captures on all of its result', async (t) => {
    const folder = new WorkFolder(t);
    const { code, steps, told } = await folder.script(
      {
        server,
        steps: [
          {
            request: complete('s'),
            expect: { structured: { '$.completion.values': ['short'] }, text: { contains: '"values":["short"]' } },
            capture: { style: '$.completion.values[0]' },
          },
          { name: 'again', request: complete('${style}'), expect: { text: { contains: 'short' } } },
          { name: 'no params', request: { method: 'ping' } },
        ],
      },
      ['--report', 'junit=junit.xml'],
    );
    assert.deepEqual(
      [code, told('completion/complete'), told('again'), told('no params')],
      [0, 'passed', 'passed', 'passed'],
    );
    const [, , , first] = steps;
    assert.deepEqual([first!.kind, first!.tool], ['request', undefined]);
    assert.match(first!.calls![0]!.args, /^\{"method":"completion\/complete","params":\{"ref"/);
    assert.match(folder.read('junit.xml'), /<testcase [^>]*name="completion\/complete"/);
  });

  test('errors are expected by status and code, and told where they are not', async (t) => {
    const refused = { method: 'completion/complete', params: {} };
    const { code, told } = await new WorkFolder(t).script({
      server,
      steps: [
        { name: 'expected', request: refused, expect: { status: 'rpc-error', code: -32602, text: 'no argument' } },
        { name: 'told', request: refused },
        {
          name: 'no tool',
          request: { method: 'tools/call', params: { name: 'none', arguments: { text: 'x' } } },
          expect: { status: 'rpc-error', code: -32602 },
        },
        { name: 'other code', request: { method: 'no/such' }, expect: { status: 'rpc-error', code: -32602 } },
      ],
    });
    assert.deepEqual([code, told('expected'), told('no tool')], [1, 'passed', 'passed']);
    assert.match(
      told('told'),
      /^failed \| unexpected-status expected a result without isError, got the JSON-RPC error -32602/,
    );
    assert.match(told('other code'), /expected the JSON-RPC error code -32602, got -32601/);
  });

  test('no answer, and an answer that is no object, are told in its own name', async (t) => {
    const { told } = await new WorkFolder(t).script({
      server,
      steps: [{ request: { method: 'odd/array' } }, { request: { method: 'odd/silent' }, timeout: '1s' }],
    });
    assert.match(
      told('odd/array'),
      /^failed \| content-shape In the answer to the request odd\/array, the result is an array/,
    );
    assert.match(told('odd/silent'), /^failed \| hang-tool .*the request odd\/silent/);
  });

  test('repeat, retry, tags and --step go with it', async (t) => {
    const { code, steps } = await new WorkFolder(t).script(
      {
        server,
        steps: [
          { tool: 'echo', args: { text: 'x' } },
          { request: complete('l'), repeat: { count: 3, concurrency: 3 }, retry: { attempts: 2 }, safe: true },
        ],
      },
      ['--step', 'completion/complete'],
    );
    assert.equal(code, 0);
    assert.deepEqual(
      steps.map(({ name, calls }) => [name, calls?.length]).filter(([, calls]) => calls),
      [['completion/complete', 3]],
    );
  });
});

describe('a request that the file words itself is no way around the guards', { concurrency: 3 }, () => {
  const call = (name: string) => ({ method: 'tools/call', params: { name, arguments: { text: 'x' } } });
  const log = (folder: WorkFolder) => join(folder.path, 'log');

  test('a destructive tool needs leave, and counts as tested', async (t) => {
    const folder = new WorkFolder(t);
    const { told } = await folder.script({
      server: fixture('steps.mjs', `--log=${log(folder)}`),
      coverage: 'warn',
      steps: [
        { name: 'refused', request: call('remove') },
        { name: 'allowed', request: call('remove'), allowDestructive: true },
      ],
    });
    assert.match(told('refused'), /^broken \| destructive-not-allowed remove says/);
    assert.equal(told('allowed'), 'passed');
    assert.equal(folder.read('log').match(/tools\/call/g)?.length, 1);
    const tools = folder.report().suites[0]!.tools;
    assert.equal(tools.find(({ name }) => name === 'remove')?.tested, true);
  });

  test('--read-only sends what only looks', async (t) => {
    const { told } = await new WorkFolder(t).script(
      {
        server,
        steps: [
          { name: 'look', request: complete('s') },
          { name: 'call', request: call('echo') },
          { name: 'other', request: { method: 'odd/array' } },
        ],
      },
      ['--read-only'],
    );
    assert.equal(told('look'), 'passed');
    assert.equal(told('call'), 'skipped --read-only: the tool does not say readOnlyHint');
    assert.equal(told('other'), 'skipped --read-only: odd/array may change something');
  });
});
