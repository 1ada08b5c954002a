/** Secrets in the forms that logs, dumps and debuggers give them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { defineCheck } from '../src/checks/check.ts';
import { between } from '../src/checks/evidence.ts';
import { createRedactor } from '../src/redact/redactor.ts';
import { inspectCleanly } from '../src/run/inspect.ts';
import { DECORATIONS, type Decoration } from './harness/decorations.ts';
import { ENCODINGS, isLeft } from './harness/leaks.ts';

/** Random, and no word with a number behind it: parts of it tell something. */
const token = fc.stringMatching(/^[a-z][A-Z][0-9][A-Za-z0-9]{15,37}[0-9][a-z][A-Z]$/);
const around = fc.constantFrom('', 'the token is ', '12:04 [INFO] ', 'x: {"n": 12} ', 'a\nb ', "don't ");
const only = (value: string) => createRedactor([{ name: 'T', value }]);

for (const [name, { write, read }] of Object.entries(DECORATIONS)) {
  test(`nothing is left of a secret as ${name}`, () => {
    fc.assert(
      fc.property(token, around, (secret, before) => {
        assert.ok(isShown(read, write(secret), secret), 'the harness reads what it writes');
        const redacted = only(secret).text(`${before}${write(secret)}\n`);
        assert.match(redacted, /\[redacted:T\]/);
        assert.ok(!isShown(read, redacted, secret) && !isLeft(redacted, secret), `left in ${redacted}`);
      }),
      { numRuns: 60 },
    );
  });
}

test('two of these at once, and one of them within another encoding', () => {
  const outer = fc.constantFrom<(text: string) => string>(
    (text) => JSON.stringify({ text }),
    (text) => JSON.stringify(JSON.stringify([text])),
    encodeURIComponent,
    (text) => Buffer.from(text).toString('base64'),
    ENCODINGS['html']!,
  );
  const inner = fc.constantFrom(...Object.keys(DECORATIONS));
  fc.assert(
    fc.property(token, inner, outer, (secret, name, encode) => {
      const redactor = only(secret);
      assert.match(redactor.text(encode(`${DECORATIONS[name]!.write(secret)}\n`)), /\[redacted:T\]/, name);
    }),
    { numRuns: 400 },
  );
});

test('what is only like a secret stays: other bytes, other dumps, other pieces, a short part', () => {
  const forms = fc.constantFrom(...Object.keys(DECORATIONS));
  fc.assert(
    fc.property(token, token, forms, around, (secret, other, form, before) => {
      fc.pre(!isLeft(other, secret));
      const text = before + DECORATIONS[form]!.write(other);
      assert.equal(only(secret).text(text), text);
    }),
    { numRuns: 500 },
  );
  const { text } = only('aB3dE6gH9jK2mN5pQ8sT1vW4');
  assert.equal(text('the key aB3dE6gH9jK… is cut'), 'the key [redacted:T]… is cut');
  assert.equal(text('the key aB3dE6gH9jK is short'), 'the key aB3dE6gH9jK is short');
  assert.equal(text('the key aB3dE6gH9jK2mN5pQ8sT1 is long'), 'the key [redacted:T] is long');
});

test('a name that a secret begins with is no part of it', () => {
  const { text } = only('acme-production-payments-9f8e7d6c');
  assert.equal(text('in acme-production-payments-eu'), 'in acme-production-payments-eu');
  assert.equal(
    only('https://hooks.example/services/T0/B1/9f8e7d6c').text('at https://hooks.example/services/T0/B2'),
    'at https://hooks.example/services/T0/B2',
  );
});

for (const value of [
  'postgres://usr:p4ssW0rdXyQ9@db.example.com:5432/x',
  'https://hooks.slack.example/services/T0AB12CD3/B0EF45GH6/a1b2c3D4e5F6g7H8i9J0k1L2',
  '{"client_email":"a@b.c","private_key_id":"a81f3c9d7e","private_key":"Zk93mQx71LpVb2nR8sTy4wUj"}',
  'пароль-ключ-Ω9ß-漢字-🔑x7',
  'open sesame 42 blue gate',
  '^a(b|c)*[d]{2}.+?$z9',
]) {
  test(`two thirds of ${value}, from its start or to its end, give it away`, () => {
    const { text } = only(value);
    const most = Math.max(12, Math.ceil((value.length * 2) / 3));
    assert.equal(text(`is ${value.slice(0, most)} so`), 'is [redacted:T] so');
    assert.equal(text(`is ${value.slice(-most)} so`), 'is [redacted:T] so');
  });
}

test('a phrase that was wrapped at a blank is found', () => {
  const redactor = only('open sesame 42 blue gate');
  for (const written of [
    'open sesame\n42 blue gate',
    'open sesame \r\n42 blue\n    gate',
    '"open\\nsesame 42 blue gate"',
  ]) {
    assert.match(redactor.text(`is ${written} so`), /^is "?\[redacted:T\]"? so$/);
    assert.deepEqual(redactor.scan(written), ['T']);
  }
  assert.equal(redactor.text('open\nthe blue gate\n42'), 'open\nthe blue gate\n42');
});

test('what a URL or JSON begins with is not hidden, how long it may be', () => {
  const url = only('https://tenant-48151623-x9y8z7.a-long-name-of-hosts.example.com/s/9f8e7d6c5b4a');
  const said = 'see https://tenant-48151623-x9y8z7.a-long-name-of-hosts.example.com/status';
  assert.equal(url.text(said), said);
  const key = JSON.stringify({
    type: 'service_account',
    project: { id: 'acme-12345678-production-payments' },
    key: 'Zk93mQx71LpVb2nR'.repeat(9),
  });
  const other = '{"type":"service_account","project":{"id":"acme-12345678-production-payments"},"key":null}';
  assert.equal(only(key).text(other), other);
});

test('bytes with a sign, as Java prints them, are bytes', () => {
  const secret = 'ÄÖÜß-éèêç-ñÿΩµ-§';
  const bytes = [...Int8Array.from(Buffer.from(secret))];
  assert.ok(bytes.some((byte) => byte < 0));
  for (const written of [`[${bytes.join(', ')}]`, bytes.join(',')]) {
    assert.match(only(secret).text(`key ${written} it is`), /^key \[?\[redacted:T\]\]? it is$/);
  }
});

test('what is packed is unpacked up to a limit', () => {
  const packed = (size: number) => gzipSync(Buffer.alloc(size, SECRET)).toString('base64');
  assert.match(only(SECRET).text(packed(100_000)), /^\[redacted:T\]/);
  const bomb = gzipSync(Buffer.alloc(30_000_000)).toString('base64');
  assert.equal(only(SECRET).text(bomb), bomb);
});

const HUGE = 32 * 1024 * 1024;
const SECRET = 'aB3dE6gH9jK2mN5pQ8sT1vW4';
/** As servers send them, and made to be costly. */
const UNITS: Readonly<Record<string, string>> = {
  prose: 'The quick brown fox jumps over the lazy dog. ',
  'JSON in JSON': JSON.stringify(
    JSON.stringify({ id: 42, path: 'a/b\nc', link: 'https://x.example/?q=1%202', text: 'fox' }),
  ),
  base64: Buffer.from(Array.from({ length: 700 }, (_, at) => (at * 7919) & 255)).toString('base64'),
  'byte list': '90,113,57,',
  ellipses: '...',
  backslashes: '\\',
  quotes: `"'`,
  'starts of it': 'aB3dE6gH',
  'gzip heads': 'H4sIAAAAAAAAAAAAAAAAAAAA ',
  escapes: '\u001b[',
  dump: '00000000: 6142 3364  aB3d\n',
  everything: '\\n%20&amp;+"a":"b",\'c\' 0x5a 90,91,92,93 H4sIAAAAAAAAAAAAAAAA aabbccddeeff00112233\r\n\u001b[0m',
};
for (const [name, unit] of Object.entries(UNITS)) {
  test(`32 MiB of ${name}: what is looked at is bounded, and the end is not shown`, () => {
    const { text } = only(SECRET);
    const long = unit.repeat(Math.ceil(HUGE / unit.length));
    const before = process.cpuUsage();
    const clean = text(`${SECRET} ${long}`);
    const cpuMs = process.cpuUsage(before).user / 1000;
    assert.match(clean, /^\[redacted:T\]|^\[redacted:too intricate\]/);
    assert.ok(clean.length <= 2 * 256 * 1024, String(clean.length));
    assert.match(clean, /… \([\d,]+ characters\)$/);
    // Only to catch work that grows faster than the text, with room for a loaded machine.
    assert.ok(cpuMs < 15_000, `${cpuMs} ms`);
  });
}

test('no half of a secret stays where a long text is cut, in any encoding', () => {
  const writes = fc.constantFrom(
    ...Object.values(ENCODINGS),
    ...Object.values(DECORATIONS).map(({ write }: Decoration) => write),
  );
  fc.assert(
    fc.property(token, writes, fc.double({ min: 0.4, max: 0.6, noNaN: true }), (secret, write, share) => {
      const written = write(secret);
      const before = 256 * 1024 - Math.round(share * written.length);
      const redacted = only(secret).text(`${'. '.repeat(128 * 1024).slice(0, before)}${written}${' .'.repeat(500)}`);
      assert.ok(!isLeft(redacted.slice(-4000), secret));
    }),
    { numRuns: 20 },
  );
});

test('a long output is searched in stretches, and a secret across two of them is found', async () => {
  const redactor = only(SECRET);
  for (const at of [65_530, 65_536, 131_060]) {
    const output = `${'x '.repeat(at / 2)}${Buffer.from(SECRET).toString('base64')} ${'y '.repeat(40_000)}`;
    assert.deepEqual(redactor.scan(output), ['T']);
    assert.deepEqual(await redactor.scanLong(output), ['T']);
  }
  assert.deepEqual(await redactor.scanLong('x '.repeat(100_000)), []);
});

function isShown(read: Decoration['read'], text: string, secret: string): boolean {
  const got = read(text);
  return Array.from({ length: secret.length - 11 }, (_, at) => secret.slice(at, at + 12)).some((part) =>
    got.includes(part),
  );
}

test('a finding about a huge answer quotes it clean, and the answer is not cleaned as a whole', () => {
  const huge = { items: Array.from({ length: 2_000 }, () => `${SECRET} ${'fox '.repeat(100)}`) };
  const quoting = defineCheck<typeof huge>({
    id: 'quoting',
    level: 'error',
    title: 't',
    hint: 'h',
    inspect: ({ items }, add) => {
      add({ message: 'It has items.', evidence: `${between(items[0]!, 0, 20)}…` });
      add({ message: `It begins with ${between(items[0]!, 5, 20)}…` });
    },
  });
  const redactor = only(SECRET);
  const told = inspectCleanly(redactor)([quoting], huge).map(({ info: _, ...finding }) => finding);
  assert.deepEqual(told, [
    { rule: 'quoting', level: 'error', message: 'It has items.', evidence: '[redacted:T]…', hint: 'h' },
    { rule: 'quoting', level: 'error', message: 'It begins with [redacted:T]…', hint: 'h' },
  ]);
  assert.equal(redactor.counts.replaced, 2);
  assert.equal(between(SECRET, 0, 20), SECRET.slice(0, 20), 'it holds for the checks alone');
});
