/** What a session sends, and what it does not, to real processes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from '../src/session/session.ts';
import { openStdio } from '../src/wire/stdio.ts';
import { PARENT } from './harness/parent.ts';

const LIMIT = 1024 * 1024;

/** A session with `node -e CODE`, ended after `body`. */
async function withSession(code: string, body: (session: Session) => Promise<void>): Promise<void> {
  const server = { transport: 'stdio', command: process.execPath, args: ['-e', code], env: {}, cwd: '.' } as const;
  const session = new Session((listener) => openStdio(server, LIMIT, listener, PARENT));
  try {
    await body(session);
  } finally {
    await session.close({ stdinEndMs: 1000, sigtermMs: 1000 });
  }
}

test('what is asked of a server that has gone is answered at once', () =>
  withSession('', async (session) => {
    while (!session.closure) await sleep(10);
    const { outcome, durationMs } = await session.request('ping', undefined, { timeoutMs: 20_000 });
    assert.equal(outcome.kind, 'closed');
    assert.ok(durationMs < 10_000, `${durationMs} ms`);
  }));

for (const [method, isTold] of [
  ['initialize', false],
  ['tools/call', true],
] as const) {
  test(`after its time limit ${method} is ${isTold ? '' : 'not '}cancelled`, () =>
    withSession('process.stdin.resume()', async (session) => {
      const { outcome } = await session.request(method, {}, { timeoutMs: 100 });
      assert.equal(outcome.kind, 'no-answer');
      const sent = session.framesSince(0).flatMap(({ message }) => (message as { method: string }).method);
      assert.deepEqual(sent, isTold ? [method, 'notifications/cancelled'] : [method]);
    }));
}
