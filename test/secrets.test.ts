/** Secrets through the real binary: whatever a server does with one, no output holds it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { deliver } from '../src/engine/deliver.ts';
import { worse } from '../src/engine/exit-code.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import type { Format } from '../src/report/format.ts';
import { formats } from '../src/report/formats.ts';
import { skeleton } from '../src/report/skeleton.ts';
import { isLeft } from './harness/leaks.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';
import { COMMIT, TEXT_FORMATS } from './harness/text-formats.ts';

const SECRET = `n0tes-tok/en+42"x`;
const server = (name: string, ...args: string[]) => ({
  ...fixture(name, ...args),
  env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' },
});

test('every sink, every format, stdout and stderr: nothing of the secret is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-secrets-'));
  const file = {
    name: `with ${SECRET}`,
    server: server('secret-sinks.mjs'),
    secrets: ['NOTES_TOKEN'],
    steps: ['text', 'key', 'pointer', 'error', 'tool-error', 'blob', 'repr', 'noise', 'crash'].map((how) => ({
      name: `${how} ${SECRET}`,
      tool: 'leak',
      args: { text: how },
      expect: { text: { equals: 'x' } },
    })),
  };
  try {
    await writeFile(join(folder, 'smoke.yaml'), stringify(file));
    const reports = TEXT_FORMATS.flatMap((format) => ['--report', `${format}=out/report.${format}`]);
    const env = { NOTES_TOKEN: SECRET, ...COMMIT };
    const { stdout, stderr, code } = await smoke(['run', 'smoke.yaml', '-vv', ...reports], { cwd: folder, env });
    assert.equal(code, 1, stderr);
    assert.match(stdout, /\[redacted:NOTES_TOKEN\]/);
    assert.ok(!isLeft(stdout, SECRET) && !isLeft(stderr, SECRET));
    const written = await readdir(join(folder, 'out'));
    assert.equal(written.length, TEXT_FORMATS.length);
    for (const name of written) {
      assert.ok(!isLeft(await readFile(join(folder, 'out', name), 'utf8'), SECRET), name);
    }
    const { secrets } = JSON.parse(await readFile(join(folder, 'out/report.json'), 'utf8'));
    assert.deepEqual([secrets.values, secrets.scannedFiles], [1, written.length]);
    assert.ok(secrets.replaced >= 8);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const echo = (more: object, ...args: string[]) => ({
  server: server('echo-secret.mjs', ...args),
  coverage: 'off',
  steps: [{ tool: 'faulty', args: { text: 'x' }, ...more }],
});
const withToken = async (file: object) => {
  const { findings } = await judge(file, [], { NOTES_TOKEN: SECRET });
  return findings.filter(({ rule }) => rule === 'secret-echoed');
};

test('a secret that the server echoes is a warning with its place; its twin is clean', async () => {
  const [found, ...others] = await withToken(echo({}));
  assert.deepEqual([found?.level, found?.where, others], ['warning', '/content/0/text', []]);
  assert.match(found?.message ?? '', /the value of NOTES_TOKEN/);
  assert.deepEqual(await withToken(echo({}, '--healthy')), []);
});

test('what the step itself sent may come back', async () => {
  assert.deepEqual(await withToken(echo({ args: { text: '${env:NOTES_TOKEN}' } })), []);
});

test('a captured secret is hidden from then on, also in the step that captured it', async () => {
  const file = {
    server: fixture('echo-secret.mjs'),
    coverage: 'off',
    steps: [
      {
        name: 'login',
        tool: 'echo',
        args: { text: '{"t":"sess-4f9a8b7c6d"}' },
        capture: { token: { path: '$.t', secret: true } },
      },
      { name: 'use', tool: 'echo', args: { text: 'with ${token}' }, expect: { text: 'other' } },
    ],
  };
  const { report, findings, stdout, stderr } = await judge(file);
  assert.ok(!isLeft(stdout.replace(/"text":"\{[^\n]*/, ''), 'sess-4f9a8b7c6d'), stdout);
  assert.match(stderr, /with \[redacted:token\]/);
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['expectation'],
  );
  assert.equal(report.secrets.values, 1);
});

test('values too short or too common to be hidden are config errors', async () => {
  for (const [value, told] of [
    ['abc', /shorter than 4/],
    ['12345', /fewer than 6 digits/],
    ['passed', /an ordinary word/],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-secrets-'));
    await writeFile(join(folder, 'smoke.yaml'), stringify({ ...echo({}), secrets: ['NOTES_TOKEN'] }));
    const { code, stderr } = await smoke(['run', 'smoke.yaml'], { cwd: folder, env: { NOTES_TOKEN: value } });
    await rm(folder, { recursive: true });
    assert.equal(code, 2);
    assert.match(stderr, told);
  }
});

test('a value that stands in words of ours, as in the name of a rule that is told, costs no report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-secrets-'));
  const broken = { ...fixture('stdout-noise-call.mjs'), env: { MODE: '${env:MODE}' } };
  const steps = [{ tool: 'echo', args: { text: 'a' }, expect: { text: 'b' } }];
  await writeFile(join(folder, 'smoke.yaml'), stringify({ server: broken, coverage: 'off', steps }));
  const reports = TEXT_FORMATS.flatMap((format) => ['--report', `${format}=r.${format}`]);
  for (const MODE of ['plain', 'noise', 'expectation', 'again', 'Around', 'direction']) {
    const { code, stdout, stderr } = await smoke(['run', 'smoke.yaml', '--trace', 't.jsonl', ...reports], {
      cwd: folder,
      env: { MODE, ...COMMIT },
    });
    assert.equal(code, 1, stdout + stderr);
    assert.doesNotMatch(stderr, /was removed/);
    const sarif = await readFile(join(folder, 'r.sarif'), 'utf8');
    assert.match(sarif, /"ruleId": "expectation"/);
  }
  await rm(folder, { recursive: true });
});

test('a reporter that leaks trips the scan: its file is removed, the others stay, exit 5', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-secrets-'));
  const bad = join(folder, 'bad.txt');
  const good = join(folder, 'good.json');
  const report = { ...skeleton, command: 'mcp-smoke run' };
  for (const leak of [SECRET, Buffer.from(`a${SECRET}`).toString('base64'), JSON.stringify(JSON.stringify(SECRET))]) {
    const sabotaged: Format = { render: ({ command }) => (command === ' ' ? '' : `x ${leak}`), extension: 'txt' };
    const broken: Format = { ...sabotaged, render: () => assert.fail(`cannot render ${SECRET}`) };
    const told: string[] = [];
    const faults: string[] = [];
    await writeFile(bad, 'of an earlier run');
    const code = await deliver({
      report,
      targets: [
        { format: 'junit', path: bad },
        { format: 'pretty', path: join(folder, 'broken.txt') },
        { format: 'json', path: good },
      ],
      redactor: createRedactor([{ name: 'TOKEN', value: SECRET }]),
      context: {},
      table: { ...formats, junit: sabotaged, pretty: broken },
      complain: (text) => told.push(text),
      onFault: (error) => faults.push((error as Error).message),
    });
    assert.equal(code, 70);
    assert.deepEqual(told, [`${bad} was removed: the secret TOKEN would stand in it`]);
    assert.deepEqual(faults, [`cannot render ${SECRET}`], 'whoever tells it cleans it');
    assert.ok(!existsSync(bad));
    assert.ok(existsSync(good));
  }
  await rm(folder, { recursive: true });
});

test('exit codes: which wins', () => {
  assert.deepEqual([worse(1, 5), worse(70, 5), worse(130, 70), worse(0, 4), worse(3, 1)], [5, 70, 130, 4, 3]);
});

test('a credential in the place of the name of its variable is not said again', async () => {
  const typed = 'X7fQ9zLmP2vBw4Rt';
  const url = 'http://127.0.0.1:9/mcp';
  const lines = [
    ['probe', url, '--header', `Authorization=${typed}`],
    ['probe', url, '--header', `Authorization: Bearer ${typed}`],
    ['probe', '--env', `TOKEN=${typed}`, '--', 'node'],
    ['login', url, '--client-id', 'x', '--client-secret', typed],
  ];
  for (const line of lines) {
    const { code, stdout, stderr } = await smoke(line);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /--(?:header|env|client-secret) takes .*such as .*API_TOKEN.*not the value itself/);
    assert.ok(!stderr.includes(typed), stderr);
  }
  const unset = await smoke(['probe', url, '--header', 'Authorization=API_TOKEN']);
  assert.match(unset.stderr, /environment variable API_TOKEN is not set/);
});
