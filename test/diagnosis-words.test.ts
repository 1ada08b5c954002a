/** Words of a cause that can only be of another transport, of another revision, or of what a tool is about: the general finding is told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnose } from '../src/diagnosis/diagnose.ts';
import { fixture, judge } from './harness/suite.ts';

/** Tool, what it says, and the cause that this is, if any. */
type Row = readonly [tool: 'rpc' | 'tool', text: string, rule?: string];

const ALIKE: readonly Row[] = [
  ['rpc', 'Session not found: chat-42'],
  ['rpc', 'Session not found'],
  ['rpc', 'Bad Request: Missing session ID'],
  ['rpc', 'Server not initialized'],
  ['rpc', 'Invalid Host header'],
  ['rpc', 'Task group is not initialized. Make sure to use run().'],
  ['tool', 'Invalid Origin header in the uploaded .eml file'],
  ['tool', 'Invalid or expired requestState token for OAuth login'],
  ['tool', 'Event loop is closed for lane 4 at the race track'],
  ['tool', 'RuntimeError: Event loop is closed', 'loop-bound-client'],
];
const OF_ERA: Readonly<Record<string, readonly Row[]>> = {
  stateful: [['rpc', 'Invalid or expired requestState']],
  stateless: [['rpc', 'Invalid or expired requestState', 'request-state']],
};

describe('words that are also those of a cause', { concurrency: 2 }, () => {
  for (const [era, own] of Object.entries(OF_ERA))
    test(era, async () => {
      const rows = [...ALIKE, ...own];
      const steps = rows.map(([tool, text], index) => ({ name: `${index}`, tool, args: { text } }));
      const server = fixture('words-of-others.mjs', `--era=${era}`);
      const { report } = await judge({ server, coverage: 'off', timeout: '20s', steps });
      const told = report.suites[0]!.steps.filter(({ kind }) => kind === 'call').map(({ findings }, index) => [
        rows[index]![1],
        findings.filter(({ level }) => level === 'error').map(({ rule }) => rule),
      ]);
      assert.deepEqual(
        told,
        rows.map(([, text, rule = 'unexpected-status']) => [text, [rule]]),
      );
    });
});

test('over HTTP the sentence alone is the cause, and where it goes on it is of something else', () => {
  const rules = (rpcMessage: string, isHttp: boolean) =>
    diagnose({ phase: 'call', stderr: '', rpcMessage, isHttp }).map(({ rule }) => rule);
  assert.deepEqual(rules('Session not found', true), ['session-lost']);
  assert.deepEqual(rules('Bad Request: Server not initialized', true), ['session-missing']);
  assert.deepEqual(rules('Session not found: chat-42', true), []);
  assert.deepEqual(rules('Session not found', false), []);
});
