/** The official client's own schemas judge what we could read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const steps = [
  { tool: 'echo', args: { text: 'x' } },
  { tool: 'faulty', args: { text: 'x' } },
];

test('an answer that only the official client refuses', async () => {
  const { findings, code } = await judge({ server: fixture('official-client.mjs'), steps });
  assert.deepEqual(
    findings.map(({ rule, level }) => ({ rule, level })),
    [{ rule: 'official-client', level: 'error' }],
  );
  assert.match(findings[0]!.evidence!, /content\.0\.annotations\.priority/);
  assert.equal(code, 1);
});

test('another fault of the same answer does not hide that the official client refuses it', async () => {
  const { findings } = await judge({ server: fixture('official-client.mjs', '--variant=leak'), steps });
  assert.deepEqual(findings.map(({ rule }) => rule).sort(), ['official-client', 'repr-leak']);
});

test('a legal schema that the official client cannot take is told as its limit', async () => {
  const { findings, code } = await judge({ server: fixture('official-client.mjs', '--variant=schema'), steps });
  assert.deepEqual(
    findings.map(({ rule, level }) => ({ rule, level })),
    [{ rule: 'one-bad-tool-poisons-list', level: 'warning' }],
  );
  assert.match(findings[0]!.message, /"faulty".*1 good tool is lost/);
  assert.match(findings[0]!.hint, /limit of that client/);
  assert.equal(code, 0);
});

test('in 2026-07-28 it is asked of results, which are as they were, and not of schemas, which may be any', async () => {
  const told = async (variant: string) => {
    const server = fixture('official-client.mjs', '--era=stateless', `--variant=${variant}`);
    const { findings } = await judge({ server, steps });
    return findings.map(({ rule, level }) => `${rule} ${level}`);
  };
  assert.deepEqual(await told('result'), ['official-client error']);
  assert.deepEqual(await told('schema'), []);
});

test('the healthy twin', async () => {
  const { findings, code } = await judge({ server: fixture('official-client.mjs', '--healthy'), steps });
  assert.deepEqual({ findings, code }, { findings: [], code: 0 });
});
