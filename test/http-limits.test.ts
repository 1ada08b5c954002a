/** Answers over HTTP that are too long or too deep: named at once, at their step, with how much it was. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startHttp } from './harness/http.ts';
import { type Judged, judge } from './harness/suite.ts';

/** Beyond any time that a verdict may take, and far below the time limit that it must not wait for. */
const AT_ONCE_MS = 30_000;
const LIMITS = { timeout: '100s', connectTimeout: '100s' };
const steps = [
  { tool: 'echo', args: { text: 'before' } },
  { tool: 'faulty', args: { text: 'a' } },
  { name: 'again', tool: 'echo', args: { text: 'after' } },
];

const judgeAt = (url: string, more: object = {}) =>
  judge({ server: { url }, ...LIMITS, steps, coverage: 'off', ...more });

const MIB = { limits: { message: '1MiB' } };
const LONG = 'is over the limit and was dropped';
const DEEP = /\(nested deeper than 512 levels\)\.$/;

const rows: readonly (readonly [variant: string, args: readonly string[], more: object, says: RegExp])[] = [
  ['too-long', [], {}, /\(40,000,\d{3} bytes; the limit is 33,554,432 bytes\)\.$/],
  ['too-long', ['--bytes=2000000'], MIB, /\(2,000,\d{3} bytes; the limit is 1,048,576 bytes\)\.$/],
  ['too-long-gzip', [], {}, /\(.*33,554,432 bytes\)\.$/],
  ['too-long-sse', [], {}, /\(more than 33,554,432 bytes\)\.$/],
  ['too-long-sse', ['--bytes=1048577'], MIB, /\(more than 1,048,576 bytes\)\.$/],
  ['endless-sse', ['--bytes=2000000'], MIB, /\(more than 1,048,576 bytes\)\.$/],
  ['endless', ['--bytes=2000000'], MIB, /\(more than 1,048,576 bytes\)\.$/],
  ['too-deep', [], {}, DEEP],
  ['too-deep-sse', [], {}, DEEP],
];

describe('an answer that is too large is named at once', { concurrency: 2 }, () => {
  for (const [variant, args, more, says] of rows) {
    for (const at of ['call', 'list', 'initialize']) {
      // The largest once.
      if (at !== 'call' && args.length === 0 && says !== DEEP) continue;
      test([variant, ...args, `at ${at}`].join(' '), async (t) => {
        const { url } = await startHttp(t, `--variant=${variant}`, ...args, `--at=${at}`);
        assertNamed(await judgeAt(url, more), at, says);
      });
    }
  }

  test('the largest list', async (t) => {
    const { url } = await startHttp(t, '--variant=too-long', '--at=list');
    assertNamed(await judgeAt(url), 'list', /40,000,\d{3} bytes/);
  });
});

function assertNamed({ report, code, stdout }: Judged, at: string, says: RegExp): void {
  const found = report.suites[0]!.steps.filter(({ findings }) => findings.length > 0);
  const step = { call: 'faulty', list: 'list', initialize: 'connect' }[at];
  assert.deepEqual(
    [code, found.map(({ name, findings }) => [name, findings.length])],
    [at === 'initialize' ? 3 : 1, [[step, 1]]],
    stdout,
  );
  const { rule, message } = found[0]!.findings[0]!;
  assert.match(message, says);
  assert.equal(rule, says === DEEP ? 'message-too-deep' : 'line-too-long');
  if (says !== DEEP) assert.ok(message.includes(LONG), message);
  assert.ok(found[0]!.durationMs < AT_ONCE_MS, `${found[0]!.durationMs} ms`);
}

test('what stays within the limits has no finding, though it comes with more', async (t) => {
  const { url } = await startHttp(t, '--variant=large', '--bytes=1400');
  const { code, findings } = await judgeAt(url, { limits: { message: '1500B' } });
  assert.deepEqual([code, findings], [0, []]);
});
