/** What is run of what there is: --list, --grep, --failed, --retries, --repeat, --shard auto, files below the folder. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shardOf } from '../src/cli/shard.ts';
import { findSmokeFiles } from '../src/config/find.ts';
import { WorkFolder } from './harness/work-folder.ts';

const echo = (name: string, more: object = {}) => ({ name, tool: 'echo', args: { text: name }, ...more });
const fail = (name: string) => ({ name, tool: 'fail', args: { text: name } });
const names = (folder: WorkFolder) => folder.calls.map((call) => call.split(' ').slice(1).join(' '));

test('--list shows what would run, and starts nothing', async (t) => {
  const folder = new WorkFolder(t);
  const steps = [
    echo('one', { tags: ['fast'] }),
    echo('two', { skip: 'ACME-1' }),
    echo('three', { when: { env: ['NO_SUCH_KEY'] } }),
  ];
  folder.write('smoke.yaml', { name: 'Notes', server: folder.server(), steps, teardown: [echo('end')] });
  const { code, stdout } = await folder.run(['run', '--list']);
  const expected = [
    'smoke.yaml  Notes',
    '  call      one  (echo; #fast)',
    '  call      two  (echo; skipped: ACME-1)',
    '  call      three  (echo; skipped: NO_SUCH_KEY not set)',
    '  call      end  (echo; teardown)',
    '1 file, 4 steps',
  ];
  assert.deepEqual([code, stdout.trimEnd().split('\n')], [0, expected]);
  assert.deepEqual(folder.calls, []);
  folder.write('bad.smoke.yaml', 'server: 1');
  const both = await folder.run(['run', '--list', '--tag', 'fast']);
  assert.equal(both.code, 2);
  assert.match(both.stdout, /one[\s\S]*1 file, 2 steps/);
  assert.match(both.stderr, /^bad\.smoke\.yaml:1:9: expected/);
});

test('--grep takes steps by name or target, and those whose captures they need', async (t) => {
  const folder = new WorkFolder(t);
  const steps = [
    echo('create', { args: { text: '{"id":"n_1"}' }, capture: { id: '$.id' } }),
    echo('read', { args: { text: '${id}' } }),
    echo('other'),
  ];
  folder.write('smoke.yaml', { server: folder.server(), steps });
  const { code, stdout } = await folder.run(['run', '--grep', '^REA']);
  assert.equal(code, 0, stdout);
  assert.deepEqual(names(folder), ['{"id":"n_1"}', 'n_1']);
  assert.doesNotMatch(stdout, /tool-untested/);
  const wrong = await folder.run(['run', '--grep', '(']);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /^--grep takes a regular expression/);
  assert.equal((await folder.run(['run', '--grep', 'nothing-like-it'])).code, 4);
});

test('words behind -- are files, too', async (t) => {
  const folder = new WorkFolder(t);
  for (const name of ['a', '-b'])
    folder.write(`${name}.smoke.yaml`, { name, server: folder.server(), steps: [echo(name)] });
  const suites = async (...args: string[]) => {
    const { stdout, stderr } = await folder.run(args);
    return [...stdout.matchAll(/^(?:OK {4})?(\S+)\.smoke\.yaml/gm)].map(([, name]) => name).join(' ') || stderr;
  };
  assert.equal(await suites('run', '--list', '--', 'a.smoke.yaml'), 'a');
  assert.equal(await suites('--list', '--', '-b.smoke.yaml'), '-b');
  assert.equal(await suites('run', '--list', 'a.smoke.yaml', '--', '-b.smoke.yaml'), '-b a');
  assert.equal(await suites('check', 'a.smoke.yaml', '--', 'c'), 'no such file or folder: c\n');
});

test('an empty name is no file, wherever it stands', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
  folder.write('other.smoke.yaml', { server: folder.server(), steps: [echo('b')] });
  for (const args of [
    ['run', '', 'smoke.yaml'],
    ['run', 'smoke.yaml', ''],
    ['run', ''],
    ['', '--list'],
    ['check', ''],
  ]) {
    const { code, stdout, stderr } = await folder.run(args);
    assert.deepEqual([code, stdout, stderr], [2, '', 'an empty name is no file or folder\n'], args.join(' '));
  }
  assert.deepEqual(folder.calls, []);
});

test('--failed: only what failed there', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('a.smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('good'), fail('bad')] });
  folder.write('b.smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('fine')] });
  const first = await folder.run(['run', '--report', 'json=last.json']);
  assert.equal(first.code, 1);
  folder.write('calls', '');
  const { code, stdout } = await folder.run(['run', '--failed', 'last.json', '--report', 'json=next.json']);
  assert.equal(code, 1, stdout);
  assert.deepEqual(folder.calls, ['fail bad']);
  assert.deepEqual(
    folder.report('next.json').suites.map(({ file }) => file),
    ['a.smoke.yaml'],
  );
  const elsewhere = await folder.run(['run', 'b.smoke.yaml', '--failed', 'last.json']);
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.stderr, /not among these files: a\.smoke\.yaml/);
  await folder.run(['run', 'b.smoke.yaml', '--report', 'json=good.json']);
  const nothing = await folder.run(['run', '--failed', 'good.json']);
  assert.equal(nothing.code, 0);
  assert.match(nothing.stderr, /^--failed: nothing failed in good\.json/);
});

test('--failed: of several revisions, the one that runs now', async (t) => {
  const folder = new WorkFolder(t);
  const server = folder.server('--era=both');
  const steps = [echo('good'), fail('bad')];
  folder.write('smoke.yaml', { server, coverage: 'off', protocol: ['2026-07-28', '2025-11-25'], steps });
  assert.equal((await folder.run(['run', '--report', 'json=last.json'])).code, 1);
  const again = async (report: string, ...args: string[]) => {
    const { stdout, stderr } = await folder.run(['run', '--failed', report, '--report', 'json=next.json', ...args]);
    const { suites } = folder.report('next.json');
    const ran = suites.map(({ name, steps }) => [name, ...steps.filter(({ at }) => at).map((step) => step.name)]);
    return ran.length === 0 ? stdout + stderr : ran;
  };
  const both = [
    ['smoke.yaml [2026-07-28]', 'bad'],
    ['smoke.yaml [2025-11-25]', 'bad'],
  ];
  assert.deepEqual(await again('last.json'), both);
  assert.deepEqual(await again('last.json', '--protocol', '2025-11-25'), [['smoke.yaml', 'bad']]);
  assert.deepEqual(await again('next.json'), both, 'a report that names none is of each');
});

test('--failed: what failed the run by --fail-on-flaky or --fail-on-warning', async (t) => {
  const folder = new WorkFolder(t);
  const late = { name: 'late', tool: 'flaky', args: { text: '1' }, retry: { attempts: 3, delay: '1ms' } };
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('a'), late] });
  folder.write('untested.smoke.yaml', { server: folder.server(), steps: [echo('b'), echo('c')] });
  const strict = async (file: string, option: string) => {
    assert.equal((await folder.run(['run', file, option, '--report', 'json=last.json'])).code, 1);
    folder.write('calls', '');
    assert.equal((await folder.run(['run', '--failed', 'last.json'])).code, 0);
    return [...new Set(names(folder))];
  };
  assert.deepEqual(await strict('smoke.yaml', '--fail-on-flaky'), ['1']);
  assert.deepEqual(await strict('untested.smoke.yaml', '--fail-on-warning'), ['b', 'c']);
});

test('--failed: where the server could not be started, all of the file', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: { command: 'no-such-command' }, coverage: 'off', steps: [echo('a')] });
  await folder.run(['run', '--report', 'json=last.json']);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('a')] });
  const { code } = await folder.run(['run', '--failed', 'last.json']);
  assert.deepEqual([code, names(folder)], [0, ['a']]);
});

test('--failed: where the package could not be installed, all of the file', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('broken.tgz', 'no tarball');
  folder.write('smoke.yaml', { server: { package: 'broken.tgz' }, coverage: 'off', steps: [echo('a')] });
  assert.equal((await folder.run(['run', '--report', 'json=last.json'])).code, 3);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('a')] });
  const { code } = await folder.run(['run', '--failed', 'last.json']);
  assert.deepEqual([code, names(folder)], [0, ['a']]);
});

test('--retries and --repeat: as often as they say, where the file does not say itself', async (t) => {
  const folder = new WorkFolder(t);
  const own = { ...fail('own'), retry: { attempts: 2, delay: '1ms' } };
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [fail('x'), own] });
  assert.equal((await folder.run(['run', '--retries', '2'])).code, 1);
  assert.deepEqual(names(folder), ['x', 'x', 'x', 'own', 'own']);
  folder.write('calls', '');
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo('y')] });
  assert.equal((await folder.run(['run', '--repeat', '3'])).code, 0);
  assert.deepEqual(names(folder), ['y', 'y', 'y']);
  for (const args of [
    ['--retries', '-1'],
    ['--repeat', '0'],
    ['--repeat', 'x'],
  ])
    assert.equal((await folder.run(['run', ...args])).code, 2, args.join(' '));
});

test('--shard auto: as CI systems number their workers', () => {
  const files = ['a', 'b', 'c'];
  const rows: [Record<string, string>, string, string[]][] = [
    [{ CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2' }, 'auto', ['a', 'c']],
    [{ CI_NODE_INDEX: '2', CI_NODE_TOTAL: '2' }, 'auto', ['b']],
    [{ CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '2' }, 'auto', ['a', 'c']],
    [{ BUILDKITE_PARALLEL_JOB: '1', BUILDKITE_PARALLEL_JOB_COUNT: '2' }, 'auto', ['b']],
    [{ SEMAPHORE_JOB_INDEX: '2', SEMAPHORE_JOB_COUNT: '2' }, 'auto', ['b']],
    [{ BITBUCKET_PARALLEL_STEP: '0', BITBUCKET_PARALLEL_STEP_COUNT: '3' }, 'auto', ['a']],
    [{ SYSTEM_JOBPOSITIONINPHASE: '3', SYSTEM_TOTALJOBSINPHASE: '3' }, 'auto', ['c']],
    [{ JOB_COMPLETION_INDEX: '0' }, 'auto/2', ['a', 'c']],
    [{ JOB_COMPLETION_INDEX: '1' }, 'auto/2', ['b']],
  ];
  for (const [env, option, expected] of rows)
    assert.deepEqual(shardOf(files, option, env), { files: expected }, JSON.stringify(env));
  assert.deepEqual(shardOf(files, '5/5', {}), {
    files: [],
    why: 'shard 5/5 has nothing to do: there are 3 files for 5 shards',
  });
  const wrong: [Record<string, string>, RegExp][] = [
    [{}, /none of CI_NODE_INDEX, .* is set here/],
    [{ JOB_COMPLETION_INDEX: '0' }, /nothing says how many there are; add it, such as --shard auto\/4/],
    [{ CI_NODE_INDEX: '1' }, /CI_NODE_TOTAL is not set/],
    [{ CI_NODE_INDEX: '0', CI_NODE_TOTAL: '2' }, /CI_NODE_INDEX=0 is no worker of 2, counted from 1/],
    [{ CIRCLE_NODE_INDEX: 'x', CIRCLE_NODE_TOTAL: '2' }, /no worker/],
  ];
  for (const [env, says] of wrong) assert.throws(() => shardOf(files, 'auto', env), says);
});

test('an empty shard says why, and passes', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
  const env = { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' };
  const { code, stderr } = await folder.run(['run', '--shard', 'auto'], { env });
  assert.deepEqual([code, stderr], [0, 'shard 3/3 has nothing to do: there is 1 file for 3 shards\n']);
});

test('files are found below the folder where there are none in it, without what git ignores', async (t) => {
  const folder = new WorkFolder(t);
  const write = (name: string, text = '') => {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    writeFileSync(join(folder.path, name), text);
  };
  for (const file of ['a/smoke.yaml', 'a/gen.smoke.yaml', 'b/smoke/x.yaml', 'b/node_modules/y/smoke.yaml'])
    write(`packages/${file}`);
  write('out/smoke.yaml');
  write('out/keep/smoke.yaml');
  write('.gitignore', '/out/*\n!/out/keep\n');
  write('packages/a/.gitignore', 'gen.*\n');
  const found = (...patterns: string[]) => findSmokeFiles(patterns, folder.path);
  assert.equal((await found()).length, 5, 'no repository, nothing ignored');
  mkdirSync(join(folder.path, '.git'));
  const kept = ['out/keep/smoke.yaml', 'packages/a/smoke.yaml', 'packages/b/smoke/x.yaml'];
  assert.deepEqual(await found(), kept);
  assert.deepEqual(await found('.'), kept);
  assert.deepEqual(
    await found('packages/a/gen.smoke.yaml'),
    ['packages/a/gen.smoke.yaml'],
    'a file that is named is meant',
  );
  write('.gitignore', 'out/\n');
  assert.deepEqual(await found('out'), ['out/keep/smoke.yaml', 'out/smoke.yaml'], 'and so is a folder');
  write('smoke.yaml');
  assert.deepEqual(await found(), ['smoke.yaml']);
});
