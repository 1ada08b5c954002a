/** `--trace` and `-vv`: every frame both ways, as it crosses. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withHttp } from './harness/http-fixture.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

interface Line {
  readonly atMs: number;
  readonly wire: number;
  readonly kind: string;
  readonly step?: string;
  readonly direction?: string;
  readonly message?: { readonly method?: string; readonly id?: number };
  readonly text?: string;
  readonly reason?: string;
  readonly exitCode?: number;
  readonly status?: number;
}

const echo = { tool: 'echo', args: { text: 'hello' } };

function linesOf(folder: WorkFolder, name = 'trace.ndjson'): Line[] {
  const text = folder.read(name);
  assert.ok(text.endsWith('\n'));
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const methods = (lines: readonly Line[], direction: string) =>
  lines.flatMap((line) => (line.direction === direction && line.message?.method ? [line.message.method] : []));

test('stdio: all that was sent and all that came, with times that only grow', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: fixture('stdout-noise-call.mjs'), steps: [{ ...echo, tool: 'faulty' }] });
  const { code } = await folder.run(['run', '--trace', 'trace.ndjson']);
  assert.equal(code, 1);
  const lines = linesOf(folder);
  assert.deepEqual([lines[0]?.kind, lines.at(-1)?.kind, lines.at(-1)?.reason], ['open', 'closed', 'closed-by-us']);
  for (const method of ['initialize', 'notifications/initialized', 'tools/list', 'tools/call'])
    assert.ok(methods(lines, 'out').includes(method), method);
  const asked = lines.filter(({ direction, message }) => direction === 'out' && message?.id !== undefined);
  for (const { message, atMs } of asked) {
    const answer = lines.find((line) => line.direction === 'in' && line.message?.id === message?.id);
    assert.ok(answer && answer.atMs >= atMs, JSON.stringify(message));
  }
  assert.ok(lines.some(({ direction, text, step }) => direction === 'in' && text !== undefined && step === 'faulty'));
  const times = lines.map(({ atMs }) => atMs);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

test('a server that dies: the last frame that was sent stands there, and how it ended', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: fixture('crash-on-call.mjs'), steps: [{ ...echo, tool: 'faulty' }] });
  await folder.run(['run', '--trace', 'trace.ndjson']);
  const lines = linesOf(folder);
  const at = lines.findIndex(({ kind }) => kind === 'closed');
  assert.equal(methods(lines.slice(0, at), 'out').at(-1), 'tools/call');
  assert.ok(Number(lines[at]?.exitCode) > 0);
});

test('it is written as it happens: all of it is there while a call hangs, and after a kill', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: fixture('hang-tool.mjs'), steps: [{ ...echo, tool: 'faulty' }] });
  const path = join(folder.path, 'trace.ndjson');
  const sent = () => {
    try {
      return readFileSync(path, 'utf8').includes('"method":"tools/call"');
    } catch {
      return false;
    }
  };
  await folder.run(['run', '--trace', 'trace.ndjson'], {
    during: (child) => {
      const timer = setInterval(() => {
        if (!sent()) return;
        clearInterval(timer);
        child.kill('SIGKILL');
      }, 50);
    },
  });
  assert.ok(methods(linesOf(folder), 'out').includes('tools/call'));
});

test('HTTP: frames, and the status of each exchange', (t) =>
  withHttp('http.mjs', [], async ({ url }) => {
    const folder = new WorkFolder(t);
    folder.write('smoke.yaml', { server: { url }, coverage: 'off', steps: [echo] });
    const { code, stdout } = await folder.run(['run', '--trace', 'trace.ndjson']);
    assert.equal(code, 0, stdout);
    const lines = linesOf(folder);
    assert.ok(methods(lines, 'out').includes('tools/call'));
    assert.ok(lines.some(({ kind, status }) => kind === 'http' && status === 200));
  }));

test('secrets are taken out, one too that the server gives out in the very frame', async (t) => {
  const folder = new WorkFolder(t);
  const key = 'acme-key-1234567890';
  folder.write('smoke.yaml', {
    server: fixture('echo-secret.mjs', '--healthy'),
    secrets: ['ACME_KEY'],
    coverage: 'off',
    steps: [
      { name: 'out', tool: 'echo', args: { text: '${env:ACME_KEY}' } },
      {
        name: 'in',
        tool: 'echo',
        args: { text: '{"token":"tok-${uuid}"}' },
        capture: { token: { path: '$.token', secret: true } },
      },
    ],
  });
  const { code, stdout, stderr } = await folder.run(['run', '--trace', 'trace.ndjson', '-vv'], {
    env: { ACME_KEY: key },
  });
  assert.equal(code, 0, `${stdout}${stderr}`);
  const text = folder.read('trace.ndjson');
  assert.ok(text.includes('[redacted:ACME_KEY]') && text.includes('[redacted:token]'));
  for (const shown of [text, stdout]) assert.ok(!shown.includes(key) && !/tok-[0-9a-f]{8}-/.test(shown));
});

test('-vv shows the frames, -v does not; a report on stdout stays what it is', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo] });
  const plain = await folder.run(['run', '-v']);
  assert.doesNotMatch(plain.stdout, /"method":"tools\/list"/);
  const shown = await folder.run(['run', '-vv']);
  assert.match(shown.stdout, /^ +\d.* {2}-> \{"jsonrpc":"2\.0","id":\d+,"method":"tools\/list"/m);
  assert.match(shown.stdout, /^ +\d.* {2}<- \{.*"result"/m);
  assert.match(shown.stdout, /Smoke test OK\.\n$/);
  const piped = await folder.run(['run', '-vv', '--report', 'ndjson']);
  assert.ok(
    piped.stdout
      .trimEnd()
      .split('\n')
      .every((line) => JSON.parse(line).type !== 'wire'),
  );
});

test('a trace does not take the place of a report or of the smoke file', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [echo] });
  for (const args of [
    ['--trace', 'smoke.yaml'],
    ['--trace', 'x.json', '--report', 'json=x.json'],
  ])
    assert.equal((await folder.run(['run', ...args])).code, 2);
});
