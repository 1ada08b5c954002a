/** What becomes of connections: nothing is sent twice, a lost one costs its own call only, and none is held for nothing. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectorFor } from '../src/wire/http-connector.ts';
import { openExchange } from '../src/wire/http-request.ts';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { ROOT } from './harness/smoke.ts';
import { type Judged, judge } from './harness/suite.ts';

const SERVER = 'http-connections.mjs';
const CA = join(ROOT, 'test/servers/tls/ca.pem');

const call = (tool: string, text: string, more: object = {}) => ({
  name: `${tool} ${text}`,
  tool,
  args: { text },
  ...more,
});
const repeated = (tool: string, text: string, count: number, concurrency: number) =>
  call(tool, text, { repeat: { count, concurrency } });

const run = (server: object, steps: readonly object[], more: object = {}, env: Readonly<Record<string, string>> = {}) =>
  judge({ server, coverage: 'off', timeout: '30s', connectTimeout: '30s', steps, ...more }, [], env);

/** `step: rule`. */
const found = ({ report }: Judged) =>
  report.suites[0]!.steps.flatMap(({ name, findings }) => findings.map(({ rule }) => `${name}: ${rule}`));

/** The texts with which the server's tools were called, in the order of arrival. */
const calls = ({ log }: HttpFixture) => log.filter(({ post }) => post === 'tools/call');
const textsOf = (server: HttpFixture) => calls(server).map(({ text }) => String(text));

/** Each way to a server: what is sent through it must arrive once. */
const ways: Record<
  string,
  (server: HttpFixture, body: (at: object, env: Record<string, string>) => Promise<void>) => Promise<void>
> = {
  'plain HTTP': ({ url }, body) => body({ url }, {}),
  'plain HTTP through a proxy': ({ port }, body) =>
    withHttp('proxy.mjs', [`--to=${port}`], (proxy) =>
      body({ url: 'http://mcp.test/mcp' }, { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` }),
    ),
  TLS: ({ port }, body) => body({ url: `https://localhost:${port}/mcp`, tls: { ca: CA } }, {}),
  'TLS through a CONNECT proxy': ({ port }, body) =>
    withHttp('proxy.mjs', [`--to=${port}`], (proxy) =>
      body({ url: 'https://mcp.test/mcp', tls: { ca: CA } }, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }),
    ),
};

describe('a call that is reset has been sent once, over a connection that had carried others', {
  concurrency: 2,
}, () => {
  for (const [name, through] of Object.entries(ways)) {
    test(name, () =>
      withHttp(SERVER, ['--variant=reset', ...(name.startsWith('TLS') ? ['--tls'] : [])], async (server) => {
        await through(server, async (at, env) => {
          // Enough to know that the server keeps its connections.
          const warm = call('slow', '200');
          const steps = [warm, repeated('echo', 'a', 20, 1), call('faulty', 'once'), call('echo', 'z')];
          const judged = await run(at, steps, {}, env);
          assert.equal(judged.code, 1, judged.stdout);
          assert.deepEqual(
            textsOf(server).filter((text) => text === 'once'),
            ['once'],
          );
          assert.ok(
            calls(server).some(({ nth }) => Number(nth) > 1),
            'connections are kept',
          );
          assert.deepEqual(textsOf(server).length, 23);
          // A proxy answers for the server that it has lost.
          if (name !== 'plain HTTP through a proxy') assert.deepEqual(found(judged), ['faulty once: connection-lost']);
          else assert.equal(found(judged).length, 1);
        });
      }),
    );
  }
});

describe('connections that are closed while idle are no fault, and nothing is sent twice', { concurrency: 2 }, () => {
  const awkward = ['0', '1', '3', '10', '30', '50', '70', '110', '300'];
  for (const idle of awkward) {
    test(`after ${idle} ms, which is about when the next call is made`, () =>
      withHttp(SERVER, [`--idle=${idle}`], (server) => assertHealthy(server, Number(idle))));
  }
  for (const idle of ['1', '50', '110']) {
    test(`after ${idle} ms, by a reset`, () =>
      withHttp(SERVER, [`--idle=${idle}`, '--reset-idle'], (server) => assertHealthy(server, Number(idle))));
    test(`after ${idle} ms, over TLS through a proxy`, () =>
      withHttp(SERVER, [`--idle=${idle}`, '--tls'], (server) =>
        ways['TLS through a CONNECT proxy']!(server, (at, env) => assertHealthy(server, Number(idle), at, env)),
      ));
  }
  test('one connection served after the other', () =>
    withHttp(SERVER, ['--sequential'], (server) => assertHealthy(server, 30)));
});

/** Calls with a pause of about `idleMs` between them, shorter and longer. */
async function assertHealthy(server: HttpFixture, idleMs: number, at: object = { url: server.url }, env = {}) {
  const pause = (ms: number) => ({ http: { url: `http://127.0.0.1:${server.port}/wait?ms=${Math.max(0, ms)}` } });
  const isPlain = !JSON.stringify(at).includes('https');
  const names = Array.from({ length: 16 }, (_, index) => `call ${index}`);
  const steps = names.flatMap((text, index) => [
    call('echo', text, { expect: { text } }),
    isPlain ? pause(idleMs - 8 + (index % 8)) : call('slow', String(idleMs), { name: `pause ${index}` }),
  ]);
  const judged = await run(at, steps, {}, env);
  assert.deepEqual([judged.code, found(judged)], [0, []], judged.stdout);
  assert.deepEqual(
    textsOf(server).filter((text) => text.startsWith('call')),
    names,
  );
}

test('a connection that has been idle for half of what the server is known to allow is not used again', () =>
  withHttp(SERVER, [], async ({ url, log }) => {
    const connector = connectorFor({});
    const post = async () => {
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
      const { signal } = new AbortController();
      const reply = await openExchange({ method: 'POST', url, headers: {}, body, connector, signal });
      await reply.text(1000);
    };
    for (const idleMs of [1300, 700, 0]) {
      await post();
      await sleep(idleMs);
    }
    connector.destroy();
    assert.equal(new Set(log.flatMap(({ socket }) => socket ?? [])).size, 3);
  }));

describe('a lost connection costs its own call only', { concurrency: 2 }, () => {
  const outcomes = ({ report }: Judged, name: string) =>
    report.suites[0]!.steps.find((step) => step.name === name)
      ?.calls?.map(({ outcome }) => outcome)
      .sort();

  test('of eight calls at once one is reset', () =>
    withHttp(SERVER, ['--variant=reset-once'], async (server) => {
      const judged = await run({ url: server.url }, [repeated('faulty', '1500', 8, 8), call('echo', 'after')]);
      assert.deepEqual(found(judged), ['faulty 1500: connection-lost']);
      assert.deepEqual(outcomes(judged, 'faulty 1500'), ['no-answer', ...Array(7).fill('result')]);
      assert.deepEqual(textsOf(server), [...Array(8).fill('1500'), 'after']);
    }));

  test('the server takes no more connections, and answers what it has', () =>
    withHttp(SERVER, ['--variant=closes'], async (server) => {
      const judged = await run({ url: server.url }, [repeated('faulty', '1500', 3, 3)]);
      assert.deepEqual(found(judged), ['faulty 1500: unreachable']);
      assert.deepEqual(outcomes(judged, 'faulty 1500'), ['closed', 'result', 'result']);
    }));

  test('the server is gone', () =>
    withHttp(SERVER, ['--variant=dies'], async (server) => {
      const judged = await run({ url: server.url }, [
        repeated('faulty', 'a', 3, 3),
        call('echo', 'b'),
        call('echo', 'c'),
      ]);
      assert.deepEqual(found(judged), ['faulty a: unreachable', 'echo b: unreachable']);
      assert.deepEqual(
        judged.report.suites[0]!.steps.slice(3).map(({ name, status }) => [name, status]),
        [
          ['faulty a', 'failed'],
          ['echo b', 'broken'],
          ['echo c', 'skipped'],
        ],
      );
    }));
});

describe('calls that have been given up hold no connection', { concurrency: 2 }, () => {
  for (const deaf of [[], ['--deaf']]) {
    test(['eight calls that hang', ...deaf].join(' '), () =>
      withHttp(SERVER, ['--variant=hang', ...deaf], async (server) => {
        const steps = [
          call('faulty', 'a', { timeout: '1s', repeat: { count: 8, concurrency: 8 } }),
          call('slow', '6000', { timeout: '20s' }),
          call('echo', 'now'),
        ];
        const judged = await run({ url: server.url }, steps);
        assert.deepEqual(found(judged), ['faulty a: hang-tool']);
        const cancelled = server.log.filter(({ post }) => post === 'notifications/cancelled');
        assert.equal(cancelled.length, 8, 'the server has been told');
        const now = server.log.findIndex(({ text }) => text === 'now');
        const open = server.log.slice(0, now).filter((line) => 'open' in line);
        assert.ok(Math.max(...open.map(({ open }) => Number(open))) >= 8);
        assert.ok(Number(open.at(-1)!['open']) <= 2, JSON.stringify(open));
      }),
    );
  }
});

describe('a ping without an answer of its own says nothing about the call', { concurrency: 2 }, () => {
  for (const how of ['reset', '500']) {
    for (const [tool, rule] of [
      ['faulty', 'hang-tool'],
      ['slow', undefined],
    ] as const) {
      test(`${how}, and ${tool === 'slow' ? 'a slow call is answered' : 'the call hangs'}`, () =>
        withHttp(SERVER, ['--variant=hang', `--pings=${how}`], async (server) => {
          const judged = await run({ url: server.url }, [
            call(tool, '3500', { timeout: tool === 'slow' ? '30s' : '4s' }),
          ]);
          assert.deepEqual(found(judged), rule ? [`${tool} 3500: ${rule}`] : []);
          assert.ok(server.log.filter(({ post }) => post === 'ping').length >= 2);
        }));
    }
  }
});
