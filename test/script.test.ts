/** What the steps of a smoke file can say, against a real server. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const args = (text: string) => ({ args: { text } });
const echo = (text: string, more: object = {}) => ({ tool: 'echo', ...args(text), ...more });

describe('captures', { concurrency: 3 }, () => {
  test('a captured value goes into later steps, in text and whole', async (t) => {
    const { code, told } = await new WorkFolder(t).script({
      steps: [
        { tool: 'create', ...args('a'), capture: { id: '$.id', n: '$.n' } },
        echo('id ${id}', { expect: { text: 'id n_a' } }),
        echo('${n}', { name: 'whole', sendInvalid: true, expect: { status: 'rpc-error' } }),
      ],
    });
    assert.deepEqual([code, told('echo'), told('whole')], [0, 'passed', 'passed']);
  });

  test('a step whose capture is missing is skipped, and so is what needs that step: one FAIL', async (t) => {
    const { code, told } = await new WorkFolder(t).script({
      steps: [
        { name: 'create', tool: 'fail', ...args('x'), capture: { id: '$.id' } },
        { name: 'look', tool: 'create', ...args('${id}'), capture: { deep: '$.id' } },
        { name: 'deep', tool: 'look', ...args('${deep}') },
      ],
      teardown: [{ name: 'away', tool: 'remove', ...args('${id}'), allowDestructive: true }],
    });
    assert.equal(code, 1);
    assert.match(told('create'), /^failed \| unexpected-status/);
    assert.deepEqual(['look', 'deep', 'away'].map(told), [
      'skipped needs create',
      'skipped needs look',
      'skipped needs create',
    ]);
  });

  test('a step that fails gives nothing away, though its answer has it', async (t) => {
    const folder = new WorkFolder(t);
    const create = { tool: 'create', ...args('a'), expect: { text: 'other' }, capture: { id: '$.id' } };
    const { code, told } = await folder.script({ steps: [create, echo('${id}', { name: 'use' })] });
    assert.deepEqual([code, told('use'), folder.calls], [1, 'skipped needs create', ['create a']]);
  });

  test('nothing to capture is a failure with its place', async (t) => {
    const { code, steps, told } = await new WorkFolder(t).script({
      steps: [{ tool: 'create', ...args('x'), capture: { id: '$.identity' } }],
    });
    assert.equal(code, 1);
    assert.match(told('create'), /^failed \| capture-missing .*\$\.identity/);
    assert.match(steps.find(({ name }) => name === 'create')!.findings[0]!.where!, /^smoke\.yaml:\d+:\d+$/);
  });
});

describe('a repeated step captures from the call with i = 0', () => {
  const use = echo('${id}', { name: 'use' });

  test('one after the other: not from the last', async (t) => {
    const folder = new WorkFolder(t);
    const create = { tool: 'create', ...args('n${i}'), repeat: { count: 3, concurrency: 1 }, capture: { id: '$.id' } };
    const { code } = await folder.script({ steps: [create, use] });
    assert.deepEqual([code, folder.calls.at(-1)], [0, 'echo n_n0']);
  });

  test('at once: not from the first that is answered, and the report shows the calls by i', async (t) => {
    const folder = new WorkFolder(t);
    const together = {
      tool: 'together',
      ...args('n${i}'),
      repeat: { count: 3, concurrency: 3 },
      capture: { id: '$.id' },
    };
    const { code, steps } = await folder.script({ steps: [together, use] });
    assert.deepEqual([code, folder.calls.at(-1)], [0, 'echo n0']);
    const calls = steps.find(({ name }) => name === 'together')!.calls!;
    assert.deepEqual(
      calls.map(({ i, answer }) => [i, answer]),
      [
        [0, 'n0'],
        [1, 'n1'],
        [2, 'n2'],
      ],
    );
    assert.ok(calls[0]!.durationMs > calls[2]!.durationMs, 'the last was answered first');
  });
});

describe('again and again', { concurrency: 3 }, () => {
  const flaky = { tool: 'flaky', ...args('x'), retry: { attempts: 3, delay: '10ms' } };

  test('what passes late is FLAKY, not OK, and no failure', async (t) => {
    const { code, stdout, told } = await new WorkFolder(t).script({ steps: [flaky] });
    assert.deepEqual([code, told('flaky')], [0, 'flaky passed at attempt 2']);
    assert.match(stdout, /^ {2}FLAKY {2}flaky/m);
    assert.match(stdout, /1 flaky/);
  });

  test('what never passes fails after the last attempt', async (t) => {
    const folder = new WorkFolder(t);
    const { code, told } = await folder.script({ server: folder.server('--failures=9'), steps: [flaky] });
    assert.equal(code, 1);
    assert.match(told('flaky'), /^failed/);
    assert.equal(folder.calls.length, 3);
  });

  test('what the server did not survive is not tried again', async (t) => {
    const folder = new WorkFolder(t);
    const crash = { tool: 'crash', ...args('a'), retry: { attempts: 3 } };
    const { code, steps, told } = await folder.script({ steps: [crash, echo('b')] });
    assert.deepEqual([code, told('echo'), folder.calls], [1, 'passed', ['crash a', 'echo b']]);
    assert.equal(steps.find(({ name }) => name === 'crash')!.calls!.length, 1);
  });

  test('20 calls, 10 at once, each with its own answer', async (t) => {
    const folder = new WorkFolder(t);
    const repeat = { count: 20, concurrency: 10 };
    const { code } = await folder.script({ steps: [echo('msg ${i}', { repeat, expect: { text: 'msg ${i}' } })] });
    assert.equal(code, 0);
    assert.deepEqual([...folder.calls].sort(), Array.from({ length: 20 }, (_, i) => `echo msg ${i}`).sort());
  });

  test('the repetition that fails is named', async (t) => {
    const steps = [
      echo('msg ${i}', { repeat: { count: 5, concurrency: 1 }, expect: { text: { notEquals: 'msg 3' } } }),
    ];
    const ran = await new WorkFolder(t).script({ steps });
    assert.equal(ran.code, 1);
    const [finding, ...others] = ran.steps.flatMap(({ findings }) => findings);
    assert.deepEqual([finding?.rule, others], ['expectation', []]);
    assert.match(finding!.evidence!, /repetition 3/);
  });
});

describe('what is expected', { concurrency: 3 }, () => {
  test('status error, tool-error and rpc-error with its code', async (t) => {
    const { code, told } = await new WorkFolder(t).script({
      steps: [
        { name: 'a', tool: 'fail', ...args('x'), expect: { status: 'error' } },
        { name: 'b', tool: 'fail', ...args('x'), expect: { status: 'tool-error', text: { startsWith: 'no: ' } } },
        { name: 'c', tool: 'refuse', ...args('x'), expect: { status: 'rpc-error', code: -32602, text: 'refused' } },
        { name: 'd', tool: 'refuse', ...args('x'), expect: { status: 'rpc-error', code: -32603 } },
        { name: 'e', tool: 'fail', ...args('x'), expect: { status: 'rpc-error' } },
        { name: 'f', tool: 'echo', ...args('x'), expect: { status: 'error' } },
        { name: 'g', tool: 'refuse', ...args('x') },
      ],
    });
    assert.equal(code, 1);
    assert.deepEqual(['a', 'b', 'c'].map(told), ['passed', 'passed', 'passed']);
    assert.match(told('d'), /^failed \| unexpected-status .*-32603.*-32602/);
    assert.match(told('e'), /^failed \| unexpected-status .*a JSON-RPC error, got a result with isError/);
    assert.match(told('f'), /^failed \| unexpected-status .*got a result without isError/);
    assert.match(told('g'), /^failed \| unexpected-status .*got the JSON-RPC error -32602/);
  });

  test('an answer that is right, but late', async (t) => {
    const { code, told } = await new WorkFolder(t).script({
      steps: [
        { name: 'late', tool: 'wait', ...args('400'), expect: { maxLatency: '50ms' } },
        { name: 'in time', tool: 'wait', ...args('10'), expect: { maxLatency: '20s' } },
      ],
    });
    assert.equal(code, 1);
    assert.match(told('late'), /^failed \| expectation .*50 ms/);
    assert.equal(told('in time'), 'passed');
  });

  test('a wrong text says what was expected and received, and where', async (t) => {
    const steps = [echo('milk', { expect: { text: { contains: 'bread' } } })];
    const { stdout, code } = await new WorkFolder(t).script({ steps });
    assert.equal(code, 1);
    assert.match(stdout, /expected to contain "bread"/);
    assert.match(stdout, /received +"milk"/);
    assert.match(stdout, /where +smoke\.yaml:\d+:\d+\n +\d+ \| +contains: bread/);
    assert.match(stdout, /again +mcp-smoke run smoke\.yaml --step echo/);
  });
});

describe('arguments', { concurrency: 3 }, () => {
  test('args that do not fit the inputSchema are the mistake of the file: exit 2, its place, how to mend it', async (t) => {
    const folder = new WorkFolder(t);
    const { code, stdout, steps, told } = await folder.script({ steps: [{ tool: 'echo', args: { text: 42 } }] });
    assert.equal(code, 2);
    assert.match(told('echo'), /^broken \| args-invalid args\/text .*must be string/);
    const [finding] = steps.find(({ name }) => name === 'echo')!.findings;
    assert.match(finding!.hint, /Quote/);
    assert.match(stdout, /smoke\.yaml:\d+:\d+\n +\d+ \| +text: 42/);
    assert.deepEqual(folder.calls, []);
  });

  test('a price is a multiple of 0.01, whatever binary fractions make of it; half a cent is none', async () => {
    const by = (more: object) => ({ name: JSON.stringify(more), tool: 'by_id', args: { id: 1, text: 'x', ...more } });
    const steps = [by({ price: 19.99 }), by({ discount: -0.07 }), by({ price: 19.995 }), by({ discount: 0.005 })];
    const { findings } = await judge({ server: fixture('quoted-number.mjs'), steps });
    assert.deepEqual(
      findings.map(({ message }) => message),
      [
        'args/price does not fit the inputSchema of by_id: must be multiple of 0.01',
        'args/discount does not fit the inputSchema of by_id: must be multiple of 0.01 or must be null',
      ],
    );
  });

  test('sendInvalid sends them all the same', async (t) => {
    const step = { tool: 'echo', args: { text: 42 }, sendInvalid: true, expect: { status: 'error' } };
    const { code, told } = await new WorkFolder(t).script({ steps: [step] });
    assert.deepEqual([code, told('echo')], [0, 'passed']);
  });

  test('vars, --var and the environment', async (t) => {
    const steps = [echo('${a} ${b} ${env:PLACE}', { expect: { text: 'one two here' } })];
    const { code } = await new WorkFolder(t).script({ vars: { a: 'one', b: 'no' }, steps }, ['--var', 'b=two'], {
      env: { PLACE: 'here' },
    });
    assert.equal(code, 0);
  });
});
