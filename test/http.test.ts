/** Servers over streamable HTTP, healthy and faulty, by `probe URL` and by a smoke file. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { Report } from '../src/model.ts';
import { startHttp } from './harness/http.ts';
import { smoke } from './harness/smoke.ts';
import { judge } from './harness/suite.ts';

/** Beyond any time that a verdict may take, and far below the time limit that it must not wait for. */
const AT_ONCE_MS = 90_000;
const LIMITS = { timeout: '180s', connectTimeout: '180s' };
const steps = [
  { tool: 'echo', args: { text: 'zażółć ✓' }, expect: { text: 'zażółć ✓' } },
  { tool: 'faulty', args: { text: 'hello' } },
  { name: 'again', tool: 'echo', args: { text: 'hello' } },
];

/** What the probe and the file find, and with which exit codes; findings as `step: rule`. */
async function verdicts(url: string, file: object = {}) {
  const probe = await smoke(['probe', url, '--report', 'json', '--connect-timeout', '60s']);
  const run = await judge({ server: { url }, ...LIMITS, steps, coverage: 'off', ...file });
  const slow = run.report.suites[0]!.steps.filter(({ durationMs }) => durationMs > AT_ONCE_MS);
  assert.deepEqual(slow, []);
  return {
    probe: { found: found(JSON.parse(probe.stdout)), code: probe.code },
    run: { found: found(run.report), code: run.code },
  };
}

function found({ suites }: Report): string[] {
  const all = suites.flatMap((suite) => suite.steps);
  return all.flatMap(({ name, findings }) => findings.map(({ rule }) => `${name}: ${rule}`));
}

const OK = { found: [], code: 0 };

describe('a healthy server has no finding', { concurrency: 3 }, () => {
  for (const variant of ['healthy', 'healthy-sse', 'session', 'get-405', 'redirect-get']) {
    test(variant, async (t) => {
      const { url, requests } = await startHttp(t, `--variant=${variant}`);
      assert.deepEqual(await verdicts(url), { probe: OK, run: OK });
      const [last] = requests.slice(-1);
      assert.equal(last?.method, variant === 'session' ? 'DELETE' : 'POST');
    });
  }
});

describe('the handshake fails: broken, exit 3', { concurrency: 3 }, () => {
  const faults: Record<string, readonly [string, RegExp]> = {
    'status-401': ['needs-auth connect: auth-no-metadata', /wants credentials, and none were sent \(HTTP status 401\)/],
    'status-404': ['http-status', /404: wrong path or transport/],
    'status-500': ['http-status', /500/],
    html: ['bad-content-type', /content type \\?"text\/html\\?" and no JSON-RPC response/],
    'redirect-301': ['redirect-301-get', /status 301 to \\?"\/mcp\//],
  };
  for (const [variant, [rules, says]] of Object.entries(faults)) {
    test(variant, async (t) => {
      const { url } = await startHttp(t, `--variant=${variant}`);
      const broken = { found: `connect: ${rules}`.split(/ (?=connect)/), code: 3 };
      assert.deepEqual(await verdicts(url), { probe: broken, run: broken });
      assert.match((await smoke(['probe', url])).stdout, says);
    });
  }

  for (const variant of ['sse-ended', 'sse-truncated']) {
    test(`${variant} at initialize`, async (t) => {
      const { url } = await startHttp(t, `--variant=${variant}`, '--at=initialize');
      const rule = variant === 'sse-ended' ? 'sse-ended-no-response' : variant;
      const broken = { found: [`connect: ${rule}`], code: 3 };
      assert.deepEqual(await verdicts(url), { probe: broken, run: broken });
    });
  }

  test('hang at initialize', async (t) => {
    const { url } = await startHttp(t, '--variant=hang', '--at=initialize');
    const { code, findings } = await judge({ server: { url }, connectTimeout: '1s', steps });
    assert.deepEqual({ code, rules: findings.map(({ rule }) => rule) }, { code: 3, rules: ['initialize-hang'] });
  });

  test('the answer to another request, which is asked at the same time', async (t) => {
    const { url } = await startHttp(t, '--variant=swapped');
    const both = { tool: 'faulty', args: { text: 'a' }, repeat: { count: 2, concurrency: 2 } };
    const { code, findings } = await judge({ server: { url }, coverage: 'off', steps: [both] });
    assert.deepEqual({ code, rules: findings.map(({ rule }) => rule) }, { code: 1, rules: ['http-status'] });
    assert.match(findings[0]!.message, /HTTP status 200 and the response to another request/);
  });

  test('nothing listens on the port', async () => {
    const broken = { found: ['connect: unreachable'], code: 3 };
    const url = `http://127.0.0.1:${await freePort()}/mcp`;
    assert.deepEqual(await verdicts(url), { probe: broken, run: broken });
  });
});

describe('a call fails: the others go on, exit 1', { concurrency: 3 }, () => {
  const faults: Record<string, string> = {
    'sse-ended': 'sse-ended-no-response',
    'sse-truncated': 'sse-truncated',
    'status-500': 'http-status',
    'status-404': 'http-status',
    html: 'bad-content-type',
  };
  for (const [variant, rule] of Object.entries(faults)) {
    test(variant, async (t) => {
      const { url } = await startHttp(t, `--variant=${variant}`, '--at=call');
      assert.deepEqual(await verdicts(url), { probe: OK, run: { found: [`faulty: ${rule}`], code: 1 } });
    });
  }

  test('hang', async (t) => {
    const { url } = await startHttp(t, '--variant=hang');
    const run = { found: ['faulty: hang-tool'], code: 1 };
    assert.deepEqual(await verdicts(url, { timeout: '1500ms' }), { probe: OK, run });
  });

  test('the list ends without an answer', async (t) => {
    const { url } = await startHttp(t, '--variant=sse-ended', '--at=list');
    const failed = { found: ['list: sse-ended-no-response'], code: 1 };
    assert.deepEqual(await verdicts(url), { probe: failed, run: failed });
  });
});

for (const status of [307, 308])
  test(`a redirect with ${status} holds for ${status === 307 ? 'one request' : 'all later ones'}`, async (t) => {
    const { url, requests } = await startHttp(t, `--variant=redirect-${status}-all`);
    const ran = await judge({ server: { url }, steps, protocol: '2025-11-25' });
    assert.deepEqual({ code: ran.code, found: found(ran.report) }, { code: 0, found: ['connect: redirect-slash'] });
    const posts = requests.filter(({ method }) => method === 'POST').map((request) => request.url);
    const arrived = posts.filter((path) => path === '/mcp/').length;
    assert.equal(posts.length - arrived, status === 307 ? arrived : 1, posts.join(' '));
  });

test('a redirect to another origin is told, and gets no header of ours', async (t) => {
  const { url, requests, away } = await startHttp(t, '--variant=redirect-away');
  const headers = { Authorization: 'Bearer ${env:API_KEY}', 'X-Api-Key': '${env:API_KEY}' };
  const ran = await judge({ server: { url, headers }, steps }, ['--no-color'], { API_KEY: 'k-0123456789' });
  assert.deepEqual({ code: ran.code, found: found(ran.report) }, { code: 3, found: ['connect: redirect-away'] });
  assert.equal(
    requests[0]?.headers['authorization'],
    'Bearer k-0123456789',
    'the header goes where it was meant to go',
  );
  assert.deepEqual(away, []);
  assert.ok(!(ran.stdout + ran.stderr).includes('k-0123456789'));
});

test('probe sends a header whose value stands in the environment, and shows it nowhere', async (t) => {
  const { url, requests } = await startHttp(t);
  const env = { API_KEY: 'k-0123456789' };
  const ran = await smoke(['probe', url, '--header', 'X-Api-Key=API_KEY', '-vv'], { env });
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
  assert.equal(requests[0]?.headers['x-api-key'], env.API_KEY);
  assert.ok(!(ran.stdout + ran.stderr).includes(env.API_KEY));
});

test('the headers that the transport asks for are sent', async (t) => {
  const { url, requests } = await startHttp(t, '--variant=session');
  assert.equal((await smoke(['probe', url, '--protocol', '2025-11-25'])).code, 0);
  const [first, ...later] = requests.map(({ headers }) => headers);
  assert.match(first!['accept']!, /application\/json.*text\/event-stream/);
  assert.equal(first!['mcp-session-id'], undefined);
  for (const headers of later) {
    assert.match(headers['mcp-session-id']!, /^[0-9a-f-]{36}$/);
    assert.equal(headers['mcp-protocol-version'], '2025-11-25');
  }
});

/** A port on which nothing listens any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
