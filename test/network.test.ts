/** The ways to a server: names and addresses, TLS with an own CA, proxies, and the HTTP+SSE transport of 2024. */
import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { proxyFor } from '../src/wire/proxy.ts';
import { withHttp } from './harness/http-fixture.ts';
import { ROOT } from './harness/smoke.ts';
import { type Judged, judge } from './harness/suite.ts';

const CA = join(ROOT, 'test/servers/tls/ca.pem');
const STEPS = [{ tool: 'faulty', args: { text: 'a' } }];
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

const isLocalhostIpv6 = hasIpv6 && (await lookup('localhost', { all: true })).some(({ family }) => family === 6);

const run = (server: object, more: object = {}, env: Readonly<Record<string, string>> = {}): Promise<Judged> =>
  judge({ server, coverage: 'off', steps: STEPS, ...more }, [], env);

function assertHealthy({ code, findings, stdout }: Judged): void {
  assert.deepEqual([code, findings], [0, []], stdout);
}

const places: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ...(hasIpv6 ? [['::1', '[::1]'] as const] : []),
  ...(isLocalhostIpv6 ? [['::1', 'localhost'] as const] : []),
];

for (const [host, name] of places) {
  test(`a server on ${host}, called ${name}`, () =>
    withHttp('http.mjs', ['--variant=session', `--host=${host}`], async ({ port }) =>
      assertHealthy(await run({ url: `http://${name}:${port}/mcp` })),
    ));
}

test('TLS with an own CA', () =>
  withHttp('http.mjs', ['--tls'], async ({ port }) => {
    const url = `https://localhost:${port}/mcp`;
    assertHealthy(await run({ url, tls: { ca: CA } }));
    const { code, findings } = await run({ url });
    assert.equal(code, 3);
    assert.match(findings[0]?.message ?? '', /certificate is not trusted; name your CA file under server.tls.ca/);
  }));

test('TLS where none is spoken, and none where it is', async () => {
  await withHttp('http.mjs', [], async ({ port }) => {
    const { findings } = await run({ url: `https://127.0.0.1:${port}/mcp` });
    assert.match(findings[0]?.message ?? '', /no TLS is spoken there/);
  });
  await withHttp('http.mjs', ['--tls'], async ({ port }) => {
    const { code } = await run({ url: `http://127.0.0.1:${port}/mcp` });
    assert.equal(code, 3);
  });
});

test('through a proxy, with a password that is printed nowhere', () =>
  withHttp('http.mjs', ['--variant=session'], async ({ port }) => {
    await withHttp('proxy.mjs', [`--to=${port}`, '--password=me:proxy-password'], async (proxy) => {
      const env = { HTTP_PROXY: `http://me:proxy-password@127.0.0.1:${proxy.port}` };
      const judged = await run({ url: 'http://mcp.test/mcp' }, {}, env);
      assertHealthy(judged);
      assert.ok(!judged.stdout.includes('proxy-password'));
      assert.deepEqual(
        [...new Set(proxy.log.map(({ url, host }) => `${url} ${host}`))],
        ['http://mcp.test/mcp mcp.test'],
      );
      assertHealthy(await run({ url: `http://127.0.0.1:${port}/mcp` }, {}, { HTTP_PROXY: 'http://127.0.0.1:1' }));
    });
  }));

test('TLS through a proxy is a tunnel', () =>
  withHttp('http.mjs', ['--tls', '--variant=healthy-sse'], async ({ port }) => {
    await withHttp('proxy.mjs', [`--to=${port}`], async (proxy) => {
      const server = { url: 'https://mcp.test/mcp', tls: { ca: CA } };
      assertHealthy(await run(server, {}, { https_proxy: `127.0.0.1:${proxy.port}` }));
      assert.deepEqual([...new Set(proxy.log.map(({ method, url }) => `${method} ${url}`))], ['CONNECT mcp.test:443']);
    });
  }));

test('a proxy that refuses', () =>
  withHttp('proxy.mjs', ['--password=me:secret'], async ({ port }) => {
    const env = { HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const { code, stdout } = await run({ url: 'https://mcp.test/mcp' }, {}, env);
    assert.equal(code, 3);
    assert.match(stdout, /answered CONNECT with HTTP status 407/);
  }));

test('NO_PROXY', () => {
  const env = { HTTP_PROXY: 'http://p:3128', NO_PROXY: 'a.test, .b.test:8080 10.0.0.1' };
  const asked = (url: string, all: NodeJS.ProcessEnv = env) => proxyFor(new URL(url), all)?.host;
  assert.equal(asked('http://c.test/'), 'p:3128');
  assert.equal(asked('https://c.test/'), undefined);
  for (const url of [
    'http://a.test/',
    'http://x.a.test/',
    'http://x.b.test:8080/',
    'http://10.0.0.1/',
    'http://localhost/',
  ])
    assert.equal(asked(url), undefined, url);
  for (const url of ['http://xa.test/', 'http://x.b.test/', 'http://10.0.0.11/'])
    assert.equal(asked(url), 'p:3128', url);
  assert.equal(asked('http://c.test/', { ...env, NO_PROXY: '*' }), undefined);
});

test('HTTP+SSE of 2024', () =>
  withHttp('http-legacy.mjs', [], async ({ port }) => {
    const server = { url: `http://127.0.0.1:${port}/sse`, transport: 'sse' };
    const steps = [
      { tool: 'faulty', args: { text: 'a' }, expect: { text: 'a' } },
      { tool: 'echo', args: { text: 'm ${i}' }, repeat: { count: 20, concurrency: 10 }, expect: { text: 'm ${i}' } },
      { tool: 'slow', args: { text: '1500' }, expect: { text: 'waited 1500' } },
    ];
    assertHealthy(await run(server, { steps }));
  }));

test('HTTP+SSE of 2024: a POST that is refused, and a wrong path', () =>
  withHttp('http-legacy.mjs', ['--variant=post-500'], async ({ port }) => {
    const base = `http://127.0.0.1:${port}`;
    const refused = await run({ url: `${base}/sse`, transport: 'sse' });
    assert.deepEqual([refused.code, refused.findings.map(({ rule }) => rule)], [1, ['http-status']]);
    const lost = await run({ url: `${base}/nope`, transport: 'sse' });
    assert.equal(lost.code, 3);
    assert.match(lost.findings[0]?.message ?? '', /HTTP status 404/);
  }));

test('HTTP+SSE of 2024: a status that HTTP does not have', () =>
  withHttp('http-legacy.mjs', ['--variant=status-999'], async ({ port }) => {
    const { code, findings } = await run({ url: `http://127.0.0.1:${port}/sse`, transport: 'sse' });
    assert.equal(code, 3);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['unreachable'],
    );
  }));

test('HTTP+SSE of 2024: nobody there', async () => {
  const { code, findings } = await run({ url: 'http://127.0.0.1:1/sse', transport: 'sse' });
  assert.equal(code, 3);
  assert.match(findings[0]?.message ?? '', /cannot be reached/);
});

test('HTTP+SSE of 2024: a POST that is reset costs its own call', () =>
  withHttp('http-legacy.mjs', ['--variant=post-reset'], async ({ port }) => {
    const steps = [...STEPS, { tool: 'echo', args: { text: 'b' }, expect: { text: 'b' } }];
    const { code, findings, report } = await run({ url: `http://127.0.0.1:${port}/sse`, transport: 'sse' }, { steps });
    assert.deepEqual([code, findings.map(({ rule }) => rule)], [1, ['connection-lost']]);
    assert.equal(report.suites[0]!.steps.find(({ name }) => name === 'echo')?.status, 'passed');
  }));
