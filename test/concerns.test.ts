/** Rules that are passed over together (Check.concerns): of what does not concern them, none of them has anything to say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Check, inspectAll } from '../src/checks/check.ts';
import { callChecks, framesChecks } from '../src/checks/index.ts';
import type { CallSubject, FramesSubject } from '../src/checks/subjects.ts';
import type { Exchange, Frame, Outcome } from '../src/model.ts';

const MESSAGES = [
  { jsonrpc: '2.0', id: 1, result: { content: [] } },
  { jsonrpc: '2.0', id: 1, error: { code: -32603, message: 'Connection closed' } },
  { jsonrpc: '2.0', id: 7, method: 'roots/list' },
  { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 1 } },
  { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 9, progress: 1 } },
  { jsonrpc: '2.0', method: 'notifications/tools/list_changed' },
  [{ jsonrpc: '2.0', id: 1, result: {} }],
];
const FRAMINGS = [undefined, 'noise', 'multiline-json', 'nan-infinity'] as const;

const frames: fc.Arbitrary<Frame> = fc
  .record({
    direction: fc.constantFrom('in' as const, 'out' as const),
    kind: fc.constantFrom(
      'message' as const,
      'message' as const,
      'unreadable' as const,
      'blank' as const,
      'oversize' as const,
    ),
    message: fc.constantFrom(...MESSAGES),
    framing: fc.constantFrom(undefined, ...FRAMINGS),
    problem: fc.constantFrom(undefined, undefined, 'it is not UTF-8'),
    requestId: fc.constantFrom(undefined, undefined, 1),
  })
  .map(({ direction, kind, message, framing, problem, requestId }) => {
    const text = JSON.stringify(message);
    const more = { ...(framing && { framing }), ...(problem && { problem }), ...(requestId && { requestId }) };
    const read = kind === 'message' ? { message } : {};
    return { seq: 1, atMs: 1, direction, kind, text, bytes: text.length, ...read, ...more } as Frame;
  });

const phases: fc.Arbitrary<FramesSubject> = fc.record({
  phase: fc.constantFrom('boot' as const, 'list' as const, 'call' as const, 'idle' as const),
  target: fc.constant('add'),
  frames: fc.array(frames, { maxLength: 2 }),
  irregularities: fc.constantFrom([], [], [{ rule: 'bad-envelope', message: 'no "jsonrpc"' }]),
  isRefused: fc.boolean(),
  hadHeaders: fc.boolean(),
  isStateless: fc.boolean(),
}) as fc.Arbitrary<FramesSubject>;

const HTTP = { status: 200, headers: {}, bodyExcerpt: '' };
const liveness = { asked: 3, answered: 0, longestWaitMs: 0, silentSinceMs: 0 };
const OUTCOMES = [
  { kind: 'result', result: { content: [{ type: 'text', text: 'Connection closed' }] } },
  { kind: 'result', result: null },
  { kind: 'rpc-error', error: { code: 0, message: 'Connection closed' } },
  { kind: 'no-answer', why: { reason: 'timeout', liveness } },
  { kind: 'no-answer', why: { reason: 'panicked' } },
  { kind: 'no-answer', why: { reason: 'connection-lost', error: 'reset' } },
  { kind: 'no-answer', why: { reason: 'unreadable', rule: 'noise', excerpt: '{"id"' } },
  { kind: 'no-answer', why: { reason: 'http-status', http: { ...HTTP, status: 500 } } },
  { kind: 'no-answer', why: { reason: 'stream-ended', http: HTTP } },
  { kind: 'closed', closure: { reason: 'exit', exitCode: 1, atMs: 1 } },
  { kind: 'closed', closure: { reason: 'stdout-closed', atMs: 1 } },
  { kind: 'closed', closure: { reason: 'unreachable', atMs: 1 } },
] as unknown as Outcome[];

const calls: fc.Arbitrary<CallSubject> = fc
  .record({
    outcome: fc.constantFrom(...OUTCOMES),
    http: fc.constantFrom(
      undefined,
      undefined,
      HTTP,
      { ...HTTP, status: 401 },
      { ...HTTP, status: 404, hadSession: true },
    ),
    stderr: fc.constantFrom('', 'SystemExit: 1\n', "thread 'main' panicked at src/main.rs:3:5:\nboom"),
    isOpening: fc.boolean(),
  })
  .map(({ outcome, http, ...more }) => {
    const base = { method: 'tools/call', id: 1, sentAtMs: 0, durationMs: 20, liveness, irregularities: [], frames: [] };
    const exchange = { ...base, ...more, outcome, ...(http && { http }) } as unknown as Exchange;
    return { kind: 'call', target: 'add', args: {}, timeoutMs: 1000, expected: 'ok', exchange };
  });

function prove<Subject>(
  name: string,
  checks: readonly Check<Subject>[],
  subjects: fc.Arbitrary<Subject>,
  least: number,
): void {
  test(`${name}: what does not concern a rule, it says nothing of`, () => {
    const seen = { passedOver: 0, told: 0 };
    fc.assert(
      fc.property(subjects, (subject) => {
        for (const check of checks) {
          if (!check.concerns) continue;
          const notes: unknown[] = [];
          check.inspect(subject, (note) => notes.push(note));
          if (notes.length > 0) seen.told++;
          if (check.concerns(subject)) continue;
          seen.passedOver++;
          assert.deepEqual(notes, [], check.id);
        }
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.passedOver > least && seen.told > least / 20, JSON.stringify(seen));
  });
}

prove('frames', framesChecks, phases, 10_000);
prove('calls', callChecks, calls, 10_000);

test('rules in a row that have the same concern are passed over together, and others are asked', () => {
  const asked: string[] = [];
  const concerns = (subject: { readonly odd: boolean }) => {
    asked.push('concerns');
    return subject.odd;
  };
  const rule = (id: string, more: object): Check<{ odd: boolean }> => ({
    id,
    level: 'error',
    title: id,
    hint: id,
    ...more,
    inspect: (_, add) => {
      asked.push(id);
      add({ message: id });
    },
  });
  const checks = [
    rule('a', {}),
    rule('b', { concerns }),
    rule('c', { concerns }),
    rule('d', {}),
    rule('e', { concerns }),
  ];
  assert.deepEqual(
    inspectAll(checks, { odd: false }).map(({ rule: id }) => id),
    ['a', 'd'],
  );
  assert.deepEqual(asked.splice(0), ['a', 'concerns', 'd', 'concerns']);
  assert.deepEqual(
    inspectAll(checks, { odd: true }).map(({ rule: id }) => id),
    ['a', 'b', 'c', 'd', 'e'],
  );
  assert.deepEqual(asked, ['a', 'concerns', 'b', 'c', 'd', 'concerns', 'e']);
});
