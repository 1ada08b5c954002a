/** What a run prints and writes, and where. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';
import type { Report } from '../src/model.ts';
import { writeReport } from '../src/report/write.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const echo = (name: string, more: object = {}) => ({ name, tool: 'echo', args: { text: name }, ...more });
const fail = { name: 'wrong', tool: 'fail', args: { text: 'x' } };

describe('reports', { concurrency: 3 }, () => {
  const TARGETS = ['--report', 'json', '--report', 'junit=out/junit.xml', '--report', 'pretty=out/smoke.txt'];

  test('several at once: the one without a path is all of stdout, people’s text goes to stderr', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a'), fail] });
    const { code, stdout, stderr } = await folder.run(['run', ...TARGETS]);
    const report = JSON.parse(stdout);
    assert.deepEqual([code, report.exitCode, report.totals.failed], [1, 1, 1]);
    assert.match(stderr, /FAIL +wrong[\s\S]*Smoke test FAILED\.\n$/);
    const junit = folder.read('out/junit.xml');
    assert.match(
      junit,
      /^<\?xml version="1\.0"[\s\S]*<testcase [^>]*name="wrong \(fail\)"[\s\S]*<failure[\s\S]*<\/testsuites>\s*$/,
    );
    assert.match(folder.read('out/smoke.txt'), /FAIL +wrong[\s\S]*Smoke test FAILED\.\n$/);
  });

  test('are written when the server never starts', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: fixture('exit-before-init.mjs'), steps: [echo('a')] });
    const { code, stdout } = await folder.run(['run', ...TARGETS]);
    assert.deepEqual([code, JSON.parse(stdout).verdict], [3, 'broken']);
    assert.match(folder.read('out/junit.xml'), /<error[\s\S]*exit-before-init/);
    assert.match(folder.read('out/smoke.txt'), /BROKEN connect[\s\S]*exit-before-init/);
  });

  test('`-` is stdout, and two of them cannot go there', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
    const { code, stdout } = await folder.run(['run', '--report', 'junit=-']);
    assert.equal(code, 0);
    assert.match(stdout, /^<\?xml[\s\S]*<\/testsuites>\n$/);
    const both = await folder.run(['run', '--report', 'junit', '--report', 'json=-']);
    assert.deepEqual([both.code, both.stdout], [2, '']);
    assert.match(both.stderr, /two reports cannot both go to stdout/);
  });

  test('an unknown format and a place that cannot be written are told before anything is started', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
    const unknown = await folder.run(['run', '--report', 'jsn=out.json']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /does not know the format "jsn"/);
    const nowhere = await folder.run(['run', '--report', 'json=smoke.yaml/report.json']);
    assert.equal(nowhere.code, 2);
    assert.deepEqual(folder.calls, []);
  });
});

describe('on the terminal', { concurrency: 3 }, () => {
  test('-q shows failures and the summary, -v shows notes', async (t) => {
    const folder = new WorkFolder(t);
    const file = {
      server: fixture('pagination-hidden.mjs'),
      coverage: 'warn',
      steps: [echo('a'), echo('wrong', { expect: { text: 'b' } })],
    };
    const plain = await folder.script(file);
    assert.match(plain.stdout, /OK +a[\s\S]*FAIL +wrong/);
    assert.match(plain.stdout, /warning tool-untested/);
    assert.doesNotMatch(plain.stdout, /pagination-hidden:/);
    const quiet = await folder.script(file, ['-q']);
    assert.match(quiet.stdout, /FAIL +wrong[\s\S]*Smoke test FAILED\.\n$/);
    assert.doesNotMatch(quiet.stdout, /OK +a|tool-untested/);
    const verbose = await folder.script(file, ['-v']);
    assert.match(verbose.stdout, /info pagination-hidden:/);
  });

  test('colour only where it is wanted: FORCE_COLOR, NO_COLOR, --color, --no-color', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
    const isColoured = async (args: string[], env: Record<string, string> = {}) => {
      const { stdout, code } = await folder.run(['run', ...args], { env });
      assert.equal(code, 0);
      assert.match(stdout, /OK/, 'the status is a word in any case');
      return stdout.includes('\u001b[');
    };
    assert.equal(await isColoured([]), false);
    assert.equal(await isColoured([], { FORCE_COLOR: '1' }), true);
    assert.equal(await isColoured([], { FORCE_COLOR: '0' }), false);
    assert.equal(await isColoured([], { NO_COLOR: '1' }), false);
    assert.equal(await isColoured(['--color'], { NO_COLOR: '1' }), true);
    assert.equal(await isColoured(['--no-color'], { FORCE_COLOR: '1' }), false);
  });

  test('every command that shows something in colour takes --color and --no-color; a file has none', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [{ ...echo('a'), todo: 'think' }, echo('b')] });
    await folder.run(['run', '--report', 'json=report.json']);
    const shown = async (args: string[], env = {}) => (await folder.run(args, { env })).stdout;
    for (const args of [['report', 'report.json'], ['check'], ['doctor'], ['rules'], ['explain', 'hang-tool']]) {
      const plain = await shown([...args, '--no-color'], { FORCE_COLOR: '1' });
      assert.ok(plain.length > 20 && !plain.includes('\u001b'), args[0]);
      const coloured = await shown([...args, '--color'], { NO_COLOR: '1' });
      assert.ok(coloured.includes('\u001b['), args[0]);
      const bare = coloured.replaceAll(/\u001b\[\d+m/g, '');
      if (args[0] !== 'doctor') assert.equal(bare, plain, args[0]);
      assert.doesNotMatch(await shown(args), /\u001b/);
    }
    await folder.run(['report', 'report.json', '--color', '--report', 'pretty=page.txt', '--report', 'pretty']);
    assert.doesNotMatch(folder.read('page.txt'), /\u001b/);
  });

  test('a report that is named twice counts once, and that is said', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: folder.server(), steps: [echo('a')] });
    await folder.run(['run', '--report', 'json=report.json']);
    const { stdout, stderr, code } = await folder.run(['report', 'report.json', './report.json', '--report', 'json']);
    assert.deepEqual([code, (JSON.parse(stdout) as Report).suites.length], [0, 1]);
    assert.equal(stderr, './report.json was named before, and counts once\n');
  });

  test('a reader that goes away does no harm: `| head -1`', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', {
      server: folder.server(),
      steps: [fail, ...Array.from({ length: 50 }, (_, i) => echo(`step ${i}`))],
    });
    const run = `"${process.execPath}" "${join(ROOT, 'bin/mcp-smoke.js')}" run --report json=report.json`;
    const child = spawn('/bin/sh', ['-c', `(${run}; echo "exit $?" >&2) | head -1`], { cwd: folder.path });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    assert.equal(stdout, 'smoke.yaml\n');
    assert.equal(stderr, 'exit 1\n', 'no stack, and the exit code of the run');
    assert.equal(folder.calls.length, 51);
    assert.equal(folder.report().exitCode, 1);
  });
});

describe('several servers', { concurrency: 3 }, () => {
  test('--jobs 4: six files, each report whole, no two outputs mixed', async (t) => {
    const folder = new WorkFolder(t);
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const name of names) {
      const steps = ['1', '2', '3'].map((i) => ({
        name: `${name}${i}`,
        tool: 'wait',
        args: { text: `${name.charCodeAt(0) % 3}0` },
      }));
      folder.write(`${name}.smoke.yaml`, { name: `suite ${name}`, server: folder.server(), steps, coverage: 'off' });
    }
    const { code, stdout } = await folder.run(['run', '.', '--jobs', '4', '--report', 'json=report.json']);
    assert.equal(code, 0);
    const { suites } = folder.report();
    for (const [i, name] of names.entries()) {
      const done = suites[i]!.steps.map((step) => `${step.name} ${step.status}`);
      const own = [`${name}1`, `${name}2`, `${name}3`];
      assert.deepEqual(
        done,
        ['connect', 'list', 'schema', ...own, 'close'].map((step) => `${step} passed`),
      );
    }
    const said = [...stdout.matchAll(/^suite (\w)$|^ {2}OK +([a-f]\d) /gm)].map(([, suite, step]) => suite ?? step);
    const blocks = names.map((_, i) => said.slice(4 * i, 4 * i + 4).join(' '));
    assert.deepEqual(
      blocks.sort(),
      names.map((name) => `${name} ${name}1 ${name}2 ${name}3`),
    );
    assert.equal(said.length, 24);
  });

  test('a list of protocols runs the script once for each', async (t) => {
    const folder = new WorkFolder(t);
    const { code } = await folder.script({ protocol: ['2024-11-05', '2025-06-18', '2025-11-25'], steps: [echo('a')] });
    const spoken = folder.report().suites.map(({ server }) => server.protocol);
    assert.deepEqual([code, spoken], [0, ['2024-11-05', '2025-06-18', '2025-11-25']]);
    assert.equal(folder.calls.length, 3);
  });

  test('--protocol asks for one revision', async (t) => {
    const folder = new WorkFolder(t);
    assert.equal((await folder.script({ steps: [echo('a')] }, ['--protocol', '2025-03-26'])).code, 0);
    assert.deepEqual(
      folder.report().suites.map(({ server }) => server.protocol),
      ['2025-03-26'],
    );
  });

  test('`from` takes a server out of a .mcp.json, as the host would start it', async (t) => {
    const folder = new WorkFolder(t);
    const server = { ...folder.server(), env: { NOTES_TOKEN: 'abc-from-config' } };
    folder.write('.mcp.json', JSON.stringify({ mcpServers: { notes: server, other: { command: 'no-such-command' } } }));
    const named = await folder.script({ server: { from: '.mcp.json', name: 'notes' }, steps: [echo('a')] });
    assert.equal(named.code, 0, named.stderr);
    const unknown = await folder.script({ server: { from: '.mcp.json', name: 'note' }, steps: [echo('a')] });
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no server `note`[\s\S]*notes/);
  });
});

test('a report is replaced whole: who has the old one open reads on in it, and nothing else is left', async (t) => {
  const folder = new WorkFolder(t);
  const path = join(folder.path, 'r.json');
  await writeReport(path, 'the old one');
  const reader = await open(path);
  await writeReport(path, 'the new one');
  assert.equal(await reader.readFile('utf8'), 'the old one');
  await reader.close();
  assert.deepEqual([folder.read('r.json'), readdirSync(folder.path)], ['the new one', ['r.json']]);
});
