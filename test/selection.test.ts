/** Which steps run, which tools may be called, and what the server must offer. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const echo = (name: string, more: object = {}) => ({ name, tool: 'echo', args: { text: name }, ...more });
const fail = (name: string, more: object = {}) => ({ name, tool: 'fail', args: { text: name }, ...more });

describe('steps that are left out say why', { concurrency: 3 }, () => {
  test('skip, and when.env with an unset, an empty and a set variable', async (t) => {
    const steps = [
      echo('broken upstream', { skip: 'ACME-123: too slow' }),
      echo('unset', { when: { env: ['ACME_KEY'] } }),
      echo('empty', { when: { env: ['EMPTY', 'ACME_KEY'] } }),
      echo('set', { when: { env: ['PLACE'] } }),
    ];
    const ran = await new WorkFolder(t).script({ steps }, [], { env: { EMPTY: '', PLACE: 'here' } });
    assert.equal(ran.code, 0);
    assert.deepEqual(
      steps.map(({ name }) => ran.told(name)),
      ['skipped ACME-123: too slow', 'skipped ACME_KEY is not set', 'skipped EMPTY, ACME_KEY are not set', 'passed'],
    );
    assert.match(ran.stdout, /SKIP +broken upstream \(echo\) +ACME-123: too slow/);
  });

  test('when.env, after a crash and where nothing can be connected to as well', async (t) => {
    const unset = echo('unset', { when: { env: ['ACME_KEY'] } });
    const crash = { tool: 'crash', args: { text: 'x' } };
    const folder = new WorkFolder(t);
    const once = folder.server(`--once=${folder.path}/lock`);
    const crashed = await folder.script({ server: once, steps: [crash, unset, echo('b'), { ...unset, name: 'last' }] });
    assert.deepEqual(['unset', 'last'].map(crashed.told), Array(2).fill('skipped ACME_KEY is not set'));
    assert.match(crashed.told('b'), /^broken the server could not be started again/);
    const nobody = await folder.script({ server: { command: 'no-such-command-anywhere' }, steps: [unset] });
    assert.equal(nobody.told('unset'), 'skipped ACME_KEY is not set');
  });

  test('--tag takes the tagged steps and teardown', async (t) => {
    const folder = new WorkFolder(t);
    const steps = [echo('a', { tags: ['fast'] }), echo('b', { tags: ['slow', 'big'] }), echo('c')];
    const file = { steps, teardown: [echo('away')], coverage: 'warn' };
    const { code, stdout } = await folder.script(file, ['--tag', 'fast', '--tag', 'big']);
    assert.deepEqual([code, folder.calls], [0, ['echo a', 'echo b', 'echo away']]);
    assert.doesNotMatch(stdout, /tool-untested/, 'a part of the script says nothing about coverage');
  });

  test('--step takes the step, and those whose captures it needs', async (t) => {
    const folder = new WorkFolder(t);
    const create = { name: 'create', tool: 'create', args: { text: 'x' }, capture: { id: '$.id' } };
    const steps = [echo('a'), create, echo('${id} b', { name: 'b' }), echo('use', { args: { text: '${id}' } })];
    assert.equal((await folder.script({ steps }, ['--step', 'use'])).code, 0);
    assert.deepEqual(folder.calls, ['create x', 'echo n_x']);
  });

  test('a step of teardown is selected as any other, with what it needs', async (t) => {
    const folder = new WorkFolder(t);
    const create = { name: 'create', tool: 'create', args: { text: 'x' }, capture: { id: '$.id' } };
    const teardown = [echo('away', { args: { text: '${id}' } })];
    const { code } = await folder.script({ steps: [create, echo('a')], teardown }, ['--step', 'away']);
    assert.deepEqual([code, folder.calls], [0, ['create x', 'echo n_x']]);
  });

  test('nothing has run where only teardown and probes are left: exit 4', async (t) => {
    const folder = new WorkFolder(t);
    const teardown = [echo('away')];
    const filtered = await folder.script({ steps: [echo('a')], teardown, probes: ['unknown-tool'] }, ['--grep', 'zzz']);
    assert.deepEqual([filtered.code, folder.calls], [4, []]);
    const skipped = await folder.script({ steps: [echo('a', { when: { env: ['NO_SUCH_KEY'] } })], teardown });
    assert.deepEqual([skipped.code, folder.calls], [4, ['echo away']]);
    assert.match(skipped.stdout, /Nothing ran/);
    assert.equal((await folder.script({ teardown })).code, 0, 'no script at all, as in a file of `server` alone');
  });

  test('--step and --tag that no file knows: exit 2, and what there is', async (t) => {
    const folder = new WorkFolder(t);
    const steps = [echo('a', { tags: ['fast'] })];
    const step = await folder.script({ steps }, ['--step', 'A']);
    assert.deepEqual([step.code, folder.calls], [2, []]);
    assert.match(step.stderr, /no step is called "A"; did you mean `a`\? There are: a/);
    const tag = await folder.script({ steps }, ['--tag', 'slow']);
    assert.equal(tag.code, 2);
    assert.match(tag.stderr, /no step has the tag "slow"; there are: fast/);
  });

  test('--bail: after the first failure only teardown', async (t) => {
    const folder = new WorkFolder(t);
    const file = { steps: [echo('a'), fail('b'), echo('c')], teardown: [echo('away')] };
    const { code, told } = await folder.script(file, ['--bail']);
    assert.deepEqual([code, told('c')], [1, 'skipped --bail: b failed']);
    assert.deepEqual(folder.calls, ['echo a', 'fail b', 'echo away']);
  });

  test('--bail: after a broken step, too', async (t) => {
    const folder = new WorkFolder(t);
    const broken = { name: 'b', tool: 'echo', args: { text: 42 } };
    const file = { steps: [echo('a'), broken, echo('c')], teardown: [echo('away')] };
    const { code, told } = await folder.script(file, ['--bail']);
    assert.match(told('b'), /^broken \| args-invalid/);
    assert.deepEqual([code, told('c')], [2, 'skipped --bail: b failed']);
    assert.deepEqual(folder.calls, ['echo a', 'echo away']);
  });

  test('without --bail a failure costs its step alone, and teardown runs', async (t) => {
    const folder = new WorkFolder(t);
    const { code } = await folder.script({ steps: [fail('a'), echo('b')], teardown: [fail('x'), echo('y')] });
    assert.deepEqual([code, folder.calls], [1, ['fail a', 'echo b', 'fail x', 'echo y']]);
  });
});

describe('tools that change things', { concurrency: 3 }, () => {
  const remove = (more: object = {}) => ({ tool: 'remove', args: { text: 'x' }, ...more });

  test('a destructive tool is not called by chance: the mistake of the file, exit 2', async (t) => {
    const folder = new WorkFolder(t);
    const { code, told, stdout } = await folder.script({ steps: [remove(), echo('a')] });
    assert.deepEqual([code, folder.calls], [2, ['echo a']]);
    assert.match(told('remove'), /^broken \| destructive-not-allowed/);
    assert.match(stdout, /allowDestructive: true/);
  });

  test('it is, where the step or the command line allows it', async (t) => {
    const folder = new WorkFolder(t);
    assert.equal((await folder.script({ steps: [remove({ allowDestructive: true })] })).code, 0);
    assert.equal((await folder.script({ steps: [remove()] }, ['--allow-destructive'])).code, 0);
    assert.deepEqual(folder.calls, ['remove x', 'remove x']);
  });

  test('--read-only calls what says readOnlyHint, and nothing else', async (t) => {
    const folder = new WorkFolder(t);
    const look = { tool: 'look', args: { text: 'x' } };
    const { code, told } = await folder.script({ steps: [echo('a'), look] }, ['--read-only']);
    assert.deepEqual([code, folder.calls], [0, ['look x']]);
    assert.equal(told('a'), 'skipped --read-only: the tool does not say readOnlyHint');
  });

  test('probe --call read-only likewise, with inputs that it makes', async (t) => {
    const folder = new WorkFolder(t);
    const { command, args } = folder.server();
    const { code, stdout } = await folder.run(['probe', '--call', 'read-only', '--', command, ...args]);
    assert.equal(code, 0, stdout);
    assert.match(folder.read('calls'), /^look .*\n$/);
    const none = await folder.run(['probe', '--', command, ...args]);
    assert.deepEqual([none.code, folder.calls.length], [0, 1]);
  });

  test('probe --call read-only takes readOnlyHint at its word only, and expands nothing of the server', async (t) => {
    const folder = new WorkFolder(t);
    const { command, args } = fixture('hints.mjs', `--log=${folder.path}/calls`);
    const { stdout } = await folder.run(['probe', '--call', 'read-only', '--', command, ...args]);
    assert.deepEqual(folder.calls, ['yes ${HOME}'], stdout);
  });
});

describe('what the server must offer', { concurrency: 3 }, () => {
  const steps = [echo('a')];

  test('tools.include and tools.exclude', async (t) => {
    const { code, steps: done } = await new WorkFolder(t).script({
      tools: { include: ['echo', 'search'], exclude: ['debug', 'crash'] },
      steps,
    });
    const findings = done.flatMap((step) =>
      step.findings.map(({ rule, message }) => `${step.name} ${rule} ${message}`),
    );
    assert.equal(code, 1);
    assert.deepEqual(findings, [
      'list tool-missing the server does not offer search, which the file requires',
      'list tool-excluded the server offers crash, which the file forbids',
    ]);
    const places = done.flatMap((step) => step.findings.map(({ where }) => where));
    for (const place of places) assert.match(place!, /^smoke\.yaml:\d+:\d+$/);
  });

  for (const [coverage, exit, level] of [
    ['all', 1, 'error'],
    ['warn', 0, 'warning'],
    ['off', 0, undefined],
  ] as const) {
    test(`coverage: ${coverage}`, async (t) => {
      const { code, steps: done, told } = await new WorkFolder(t).script({ coverage, steps });
      const [finding] = done.flatMap((step) => step.findings);
      assert.deepEqual([code, finding?.level], [exit, level]);
      if (finding) assert.match(told('list'), /tool-untested \d+ of \d+ tools have no step: create, look, remove/);
    });
  }

  test('coverage counts calls, also by a request, and nothing else that goes by the name of a tool', async (t) => {
    const calls = { method: 'tools/call', params: { name: 'look', arguments: { text: 'x' } } };
    const { code, told } = await new WorkFolder(t).script({
      coverage: 'all',
      steps: [
        { prompt: 'echo', expect: { status: 'error' } },
        { request: calls },
        { tool: '${case.tool}', args: { text: 'x' }, cases: [{ tool: 'create' }] },
      ],
    });
    assert.equal(code, 1);
    assert.match(told('list'), / tools have no step: (?!.*(?:create|look)).*echo/);
  });

  test('rules set the level of a finding, or take it away', async (t) => {
    const folder = new WorkFolder(t);
    const level = async (value: string) => {
      const { code, steps: done } = await folder.script({
        coverage: 'warn',
        rules: { 'tool-untested': value },
        steps,
      });
      return [code, ...done.flatMap((step) => step.findings.map((finding) => finding.level))];
    };
    assert.deepEqual(await level('error'), [1, 'error']);
    assert.deepEqual(await level('info'), [0, 'info']);
    assert.deepEqual(await level('off'), [0]);
  });

  test('a rule that does not exist is a mistake of the file', async (t) => {
    const { code, stderr } = await new WorkFolder(t).script({ rules: { 'tool-untestd': 'off' }, steps });
    assert.equal(code, 2);
    assert.match(stderr, /smoke\.yaml:\d+:\d+.*tool-untestd/s);
    assert.match(stderr, /tool-untested/);
  });
});
