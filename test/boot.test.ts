/** What comes before the program: help that was printed ahead, and V8's code cache beside the files. */
import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nameOf } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { ROOT, smoke } from './harness/smoke.ts';

const CACHE = 'dist/.code-cache';
const PROBE = ['probe', '--', process.execPath, join(ROOT, 'test/servers/hang-tool.mjs')];

/** A program of its own. */
function installed(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-boot-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['bin', 'dist', 'schema']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  rmSync(join(folder, CACHE), { recursive: true, force: true });
  const path = (name: string) => join(folder, name);
  const run = (args: readonly string[], env?: Record<string, string>) =>
    smoke(args, { bin: path('bin/mcp-smoke.js'), ...(env ? { env } : {}) });
  const kept = () => (existsSync(path(CACHE)) ? readdirSync(path(CACHE)).sort() : []);
  return { path, run, kept };
}

test('the help that was printed ahead is what yargs prints', async (t) => {
  const { path, run } = installed(t);
  const lines = [['--help'], ['-h'], ...commands.map((command) => [nameOf(command), '--help'])];
  const ahead = await Promise.all(lines.map((line) => run(line)));
  rmSync(path('dist/help.json'));
  assert.deepEqual(await Promise.all(lines.map((line) => run(line))), ahead);
  assert.deepEqual([ahead[0]?.code, ahead[0]?.stderr], [0, '']);
});

test('the first runs leave their compiled code beside it, and the next ones take it', async (t) => {
  const { path, run, kept } = installed(t);
  assert.equal((await run(PROBE)).code, 0);
  const first = kept();
  assert.ok(
    first.some((name) => name.startsWith('start.js@probe@')) && first.some((name) => name.startsWith('judge.js@')),
  );
  const times = () => kept().map((name) => statSync(path(`${CACHE}/${name}`)).mtimeMs);
  for (let more = 0; more < 3; more++) assert.equal((await run(PROBE)).code, 0);
  const before = times();
  assert.equal((await run(PROBE)).code, 0);
  assert.deepEqual([kept(), times()], [first, before]);
});

test('what a run compiles that failed at its start is not all that is ever kept', async (t) => {
  const { path, run, kept } = installed(t);
  const judge = () => kept().find((name) => name.startsWith('judge.js@'))!;
  const learned = () => readFileSync(path(`${CACHE}/${judge()}`));
  const failing = ['probe', '--', process.execPath, '-e', '0'];
  for (const count of [1, 2, 2]) {
    assert.notEqual((await run(failing)).code, 0);
    assert.equal(learned().at(-1), count);
  }
  const little = learned().length;
  for (const count of [3, 4, 5, 6, 6]) {
    assert.equal((await run(PROBE)).code, 0);
    assert.equal(learned().at(-1), count);
  }
  assert.ok(learned().length > little + 50_000, `${little} bytes, then ${learned().length}`);
});

test('a run that is asked for something else adds to what is kept, and where it writes to makes no difference', async (t) => {
  const { path, run, kept } = installed(t);
  const taught = () => readFileSync(path(`${CACHE}/${kept().find((name) => name.startsWith('judge.js@'))}`));
  const withReport = (file: string) =>
    run([...PROBE.slice(0, 1), '--report', `junit=${path(file)}`, ...PROBE.slice(1)]);
  for (let count = 1; count <= 5; count++) assert.equal((await run(PROBE)).code, 0);
  const plain = taught();
  assert.equal(plain.at(-1), 4);
  for (let count = 1; count <= 5; count++) assert.equal((await withReport(`${count}.xml`)).code, 0);
  assert.equal(taught().at(-1), 8);
  assert.ok(taught().length > plain.length + 5000, `${plain.length} bytes, then ${taught().length}`);
});

test('a cache that is cut off, or of another text of the same length, is not used', async (t) => {
  const { path, run, kept } = installed(t);
  await run(PROBE);
  const old = kept().find((name) => name.startsWith('judge.js@'))!;
  for (const name of kept()) truncateSync(path(`${CACHE}/${name}`), 1000);
  assert.equal((await run(PROBE)).code, 0);
  const text = readFileSync(path('dist/judge.js'), 'latin1');
  writeFileSync(
    path('dist/judge.js'),
    text.replaceAll("didn't", "did'nt").replaceAll('name:"schema"', 'name:"schemx"'),
    'latin1',
  );
  assert.match((await run(PROBE)).stdout, /OK {5}schemx/);
  assert.ok(!kept().includes(old), 'the cache of the older text is still there');
});

test('where nothing can be kept, or may be, all goes as ever', async (t) => {
  const { path, run, kept } = installed(t);
  assert.equal((await run(PROBE, { NODE_DISABLE_COMPILE_CACHE: '1' })).code, 0);
  assert.deepEqual(kept(), []);
  writeFileSync(path(CACHE), 'a file');
  assert.deepEqual([(await run(PROBE)).code, readFileSync(path(CACHE), 'utf8')], [0, 'a file']);
});

test('what only checks files does not decide what a run finds compiled', async (t) => {
  const { run, kept } = installed(t);
  assert.equal((await run(['check', join(ROOT, 'smoke.example.yaml')])).code, 0);
  assert.deepEqual(
    kept().filter((name) => /^(?:start|judge)\.js/.test(name)),
    [],
  );
});

test('what is compiled is ASCII: it is read a byte a character', () => {
  const packs = readdirSync(join(ROOT, 'dist')).filter((name) => name.endsWith('.js'));
  const odd = packs.filter((name) => /[^\0-\x7f]/.test(readFileSync(join(ROOT, 'dist', name), 'utf8')));
  assert.deepEqual([packs.length > 5, odd], [true, []]);
});
