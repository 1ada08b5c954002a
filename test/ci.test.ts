/** What a CI job needs, through the real binary: strict modes, shards, merged reports, GitHub's own files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { shardOf } from '../src/cli/shard.ts';
import { findSmokeFiles } from '../src/config/find.ts';
import type { Report } from '../src/model.ts';
import { ROOT, type RunIn, smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-ci-'));
after(() => rmSync(folder, { recursive: true }));

const echo = { tool: 'echo', args: { text: 'x' } };
const write = (name: string, file: object) => writeFileSync(join(folder, `${name}.smoke.yaml`), stringify(file));
const run = (args: readonly string[], where: RunIn = {}) => smoke(args, { ...where, cwd: folder });
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report;

for (const name of ['a', 'b', 'c']) {
  write(name, { name, server: fixture('echo-secret.mjs', '--healthy'), coverage: 'off', steps: [echo] });
}
write('weak', { name: 'weak', server: fixture('echo-secret.mjs'), steps: [echo] });
write('locked', {
  server: fixture('echo-secret.mjs', '--healthy'),
  coverage: 'off',
  secrets: ['ACME_KEY'],
  steps: [echo, { ...echo, name: 'account', when: { env: ['ACME_KEY'] } }],
});

test('--fail-on-warning turns a warning into exit 1, and says so', async () => {
  assert.equal((await run(['run', 'weak.smoke.yaml'])).code, 0);
  const { code, stdout } = await run(['run', 'weak.smoke.yaml', '--fail-on-warning']);
  assert.equal(code, 1);
  assert.match(stdout, /warnings count as failures here/);
});

test('--require-secrets fails the step that would be skipped', async () => {
  assert.match((await run(['run', 'locked.smoke.yaml'])).stdout, /SKIP +account.*ACME_KEY is not set/);
  const { code, stdout } = await run(['run', 'locked.smoke.yaml', '--require-secrets']);
  assert.equal(code, 1);
  assert.match(stdout, /error secret-missing: ACME_KEY is not set, and --require-secrets asks for it/);
});

test('--shard: every file is in one shard; merged, they are the whole run', async () => {
  const files = ['a', 'b', 'c', 'd', 'e'];
  const shards = ['1/3', '2/3', '3/3'].map((option) => shardOf(files, option).files);
  assert.deepEqual(shards, [['a', 'd'], ['b', 'e'], ['c']]);
  assert.deepEqual(shardOf(['a'], '2/2').files, []);
  for (const wrong of ['0/2', '3/2', '1', 'a/b', '1/0'])
    assert.throws(() => shardOf(files, wrong), /--shard takes i\/n/);

  const own = ['a.smoke.yaml', 'b.smoke.yaml', 'c.smoke.yaml'];
  for (const shard of ['1', '2']) {
    const { code } = await run(['run', ...own, '--shard', `${shard}/2`, '--report', `json=${shard}.json`]);
    assert.equal(code, 0);
  }
  const merged = await run(['report', '1.json', '2.json', '--report', 'html=all.html', '--report', 'json=all.json']);
  assert.equal(merged.code, 0, merged.stderr);
  const { suites, totals, verdict } = json('all.json');
  assert.deepEqual([suites.map(({ name }) => name), verdict], [['a', 'c', 'b'], 'passed']);
  assert.equal(totals.steps, json('1.json').totals.steps + json('2.json').totals.steps);
  assert.match(readFileSync(join(folder, 'all.html'), 'utf8'), /All 3 test suites passed/);
});

test('an older and a newer run: the terminal and Markdown tell what changed, beside the verdict', async () => {
  const twice = (a: string, b: string) => {
    const steps = [
      { ...echo, name: 'first', expect: { text: a } },
      { ...echo, name: 'second', expect: { text: b } },
    ];
    write('twice', { name: 'twice', server: fixture('echo-secret.mjs', '--healthy'), coverage: 'off', steps });
  };
  twice('x', 'y');
  await run(['run', 'twice.smoke.yaml', '--report', 'json=older.json']);
  twice('y', 'x');
  await run(['run', 'twice.smoke.yaml', '--report', 'json=newer.json']);
  const { code, stdout } = await run([
    'report',
    'older.json',
    'newer.json',
    '--report',
    'pretty',
    '--report',
    'markdown=c.md',
  ]);
  assert.equal(code, 1);
  const sentence = /Since the run of .* UTC: 1 check fails that did not fail before, 1 check was mended\./;
  assert.match(stdout, sentence);
  assert.match(
    stdout,
    /\n {2}newly failing {2}first \(echo\)\n {2}mended {9}second \(echo\)\n\n.*\nSmoke test FAILED\.\n$/,
  );
  const markdown = readFileSync(join(folder, 'c.md'), 'utf8');
  assert.match(markdown, sentence);
  assert.match(markdown, /\*\*newly failing\*\* first \(echo\)\n- \*\*mended\*\* second \(echo\)\n/);
  assert.doesNotMatch((await run(['report', 'newer.json'])).stdout, /Since the run/);
});

test('a shard without files is fine, and does not spoil the merge', async () => {
  const { code } = await run(['run', 'a.smoke.yaml', '--shard', '2/2', '--report', 'json=none.json']);
  assert.equal(code, 0);
  await run(['run', 'weak.smoke.yaml', '--fail-on-warning', '--report', 'json=bad.json']);
  const merged = await run(['report', 'none.json', 'bad.json']);
  assert.equal(merged.code, 1);
  assert.match(merged.stdout, /Smoke test FAILED\.\n$/);
});

test('a shard in which nothing ran does not fail the merge; where nothing ran anywhere, it does', async () => {
  const skipped = [{ ...echo, skip: 'not here' }];
  write('idle', { name: 'idle', server: fixture('echo-secret.mjs', '--healthy'), coverage: 'off', steps: skipped });
  const codes: (number | null)[] = [];
  for (const [file, name] of [
    ['idle', 'idle.json'],
    ['idle', 'idle-2.json'],
    ['a', 'good.json'],
  ] as const)
    codes.push((await run(['run', `${file}.smoke.yaml`, '--report', `json=${name}`])).code);
  assert.deepEqual(codes, [4, 4, 0]);
  const merged = async (...names: string[]) => {
    const { code } = await run(['report', ...names, '--report', 'json=merged.json']);
    return [code, json('merged.json').exitCode, json('merged.json').verdict];
  };
  assert.deepEqual(await merged('idle.json', 'good.json'), [0, 0, 'passed']);
  assert.deepEqual(await merged('good.json', 'idle.json'), [0, 0, 'passed']);
  assert.deepEqual(await merged('idle.json', 'idle-2.json'), [4, 4, 'broken']);
});

test('report: what is no report is a usage error', async () => {
  writeFileSync(join(folder, 'text.json'), 'no');
  writeFileSync(join(folder, 'other.json'), '{"schema":"mcp-smoke/report@2"}');
  for (const [name, told] of [
    ['text.json', /is not JSON/],
    ['other.json', /is not a report of mcp-smoke/],
    ['gone.json', /cannot be read/],
  ] as const) {
    const { code, stderr } = await run(['report', name]);
    assert.equal(code, 2);
    assert.match(stderr, told);
  }
});

test('unknown formats and unwritable places are told before anything starts', async () => {
  for (const option of ['htm=x', `json=${join(folder, 'a.smoke.yaml')}/x.json`, `html=${folder}`]) {
    const { code, stdout } = await run(['run', 'a.smoke.yaml', '--report', option]);
    assert.deepEqual([code, stdout], [2, '']);
  }
});

const KEY = 'acme-key-12345';

test('under GitHub Actions secrets are masked first, on stderr, and the summary is written; elsewhere neither', async () => {
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, 'before\n');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, ACME_KEY: KEY };
  const args = ['run', 'locked.smoke.yaml', '--report', 'github'];
  const there = await run(args, { env });
  assert.ok(there.stderr.startsWith(`::add-mask::${KEY}\n`), there.stderr);
  assert.ok(!there.stdout.includes('add-mask'));
  assert.match(readFileSync(summary, 'utf8'), /^before\n## ✅ Smoke test OK/);
  const here = await run(args, { env: { GITHUB_STEP_SUMMARY: summary, ACME_KEY: KEY } });
  assert.ok(!`${here.stdout}${here.stderr}`.includes(KEY));
  assert.equal(readFileSync(summary, 'utf8').match(/Smoke test OK/g)?.length, 1);
});

test('the report tells the command, with what looks secret masked', async () => {
  await run(['run', 'a.smoke.yaml', '--var', 'api_token=tok-98765-abc', '--report', 'json=argv.json']);
  const { command = '', environment } = json('argv.json');
  assert.match(
    command,
    /^node \S+mcp-smoke\.js run a\.smoke\.yaml --var api_token=\[redacted:api_token\]|'api_token=\[redacted:api_token\]'/,
  );
  assert.equal(environment?.node, process.version);
});

test('the action gives npx the words that its inputs say, and runs nothing of them', async () => {
  const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const [{ run: script }] = runs.steps;
  writeFileSync(join(folder, 'npx'), '#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done\n', { mode: 0o755 });
  const env = {
    PATH: `${folder}:${process.env['PATH']}`,
    SMOKE_VERSION: '1.2.3',
    SMOKE_FILES: 'a b.smoke.yaml\nsmoke/\n',
    SMOKE_JUNIT: 'out.xml',
    SMOKE_HTML: '',
    SMOKE_JSON: '',
    SMOKE_OPTIONS: '--max-time=5m\n$(touch gone)',
  };
  const { stdout } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, env, encoding: 'utf8' });
  const words = ['--yes', 'mcp-smoke@1.2.3', 'run', '--report', 'github', '--report', 'junit=out.xml'];
  assert.deepEqual(stdout.trimEnd().split('\n'), [
    ...words,
    '--max-time=5m',
    '$(touch gone)',
    'a b.smoke.yaml',
    'smoke/',
  ]);
});

test('without a version the action runs its own checkout, which it builds where it has to', () => {
  const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const [{ run: script, env: inputs }] = runs.steps;
  assert.equal(inputs.SMOKE_HOME, '${{ github.action_path }}');
  const home = join(folder, 'the action');
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin/mcp-smoke.js'), 'console.log("ours:", ...process.argv.slice(2))');
  // In npm's place: what `prepare` of the checkout does.
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho "npm $*"\nmkdir dist\ntouch dist/index.js\n', { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env['PATH']}`, SMOKE_HOME: home, SMOKE_FILES: 'a.smoke.yaml' };
  const act = () => spawnSync('bash', ['-e', '-c', script], { cwd: folder, env, encoding: 'utf8' });
  const first = act();
  assert.deepEqual([first.status, first.stdout], [0, 'ours: run --report github a.smoke.yaml\n'], first.stderr);
  assert.match(first.stderr, /^npm ci --include=dev/m);
  assert.doesNotMatch(act().stderr, /npm ci/);
});

test('one bad file among several: the others run, every report tells of it, exit 2', async () => {
  writeFileSync(join(folder, 'bad.smoke.yaml'), 'server: { command: node }\nstepz: []\n');
  const formats = ['junit=bad.xml', 'json=bad-file.json', 'tap=bad.tap', 'html=bad.html'];
  const reports = formats.flatMap((format) => ['--report', format]);
  const { code, stdout } = await run(['run', 'a.smoke.yaml', 'bad.smoke.yaml', 'b.smoke.yaml', ...reports]);
  assert.equal(code, 2);
  assert.match(stdout, /BROKEN connect +the smoke file cannot be used[\s\S]*2 \| stepz: \[\]\n.*\^/);
  const junit = readFileSync(join(folder, 'bad.xml'), 'utf8');
  assert.equal(junit.match(/<error /g)?.length, 1);
  assert.match(
    junit,
    /<testcase classname="bad\.smoke\.yaml"[^>]* line="2">\n<error type="smoke-file" message="unknown key `stepz`">/,
  );
  const { suites, exitCode } = json('bad-file.json');
  const told = suites.map(({ file, steps }) => [file, steps.every(({ status }) => status === 'passed')]);
  assert.deepEqual(
    [exitCode, told],
    [
      2,
      [
        ['a.smoke.yaml', true],
        ['b.smoke.yaml', true],
        ['bad.smoke.yaml', false],
      ],
    ],
  );
  // Where no file is left, nothing is started and nothing is written.
  const alone = await run(['run', 'bad.smoke.yaml', '--report', 'junit=alone.xml']);
  assert.deepEqual([alone.code, alone.stdout, existsSync(join(folder, 'alone.xml'))], [2, '', false]);
});

test('annotations carry paths from the root of the repository', async () => {
  const cwd = join(folder, 'workspace/repo/packages/notes');
  mkdirSync(cwd, { recursive: true });
  const file = { server: fixture('echo-secret.mjs', '--healthy'), coverage: 'off', steps: [{ ...echo, tool: 'gone' }] };
  writeFileSync(join(cwd, 'smoke.yaml'), stringify(file));
  const place = async (env: Record<string, string>) => {
    const { stdout } = await smoke(['run', '--report', 'github'], { cwd, env });
    return /^::error file=([^,]+),line=/.exec(stdout)?.[1];
  };
  const env = { GITHUB_WORKSPACE: join(folder, 'workspace') };
  assert.equal(await place(env), 'repo/packages/notes/smoke.yaml');
  mkdirSync(join(folder, 'workspace/repo/.git'));
  assert.equal(await place(env), 'packages/notes/smoke.yaml', 'checked out into a folder of the workspace');
  assert.equal(await place({ GITHUB_WORKSPACE: '/elsewhere' }), 'smoke.yaml');
  assert.equal(await place({}), 'smoke.yaml');
});

test('the pre-commit hook takes the files that a run would find', async (t) => {
  const [{ files, entry }] = parse(readFileSync(join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));
  assert.equal(entry, 'mcp-smoke check');
  const found = ['a.smoke.yaml', 'smoke.yaml', 'smoke/a.yaml', 'smoke/x/y/b.yml', 'x/a.smoke.yml', 'x/smoke/y/c.yaml'];
  const other = ['a.yaml', 'smoke.example.yaml.md', 'smoke/a.json', 'nosmoke/a.yaml', 'smoke/x.yaml.bak'];
  const folder = new WorkFolder(t);
  for (const path of [...found, ...other]) {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), '');
  }
  assert.deepEqual(await findSmokeFiles(['.'], folder.path), found);
  assert.deepEqual(
    [...found, ...other].filter((path) => new RegExp(files).test(path)),
    found,
  );
});
