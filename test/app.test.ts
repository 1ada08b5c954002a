/** Apps that host a server: started, waited for, diagnosed, ended; and http steps beside MCP. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { processesWith } from './harness/processes.ts';
import { fixture, type Judged, judge } from './harness/suite.ts';

const CALL = { tool: 'faulty', args: { text: 'a' } };

interface App {
  readonly variant?: string;
  readonly ready?: object;
  readonly steps?: readonly object[];
  readonly more?: object;
  readonly args?: readonly string[];
}

let count = 0;

/** Runs the app on a free port; nothing of it may be left. */
async function run({ variant = 'healthy', ready, steps = [CALL], more = {}, args = [] }: App): Promise<Judged> {
  const mark = `--mark=app-${process.pid}-${count++}`;
  const start = fixture('app.mjs', '--port=${port}', `--variant=${variant}`, mark);
  const server = { url: 'http://127.0.0.1:${port}/mcp', start: { ...start, ...(ready ? { ready } : {}) } };
  const judged = await judge({ server, coverage: 'off', steps, ...more }, args);
  assert.deepEqual(processesWith(mark), [], 'nothing of the app is left');
  return judged;
}

const rules = ({ findings }: Judged) => findings.map(({ rule }) => rule);
const find = ({ findings, stdout }: Judged, rule: string) =>
  findings.find((finding) => finding.rule === rule) ?? assert.fail(`no ${rule} in ${stdout}`);

const readies: readonly [string, object | undefined][] = [
  ['by the port of the URL', undefined],
  ['by http', { http: 'http://127.0.0.1:${port}/healthz' }],
  ['by tcp', { tcp: '127.0.0.1:${port}' }],
  ['by a line of its output', { log: '^Ready on \\d+', timeout: '20s' }],
];

for (const [name, ready] of readies) {
  test(`ready ${name}`, async () => {
    const judged = await run({ variant: 'slow', ...(ready ? { ready: { ...ready } } : {}) });
    assert.deepEqual([judged.code, judged.findings], [0, []]);
  });
}

test('an app that dies is told at once, with its reason', async () => {
  const judged = await run({ variant: 'dies', ready: { http: 'http://127.0.0.1:${port}/healthz', timeout: '60s' } });
  assert.equal(judged.code, 3);
  assert.match(find(judged, 'exit-before-init').message, /exit code 1/);
  assert.match(find(judged, 'exit-before-init').evidence ?? '', /RangeError: no database/);
  assert.ok(judged.report.durationMs < 30_000, 'it did not wait for the time limit');
});

test('an app that does not get ready', async () => {
  const judged = await run({ variant: 'not-ready', ready: { tcp: '127.0.0.1:${port}', timeout: '1s' } });
  assert.equal(judged.code, 3);
  assert.match(find(judged, 'not-ready').message, /nothing listens there/);
  assert.match(find(judged, 'not-ready').evidence ?? '', /booting/);
});

test('an app whose readiness is answered with an error', async () => {
  const judged = await run({ ready: { http: 'http://127.0.0.1:${port}/nope', timeout: '2s' } });
  assert.match(find(judged, 'not-ready').message, /HTTP status 404/);
});

test('an app that cannot be started', async () => {
  const start = { command: 'no-such-command-anywhere' };
  const judged = await judge({ server: { url: 'http://127.0.0.1:${port}/', start }, steps: [CALL] });
  assert.equal(judged.code, 3);
  assert.match(find(judged, 'spawn-enoent').message, /was not found/);
});

test('a port that somebody else has is not taken for the app', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const start = fixture('app.mjs', `--port=${port}`);
  const judged = await judge({ server: { url: `http://127.0.0.1:${port}/mcp`, start }, steps: [CALL] });
  other.close();
  assert.equal(judged.code, 3);
  assert.match(find(judged, 'not-ready').message, /before the app was started\.$/);
});

test('a crash in a call is a crash, with what the app said, and the next call gets a fresh app', async () => {
  const steps = [
    { ...CALL, name: 'crash' },
    { tool: 'echo', args: { text: 'b' }, expect: { text: 'b' } },
  ];
  const judged = await run({ variant: 'exit-in-call', steps });
  assert.equal(judged.code, 1);
  assert.match(find(judged, 'crash-on-call').message, /exit code 3/);
  assert.match(find(judged, 'crash-on-call').evidence ?? '', /the pool is empty/);
  assert.equal(judged.report.suites[0]!.steps.find(({ name }) => name === 'echo')?.status, 'passed');
});

test('what the app writes during a call tells the cause', async () => {
  const judged = await run({ variant: 'fails-in-call' });
  assert.deepEqual(rules(judged).includes('unexpected-status'), true);
  assert.match(judged.report.suites[0]!.stderrTail, /EADDRINUSE/);
});

test('a child that outlives the app, and an app that ignores SIGTERM, are ended', async () => {
  assert.equal((await run({ variant: 'child' })).code, 0);
  assert.equal((await run({ variant: 'ignores-sigterm' })).code, 0);
});

test('a tool that calls its own server', async () => {
  const judged = await run({ steps: [{ tool: 'faulty', args: { text: 'loop' }, expect: { text: 'I have 2 tools' } }] });
  assert.deepEqual([judged.code, judged.findings], [0, []]);
});

test('http steps: what holds', async () => {
  const steps = [
    {
      http: { url: '/healthz' },
      expect: {
        status: 200,
        headers: { 'X-Version': { startsWith: '1.' } },
        json: { '$.status': 'up' },
        maxLatency: '20s',
      },
      capture: { state: '$.status' },
    },
    {
      http: { method: 'GET', url: 'http://127.0.0.1:${port}/old' },
      expect: { status: [301, 308], headers: { location: '/new' } },
    },
    {
      http: { method: 'POST', url: '/echo', headers: { Authorization: 'Basic abc' }, json: { was: '${state}' } },
      expect: { json: { '$.body': '{"was":"up"}', '$.type': 'application/json', '$.auth': 'Basic abc' } },
    },
    {
      name: 'text',
      http: { method: 'POST', url: '/echo', body: 'plain ${state}' },
      expect: { status: 201, text: { contains: 'plain up' } },
    },
  ];
  const judged = await run({ steps });
  assert.deepEqual([judged.code, judged.findings], [0, []]);
  const kinds = judged.report.suites[0]!.steps.map(({ kind }) => kind);
  assert.deepEqual(kinds.filter((kind) => kind === 'http').length, 4);
});

test('http steps: what does not', async () => {
  const steps = [
    { name: 'status', http: { url: '/nope' } },
    { name: 'header', http: { url: '/healthz' }, expect: { headers: { 'x-version': '9' } } },
    { name: 'json', http: { url: '/healthz' }, expect: { json: { '$.checks': { length: 5 } } } },
    { name: 'no json', http: { url: '/nope' }, expect: { status: 404, json: { '$.checks': 5 } } },
    { name: 'cause', http: { url: '/broken' }, timeout: '5s' },
    { name: 'silent', http: { url: '/slow' }, timeout: '1s' },
    { name: 'nobody', http: { url: 'http://127.0.0.1:1/' } },
  ];
  const { report, code } = await run({ steps });
  const told = Object.fromEntries(report.suites[0]!.steps.map(({ name, findings }) => [name, findings[0]]));
  assert.equal(code, 1);
  assert.match(told['status']?.message ?? '', /expected HTTP status 200 to 299, got 404/);
  assert.match(told['header']?.message ?? '', /header x-version: expected to equal "9"/);
  assert.match(told['json']?.message ?? '', /\$\.checks: expected to have the length 5/);
  assert.match(told['no json']?.evidence ?? '', /received: the body is not JSON: /);
  assert.match(told['cause']?.message ?? '', /got 500/);
  assert.match(told['silent']?.message ?? '', /no answer within 1000 ms/);
  assert.match(told['nobody']?.message ?? '', /ECONNREFUSED/);
  assert.equal(told['nobody']?.rule, 'http-no-answer');
});

test('http steps: headers of the server stay with the server', async () => {
  const start = fixture('app.mjs', '--port=${port}');
  const server = { url: 'http://127.0.0.1:${port}/mcp', headers: { Authorization: 'Bearer only-for-mcp' }, start };
  const http = { method: 'POST', url: '/echo', body: 'x' };
  const { report, code } = await judge({ server, coverage: 'off', steps: [{ name: 'post', http }] });
  const [call] = report.suites[0]!.steps.find(({ name }) => name === 'post')?.calls ?? [];
  assert.equal(code, 0);
  assert.match(call!.answer, /"body":"x"/);
  assert.doesNotMatch(call!.answer, /"auth"/);
});

test('http steps: a request that cannot be sent for what is in it', async () => {
  const start = fixture('app.mjs', '--port=${port}');
  const server = { url: 'http://127.0.0.1:${port}/mcp', start };
  const vars = { lines: 'a\nb', place: 'http://[oops/' };
  const steps = [
    { name: 'header', http: { url: '/healthz', headers: { 'x-a': '${lines}' } } },
    { name: 'url', http: { url: '${place}' } },
    { http: { url: '/healthz' } },
  ];
  const { report, code } = await judge({ server, vars, coverage: 'off', steps });
  assert.equal(code, 1);
  const told = report.suites[0]!.steps.filter(({ kind }) => kind === 'http');
  assert.deepEqual(
    told.map(({ findings }) => findings.map(({ rule }) => rule)),
    [['http-no-answer'], ['http-no-answer'], []],
  );
});

test('--read-only sends no request that may change something', async () => {
  const steps = [{ name: 'post', http: { method: 'POST', url: '/echo', body: 'x' } }, { http: { url: '/healthz' } }];
  const { report } = await run({ steps, args: ['--read-only'] });
  assert.match(report.suites[0]!.steps.find(({ name }) => name === 'post')?.reason ?? '', /--read-only: POST/);
});
