/** Whatever a server does to its pipes and sockets is a finding: never an exception of ours. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Ran } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const AT = ['initialize', 'list', 'call'] as const;
const steps = ['ok', 'faulty', 'ok too'].map((name) => ({
  name,
  tool: name === 'faulty' ? 'faulty' : 'echo',
  args: { text: 'x' },
  timeout: '2s',
}));

function assertJudged(folder: WorkFolder, { code, stdout, stderr }: Ran): void {
  assert.ok(code === 0 || code === 1 || code === 3, `exit ${code}\n${stdout}${stderr}`);
  assert.equal(stderr, '');
  assert.equal(folder.report().exitCode, code);
}

describe('over stdio', { concurrency: 2 }, () => {
  const variants = [
    'close-stdin',
    'close-stdout',
    'close-all',
    'kill',
    'half-line',
    'bytes',
    'types',
    'proto',
    'healthy',
  ];
  for (const variant of variants) {
    test(variant, async (t) => {
      for (const at of AT) {
        const folder = new WorkFolder(t);
        const server = fixture('rude.mjs', `--variant=${variant}`, `--at=${at}`);
        const connectTimeout = variant === 'healthy' ? '60s' : '2s';
        const ran = await folder.script({ server, connectTimeout, diagnose: 'off', steps });
        assertJudged(folder, ran);
        if (variant === 'healthy') assert.equal(ran.code, 0, ran.stdout);
      }
    });
  }
});

const head = (more: string) => `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${more}\r\n`;
const rude: Record<string, (socket: Socket) => void> = {
  reset: (socket) => socket.resetAndDestroy(),
  end: (socket) => socket.end(),
  garbage: (socket) => socket.end('\u0000\u0001 no HTTP at all\r\n\r\n'),
  'half a head': (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-ty'),
  'a huge head': (socket) => socket.end(head(`x: ${'y'.repeat(100_000)}\r\n`)),
  'an odd status': (socket) => socket.end('HTTP/1.1 999 \r\n\r\n'),
  'a body cut short': (socket) =>
    socket.write(`${head('content-length: 100\r\n')}{"jsonrpc"`, () => socket.resetAndDestroy()),
  'a broken chunk': (socket) => socket.end(`${head('transfer-encoding: chunked\r\n')}zz\r\n{}\r\n`),
  'no gzip': (socket) => socket.end(`${head('content-encoding: gzip\r\ncontent-length: 4\r\n')}nope`),
  'half a gzip': (socket) => {
    const body = gzipSync('{"jsonrpc":"2.0","id":0,"result":{}}').subarray(0, 20);
    socket.write(head(`content-encoding: gzip\r\ncontent-length: ${body.length}\r\n`));
    socket.end(body);
  },
  null: (socket) => socket.end(`${head('content-length: 4\r\n')}null`),
  'a stream cut short': (socket) => {
    const type = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n';
    socket.write(`${type}id: 1\r\ndata: {"jsonrpc":`, () => socket.resetAndDestroy());
  },
  'a stream of nonsense': (socket) => {
    socket.end(
      'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: null\r\n\r\ndata: [1]\r\n\r\nretry: x\r\n\r\n',
    );
  },
  'a redirect to nowhere': (socket) =>
    socket.end('HTTP/1.1 307 X\r\nlocation: http://[::bad\r\ncontent-length: 0\r\n\r\n'),
};

describe('over HTTP', { concurrency: 2 }, () => {
  for (const [name, be] of Object.entries(rude)) {
    test(name, async (t) => {
      for (const at of AT) {
        const folder = new WorkFolder(t);
        const url = await startRude(t, at, be);
        assertJudged(folder, await folder.script({ server: { url }, connectTimeout: '2s', steps }));
      }
    });
  }
});

/** A healthy server but for the request that is meant, by raw bytes. */
async function startRude(
  t: ConstructorParameters<typeof WorkFolder>[0],
  at: (typeof AT)[number],
  be: (socket: Socket) => void,
): Promise<string> {
  const { createProtocol } = await import(new URL('./servers/protocol.mjs', import.meta.url).href);
  const handle = createProtocol();
  const meant = { initialize: '"method":"initialize"', list: '"tools/list"', call: '"faulty"' }[at];
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', async (chunk) => {
      text += chunk.toString('utf8');
      const [top = '', body = ''] = text.split('\r\n\r\n', 2);
      if (body.length < Number(/content-length: (\d+)/i.exec(top)?.[1] ?? 0)) return;
      text = '';
      if (body.includes(meant)) return be(socket);
      if (!top.startsWith('POST')) return void socket.end('HTTP/1.1 405 X\r\ncontent-length: 0\r\n\r\n');
      const answer = await handle(JSON.parse(body));
      if (!answer || JSON.parse(body).id === undefined)
        return void socket.write('HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n');
      const out = JSON.stringify(answer);
      socket.write(`${head(`content-length: ${Buffer.byteLength(out)}\r\n`)}${out}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
}

test('an answer that is not UTF-8 explains what was expected of it, and of no other', async () => {
  const steps = [
    { name: 'spoilt', tool: 'echo', args: { text: 'café' }, expect: { text: 'café' } },
    { name: 'other', tool: 'echo', args: { text: 'tea' }, expect: { text: 'coffee' } },
  ];
  const server = fixture('bom-or-codepage.mjs', '--variant=latin1');
  const { report } = await judge({ server, coverage: 'off', steps });
  const told = report.suites[0]!.steps.filter(({ kind }) => kind === 'call').map(({ findings }) => findings);
  assert.deepEqual(
    told.map((found) => found.map(({ rule, also = [] }) => [rule, ...also])),
    [[['bom-or-codepage', 'expectation']], [['expectation']]],
  );
});
