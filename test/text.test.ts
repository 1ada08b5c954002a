import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { duration } from '../src/text/duration.ts';
import { excerpt } from '../src/text/excerpt.ts';
import { plural } from '../src/text/plural.ts';
import { printable, printableBlock } from '../src/text/printable.ts';
import { displayWidth } from '../src/text/width.ts';
import { wrap } from '../src/text/wrap.ts';

/** Any sequence of UTF-16 units, with what attackers send thrown in. */
const NASTY = [
  '\u001b[31m',
  '\u001b]0;x\u0007',
  '\u009b2J',
  '\u202e',
  '\u200b',
  '\r',
  '\n',
  '\t',
  '\ud800',
  '##[error]',
  '::error::',
];
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NASTY),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

test('printable leaves nothing that steers a terminal, hides text or is read by a CI system', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const line = printable(text);
      assert.doesNotMatch(
        line,
        /[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\p{Cs}\u2028\u2029\u{e0000}-\u{e007f}]/u,
      );
      assert.doesNotMatch(line, /##(vso|error|\w{0,20})\[/);
      assert.doesNotMatch(line, /^\s*::/);
      assert.equal(printable(line), line);
    }),
  );
});

test('printableBlock keeps line breaks and nothing else', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const block = printableBlock(text);
      assert.doesNotMatch(block.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
      for (const line of block.split('\n')) assert.doesNotMatch(line, /^\s*::/);
    }),
  );
  assert.equal(printableBlock('a\r\nb\rc\n\td'), 'a\nb\nc\n    d');
});

test('what is replaced can be seen, and plain text stays as it is', () => {
  assert.equal(printable('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007'), 'red \\u001b]0;title\\u0007');
  assert.equal(printable('a\u001b\u001b[m[2Jb'), 'a\\u001b[2Jb');
  assert.equal(printable('a\nb\tc\u202ed\ud800\u{e0041}'), 'a\\nb  c\\u202ed\\ud800\\u{e0041}');
  assert.equal(printable('std::vector ❤️ 名前 é'), 'std::vector ❤️ 名前 é');
  assert.equal(printable(' ::set-output::x ##vso[task]'), ' : :set-output::x # #vso[task]');
});

test('hostile text costs linear time', () => {
  for (const unit of ['\u001b[', '\u001b[0;', '#', ' ', ':', '##a']) printableBlock(unit.repeat(500_000));
});

test('excerpt cuts at a code point and says how long the whole is', () => {
  assert.equal(excerpt('short', 5), 'short');
  assert.equal(excerpt('x'.repeat(12_345), 3), 'xxx… (12,345 characters)');
  assert.equal(excerpt('a😀b', 2), 'a… (4 characters)');
  assert.equal(excerpt('ab', 0), '… (2 characters)');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.nat(60), (text, max) => {
      const cut = excerpt(text, max).split('… (')[0] ?? '';
      assert.ok(text.startsWith(cut) && !/\p{Cs}/u.test(cut));
      if (text.length <= max) assert.equal(excerpt(text, max), text);
    }),
  );
});

test('counts and durations read well', () => {
  assert.deepEqual(
    [plural(1, 'tool'), plural(0, 'tool'), plural(1_234, 'retry', 'retries')],
    ['1 tool', '0 tools', '1,234 retries'],
  );
  const rows: [number, string][] = [
    [-1, '0 ms'],
    [Number.NaN, '0 ms'],
    [181.6, '182 ms'],
    [999.6, '1.0 s'],
    [1_240, '1.2 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [123_400, '2 min 3 s'],
    [3_720_000, '1 h 2 min'],
  ];
  for (const [ms, text] of rows) assert.equal(duration(ms), text);
});

test('wrap keeps every word and the width', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('one two three', Number.POSITIVE_INFINITY), ['one two three']);
  assert.deepEqual(wrap('', 5), ['']);
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 5, max: 40 }), (text, width) => {
      const lines = wrap(text, width);
      assert.equal(lines.join(' '), text);
      for (const line of lines) assert.ok(displayWidth(line) <= width || !line.includes(' ') || line.trim() === '');
    }),
  );
});

test('width counts columns, not code units', () => {
  assert.equal(displayWidth('abc'), 3);
  assert.equal(displayWidth('名前'), 4);
  assert.equal(displayWidth('e\u0301😀'), 3);
});
