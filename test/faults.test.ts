/** Exceptions of ours: whichever room throws, the servers end, the reports are written, the stack is told, exit 70. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHttp } from './harness/http.ts';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { processesWith } from './harness/processes.ts';
import { NAME, type Sabotage, sabotaged } from './harness/sabotage.ts';
import type { Ran } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const SECRET = 'kjR5-d3Lq-9xTz-W8mB';
const env = { [NAME]: SECRET };
const REPORTS = [
  '--report',
  'json=r.json',
  '--report',
  'junit=r.xml',
  '--report',
  'ndjson=r.ndjson',
  '--report',
  'tap=r.tap',
];
const FILES = ['r.json', 'r.xml', 'r.ndjson', 'r.tap'];
const echo = { name: 'ok', tool: 'echo', args: { text: 'a' }, expect: { text: 'a' } };
const wrong = { name: 'wrong', tool: 'fail', args: { text: `b \${env:${NAME}}` } };
const hangs = { name: 'hangs', tool: 'wait', args: { text: '60000' }, timeout: '1s' };

/** Does not go by itself when we are gone. */
const STUBBORN = ['no-exit-on-eof.mjs', '--variant=stubborn'] as const;

interface Row extends Sabotage {
  readonly server?: readonly [string, ...string[]];
  /** In place of the usual keys. */
  readonly smokeFile?: object;
  /** Reports that cannot be made by what throws. */
  readonly lost?: readonly string[];
}

const stdio: readonly Row[] = [
  { file: 'wire/child.ts', target: 'spawnChild' },
  { file: 'wire/lines.ts', target: 'LineSplitter.prototype.push' },
  { file: 'wire/lines.ts', target: 'LineSplitter.prototype.push', after: 3 },
  { file: 'wire/framing/decode.ts', target: 'decode' },
  { file: 'wire/frames.ts', target: 'FrameLog.prototype.add', after: 4 },
  { file: 'wire/stderr.ts', target: 'StderrLog.prototype.since' },
  { file: 'wire/shutdown.ts', target: 'endProcess', server: STUBBORN, smokeFile: { steps: [echo] } },
  { file: 'wire/stdio.ts', target: 'StdioWire.prototype.send', after: 3 },
  { file: 'session/inbox.ts', target: 'Inbox.prototype.take' },
  { file: 'session/inbox.ts', target: 'Inbox.prototype.take', after: 2 },
  { file: 'session/unread.ts', target: 'Unread.prototype.judgePartial' },
  { file: 'session/envelope.ts', target: 'readEnvelope' },
  { file: 'session/pending.ts', target: 'IdTable.prototype.match', after: 1 },
  { file: 'session/liveness.ts', target: 'LivenessMonitor.prototype.watch' },
  { file: 'session/dialect/stateful.ts', target: 'initialize' },
  { file: 'session/session.ts', target: 'Session.prototype.close' },
  { file: 'checks/check.ts', target: 'inspectAll' },
  { file: 'checks/check.ts', target: 'inspectAll', after: 12 },
  { file: 'diagnosis/diagnose.ts', target: 'diagnose' },
  { file: 'expect/evaluate.ts', target: 'evaluate' },
  { file: 'template/expand.ts', target: 'expand' },
  { file: 'schema/compile.ts', target: 'compileSchema' },
  { file: 'run/scripted.ts', target: 'runScripted' },
  { file: 'run/recorder.ts', target: 'Recorder.prototype.settle' },
  { file: 'run/stderr-tail.ts', target: 'tailOf' },
  { file: 'run/run.ts', target: 'startRun' },
  { file: 'config/load.ts', target: 'loadEach' },
  { file: 'live/live.ts', target: 'createLive' },
  { file: 'report/pretty/transcript.ts', target: 'createTranscript' },
  { file: 'report/junit.ts', target: 'renderJunit', lost: ['r.xml'] },
  { file: 'report/ndjson.ts', target: 'ndjsonLine', after: 3 },
  { file: 'report/verdict.ts', target: 'judge' },
  { file: 'run/probe-steps.ts', target: 'runProbe', smokeFile: { probes: ['unknown-tool'] } },
  { file: 'stacks/server-process.ts', target: 'findServer', smokeFile: { steps: [echo, hangs] } },
  { file: 'engine/environment.ts', target: 'describeEnvironment' },
  { file: 'cli/mask.ts', target: 'maskInGithubLog' },
];

/** Over HTTP an exception of ours must not look like a server that cannot be reached. */
const http: readonly Row[] = [
  { file: 'wire/http.ts', target: 'HttpWire.prototype.send', after: 3 },
  { file: 'wire/http-client.ts', target: 'HttpClient.prototype.request', after: 3 },
  { file: 'wire/http-client.ts', target: 'exchangeOf', after: 1 },
  { file: 'wire/http-request.ts', target: 'headersOf' },
  { file: 'wire/http-request.ts', target: 'headersOf', after: 3 },
  { file: 'wire/http-request.ts', target: 'collect', after: 2 },
  { file: 'wire/http-client.ts', target: 'holdsAnswer' },
  { file: 'wire/http-notifications.ts', target: 'NotificationWatch.prototype.settled' },
  { file: 'wire/jwt.ts', target: 'jwtEnd' },
  { file: 'wire/jwt.ts', target: 'jwtEnd', after: 2 },
  { file: 'wire/framing/decode.ts', target: 'decode' },
  { file: 'session/inbox.ts', target: 'Inbox.prototype.take' },
  { file: 'session/inbox.ts', target: 'Inbox.prototype.take', after: 2 },
];
const sse: readonly Row[] = [
  { file: 'session/inbox.ts', target: 'Inbox.prototype.take', after: 1 },
  { file: 'wire/http-stream.ts', target: 'readStream' },
  { file: 'wire/sse-unterminated.ts', target: 'UnterminatedEvent.prototype.push', after: 1 },
];

/** What catches all, as the official SDK does, would take it for a server that cannot be reached, or for no metadata. */
interface Caught extends Sabotage {
  /** A fixture over HTTP, and what the file says of it. */
  readonly fixture: string;
  readonly smokeFile: (server: HttpFixture) => object;
}
const httpStep = {
  fixture: 'http.mjs',
  smokeFile: ({ url }: HttpFixture) => ({ steps: [echo, { name: 'page', http: { url, method: 'POST', json: {} } }] }),
};
const oauth = {
  fixture: 'http-auth.mjs',
  smokeFile: ({ url, hello }: HttpFixture) => ({
    server: {
      url,
      auth: { clientCredentials: { issuer: hello['issuer'], clientId: 'ci', clientSecret: 'ci-secret-value' } },
    },
    steps: [echo],
  }),
};
const legacy = {
  fixture: 'http-legacy.mjs',
  smokeFile: ({ port }: HttpFixture) => ({
    server: { url: `http://127.0.0.1:${port}/sse`, transport: 'sse' },
    steps: [echo],
  }),
};
const caught: Readonly<Record<string, readonly Caught[]>> = {
  'an http step': [
    { ...httpStep, file: 'wire/http-request.ts', target: 'headersOf' },
    { ...httpStep, file: 'wire/http-request.ts', target: 'collect' },
    { ...httpStep, file: 'template/expand.ts', target: 'expandText' },
  ],
  'client credentials': [
    { ...oauth, file: 'wire/fetch.ts', target: 'withoutCoding' },
    { ...oauth, file: 'wire/fetch.ts', target: 'withoutCoding', after: 2 },
  ],
  'HTTP+SSE of 2024': [
    { ...legacy, file: 'wire/fetch.ts', target: 'withoutCoding' },
    { ...legacy, file: 'wire/http-request.ts', target: 'headersOf', after: 3 },
  ],
};

describe('an exception of ours', { concurrency: 2 }, () => {
  for (const row of stdio) test(`over stdio: ${nameOf(row)}`, (t) => runs(t, row));
  for (const [variant, rows] of [
    ['healthy', http],
    ['healthy-sse', sse],
  ] as const) {
    for (const row of rows)
      test(`over HTTP, ${variant}: ${nameOf(row)}`, async (t) => {
        const { url } = await startHttp(t, `--variant=${variant}`);
        await runs(t, { ...row, smokeFile: { server: { url }, steps: [echo] } });
      });
  }

  for (const [what, rows] of Object.entries(caught)) {
    for (const row of rows)
      test(`in ${what}: ${nameOf(row)}`, (t) =>
        withHttp(row.fixture, [], (server) => runs(t, { ...row, smokeFile: row.smokeFile(server) })));
  }

  test('in redaction: what cannot be cleaned does not leave', async (t) => {
    for (const after of [0, 30]) {
      const { folder, ran } = await execute(t, { file: 'redact/ranges.ts', target: 'rangesOf', after });
      assert.equal(ran.code, 70, ran.stdout + ran.stderr);
      assert.match(ran.stderr, /\nTypeError \(its message could not be searched for secrets\)\n {4}at /);
      const { exitCode, suites } = folder.report('r.json');
      assert.deepEqual([exitCode, suites], [70, []]);
      const xml = folder.read('r.xml');
      assert.match(xml, /<testsuites/);
      assertNoSecret(folder, ran);
    }
  });

  test('is told with the names that its functions have in the source', async (t) => {
    const { ran } = await execute(t, { file: 'checks/check.ts', target: 'inspectAll', after: 12 });
    for (const name of ['cutting', 'listTools', 'async inspectOffer', 'async #inspect'])
      assert.match(ran.stderr, new RegExp(`^ {4}at ${name} \\(.*/judge\\.js:\\d+:\\d+\\)$`, 'm'));
  });

  test('a secret that slips past redaction costs the stream it stands in, and is told of what was shown', async (t) => {
    const leak = `process.env['${NAME}']`;
    const withLeak = async (file: string, target: string, then: string) => await execute(t, { file, target, then });
    const streamed = await withLeak(
      'report/ndjson.ts',
      'ndjsonLine',
      `return kept.apply(this, args).replace('{', '{"leak":' + JSON.stringify(${leak}) + ',')`,
    );
    assert.equal(streamed.ran.code, 5, streamed.ran.stdout + streamed.ran.stderr);
    assert.match(streamed.ran.stderr, new RegExp(`r\\.ndjson was removed, since it held the secret ${NAME}`));
    assertNoSecret(streamed.folder, streamed.ran);
    const shown = await withLeak('report/pretty/step.ts', 'stepLines', `return [...kept.apply(this, args), ${leak}]`);
    assert.equal(shown.ran.code, 5, shown.ran.stdout + shown.ran.stderr);
    assert.match(shown.ran.stderr, new RegExp(`what was shown above held the secret ${NAME}`));
  });

  test('that comes when the run has ended is told, too', async (t) => {
    const folder = new WorkFolder(t);
    const { command, args } = fixture('script.mjs');
    const ran = await sabotaged({ file: 'starter/make.ts', target: 'makeStarter' }, (bin) =>
      folder.run(['init', '--', command, ...args], { env, bin }),
    );
    assert.equal(ran.code, 70, ran.stdout + ran.stderr);
    assert.match(ran.stderr, /its own fault, not your server's:\nTypeError: sabotage of makeStarter[\s\S]*\n {4}at /);
    assertNoSecret(folder, ran);
  });

  test('that comes before there is a program is no pass, and is told without its message', async (t) => {
    const { folder, ran } = await execute(t, { file: 'engine/interrupts.ts', target: 'createInterrupts' });
    assert.equal(ran.code, 70, ran.stdout + ran.stderr);
    assert.match(ran.stderr, /its own fault, not your server's:\nTypeError \(its message .*\)\n {4}at /);
    assertNoSecret(folder, ran);
  });

  test('that leaves the run waiting for nothing is told, too', async (t) => {
    const then = 'return { ...kept.apply(this, args), done: new Promise(() => undefined) }';
    const { folder, ran } = await execute(t, { file: 'run/run.ts', target: 'startRun', then });
    assert.equal(ran.code, 70, ran.stdout + ran.stderr);
    assert.match(ran.stderr, /nothing is left to wait for/);
    assert.deepEqual([folder.report('r.json').exitCode, folder.report('r.json').totals.steps], [70, 6]);
  });
});

async function runs(t: TestContext, row: Row): Promise<void> {
  const { folder, ran, mark } = await execute(t, row);
  const { code, stdout, stderr } = ran;
  assert.equal(code, 70, stdout + stderr);
  assert.match(stderr, /its own fault, not your server's:\nTypeError: sabotage[\s\S]*\n {4}at /);
  const made = FILES.filter((name) => !row.lost?.includes(name));
  for (const name of made) assert.notEqual(folder.read(name), '', `${name} is written`);
  if (made.includes('r.json')) assert.equal(folder.report('r.json').exitCode, 70);
  assertNoSecret(folder, ran);
  assert.deepEqual(await left(mark), []);
}

async function execute(t: TestContext, row: Row) {
  const folder = new WorkFolder(t);
  const mark = `--mark=${folder.path}`;
  const file = {
    server: fixture(...(row.server ?? (['script.mjs'] as const)), mark),
    secrets: [NAME],
    coverage: 'off',
    steps: [echo, wrong],
  };
  folder.write('smoke.yaml', { ...file, ...row.smokeFile });
  const ran = await sabotaged(row, (bin) => folder.run(['run', 'smoke.yaml', ...REPORTS], { env, bin }));
  return { folder, ran, mark };
}

function assertNoSecret(folder: WorkFolder, { stdout, stderr }: Ran): void {
  for (const said of [stdout, stderr, ...FILES.map((name) => folder.read(name))])
    assert.ok(!said.includes(SECRET), said);
}

function nameOf({ file, target, after }: Sabotage): string {
  return `${target} of ${file}${after ? ` after ${after} calls` : ''}`;
}

/** The reaper works after we are gone. */
async function left(mark: string): Promise<string[]> {
  for (let i = 0; i < 100 && processesWith(mark).length > 0; i++) await sleep(100);
  return processesWith(mark);
}
