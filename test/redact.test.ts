import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from '../src/redact/redactor.ts';
import { StderrLog } from '../src/wire/stderr.ts';
import { assertNothingIsLeft } from './harness/leak-property.ts';
import { anySecret, isLeft } from './harness/leaks.ts';

const only = (value: string) => createRedactor([{ name: 'TOKEN', value }]);

test('without secrets everything comes back as it is', () => {
  const redactor = createRedactor([{ name: 'EMPTY', value: '' }]);
  const json = { a: ['x'] };
  assert.equal(redactor.value(json), json);
  assert.equal(redactor.text('x'), 'x');
  assert.deepEqual(redactor.scan('x'), []);
  assert.deepEqual(redactor.counts, { values: 0, replaced: 0 });
});

test('strings, keys and equal numbers are replaced at any depth, and counted', () => {
  const redactor = createRedactor([
    { name: 'TOKEN', value: 's3cret-value' },
    { name: 'PIN', value: '482915' },
  ]);
  const json = { 'x s3cret-value': [{ n: 482915, m: 4829150, deep: ['is s3cret-value!', null, true] }] };
  assert.deepEqual(redactor.value(json), {
    'x [redacted:TOKEN]': [{ n: '[redacted:PIN]', m: 4829150, deep: ['is [redacted:TOKEN]!', null, true] }],
  });
  assert.deepEqual(redactor.counts, { values: 2, replaced: 3 });
});

test('the work for one value is bounded, however many intricate texts it holds', () => {
  // Each is within the budget of a text: base64 in base64 in hexadecimal digits.
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const texts = Array.from({ length: 120 }, (_, index) =>
    Buffer.from(base64(base64(`${index} some words, `.repeat(3000)))).toString('hex'),
  );
  const clean = only('k9-Qz77!vLpW').value(texts);
  assert.equal(clean[0], texts[0]);
  assert.equal(clean.at(-1), '[redacted:too intricate]');
});

test('a key named __proto__ stays a key', () => {
  const value = only('s3cret-value').value(JSON.parse('{"__proto__": {"a": "s3cret-value"}}'));
  assert.equal(JSON.stringify(value), '{"__proto__":{"a":"[redacted:TOKEN]"}}');
});

test('overlapping secrets leave nothing of either', () => {
  const redactor = createRedactor([
    { name: 'A', value: 'abcdefgh' },
    { name: 'B', value: 'efghijkl' },
  ]);
  assert.equal(redactor.text('-abcdefghijkl-'), '-[redacted:A]-');
  assert.equal(only('abaaba').text('-abaabaaba-'), '-[redacted:TOKEN]-');
  const nested = createRedactor([
    { name: 'SHORT', value: 'cret' },
    { name: 'LONG', value: 'secret-key' },
  ]);
  assert.equal(nested.text('secret-key cret'), '[redacted:LONG] [redacted:SHORT]');
});

test('a name that holds a value does not give it away', () => {
  assert.equal(createRedactor([{ name: 'KEY_hunter22', value: 'hunter22' }]).text('is hunter22'), 'is [redacted:#1]');
});

test('a value with a line break at its end is found without it', () => {
  assert.equal(only('s3cret-value\n').text('"s3cret-value"'), '"[redacted:TOKEN]"');
});

const AWKWARD = `pä"ss\\w/o+rd&<'1'> 2`;
const ROWS: [string, string][] = [
  ['raw', AWKWARD],
  ['JSON', JSON.stringify(AWKWARD)],
  ['JSON in JSON', JSON.stringify(JSON.stringify(AWKWARD))],
  ['ASCII JSON, as Python writes it', JSON.stringify(AWKWARD).replace('ä', '\\u00e4')],
  ['JSON with escaped slashes, as PHP writes it', JSON.stringify(AWKWARD).replaceAll('/', '\\/')],
  ['URL component', encodeURIComponent(AWKWARD)],
  ['URL component, lower case', encodeURIComponent(AWKWARD).replace(/%../g, (code) => code.toLowerCase())],
  ['URL', encodeURI(AWKWARD)],
  ['form', new URLSearchParams({ v: AWKWARD }).toString()],
  ['hex', Buffer.from(AWKWARD).toString('hex')],
  ['HEX', Buffer.from(AWKWARD).toString('hex').toUpperCase()],
  ['HTML', 'pä&quot;ss\\w/o+rd&amp;&lt;&#39;1&#39;&gt; 2'],
  ['XML text', `pä"ss\\w/o+rd&amp;&lt;'1'&gt; 2`],
  ['HTML, as Python writes it', 'pä&quot;ss\\w/o+rd&amp;&lt;&#x27;1&#x27;&gt; 2'],
];
for (const [name, encoded] of ROWS) {
  test(`found as ${name}`, () => {
    const redactor = only(AWKWARD);
    assert.match(redactor.text(`before ${encoded} after`), /^before .?.?.?(v=)?\[redacted:TOKEN\].?.?.? after$/);
    assert.deepEqual(redactor.scan(Buffer.from(`before ${encoded} after`)), ['TOKEN']);
    assert.deepEqual(redactor.scan(redactor.text(encoded)), []);
  });
}

const secret = fc.string({ unit: 'binary', minLength: 8, maxLength: 40 }).filter((text) => text.trim().length >= 8);

test('in base64 no offset and no neighbour hides a value', () => {
  const bytes = fc.uint8Array({ maxLength: 9 });
  fc.assert(
    fc.property(
      secret,
      bytes,
      bytes,
      fc.constantFrom('base64' as const, 'base64url' as const),
      (value, before, after, encoding) => {
        const encoded = Buffer.concat([before, Buffer.from(value), after]).toString(encoding);
        const redacted = only(value).text(encoded);
        assert.match(redacted, /\[redacted:TOKEN\]/);
        const rest = redacted.replaceAll('[redacted:TOKEN]', '');
        assert.ok(!Buffer.from(rest, encoding).includes(Buffer.from(value)));
        assert.ok(rest.length <= Math.ceil((before.length + after.length) * 1.5) + 6, `left of ${encoded}: ${rest}`);
      },
    ),
  );
});

test('whatever surrounds it, a redacted text holds no secret in any encoding', () => {
  const encoders = [
    (text: string) => text,
    (text: string) => JSON.stringify({ text }),
    (text: string) => encodeURIComponent(text),
    (text: string) => new URLSearchParams([[text, text]]).toString(),
    (text: string) => Buffer.from(text).toString('hex'),
  ];
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), fc.constantFrom(...encoders), (value, before, after, encode) => {
      const redactor = only(value);
      const redacted = redactor.text(encode(before + value + after));
      fc.pre(!'[redacted:TOKEN]'.includes(value));
      assert.match(redacted, /\[redacted:TOKEN\]/);
      assert.ok(!redacted.includes(value) && !redacted.includes(encodeURIComponent(value)));
      assert.deepEqual(redactor.scan(redacted), []);
    }),
  );
});

test('text without a secret comes out unchanged', () => {
  const redactor = only('k9-Qz77!vLpW');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.equal(redactor.text(text), text);
    }),
  );
});

test('whatever the two encodings, no 8 characters of a secret are left', () => assertNothingIsLeft(2_000));

test('a value that comes in two chunks is found, whatever the split, also inside a character', () => {
  fc.assert(
    fc.property(anySecret, fc.nat(), (secret, at) => {
      const bytes = Buffer.from(`key ${secret};`);
      const log = new StderrLog();
      log.push(bytes.subarray(0, at % bytes.length));
      log.push(bytes.subarray(at % bytes.length));
      assert.ok(!isLeft(only(secret).text(log.since(0)), secret));
    }),
  );
});

test('half a secret at a cut is hidden, a word that it begins with is not', () => {
  const redactor = only('customer-Key-9f8e7d6c5b4a');
  assert.equal(redactor.text('token customer-Key-9f8e… (900 characters)'), 'token [redacted:TOKEN]… (900 characters)');
  assert.equal(redactor.text('token customer-Key-9f8e'), 'token [redacted:TOKEN]');
  assert.equal(redactor.text('9f8e7d6c5b4a and more'), '[redacted:TOKEN] and more');
  assert.equal(redactor.text('delete the customer'), 'delete the customer');
  assert.equal(only('postgres://u:pw12345@db/x').text('such as postgres://'), 'such as postgres://');
});

test('parts that give a secret away: password of a URL, lines of a key, fields of a key file, credentials', () => {
  assert.equal(only('postgres://app:s3cr%21et@db/x').text('pw s3cr!et'), 'pw [redacted:TOKEN]');
  assert.equal(only('Bearer abcdef123456').text('is abcdef123456'), 'is [redacted:TOKEN]');
  assert.equal(only(`Basic ${btoa('me:hunter22')}`).text('is hunter22'), 'is [redacted:TOKEN]');
  const key = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5P'.repeat(3)}\nc2VjcmV0LXNlY3JldC1zZWNyZXQ\n-----END PRIVATE KEY-----`;
  assert.equal(only(key).text('line c2VjcmV0LXNlY3JldC1zZWNyZXQ here'), 'line [redacted:TOKEN] here');
  assert.equal(only(key).text(key.replaceAll('\n', '\r\n')), '[redacted:TOKEN]');
  assert.equal(only(JSON.stringify({ private_key: key })).text(`is ${key}`), 'is [redacted:TOKEN]');
});

test('numbers: whole ones only, and those that lost digits on their way through JSON', () => {
  const redactor = only('482915');
  assert.equal(redactor.text('4829150 0.482915 482915.2 (482915)'), '4829150 0.482915 482915.2 ([redacted:TOKEN])');
  assert.deepEqual(redactor.value({ n: -482915 }), { n: '-[redacted:TOKEN]' });
  const long = only('12345678901234567890');
  assert.deepEqual(long.value(JSON.parse('[12345678901234567890]')), ['[redacted:TOKEN]']);
});

test('two keys that become the same keep both values', () => {
  assert.deepEqual(
    createRedactor([
      { name: 'A', value: 'aaaa1111' },
      { name: 'B', value: 'bbbb2222' },
    ]).value({
      aaaa1111: 1,
      '[redacted:A]': 2,
    }),
    { '[redacted:A]': 1, '[redacted:A] (2)': 2 },
  );
});

test('a secret that turns up later is hidden from then on; one that is too short is refused', () => {
  const redactor = createRedactor([]);
  assert.equal(redactor.text('is later-token-1'), 'is later-token-1');
  assert.equal(redactor.add({ name: 'T', value: 'later-token-1' }), true);
  assert.equal(redactor.text('is later-token-1'), 'is [redacted:T]');
  assert.equal(redactor.add({ name: 'S', value: 'abc' }), false);
  assert.deepEqual(redactor.counts, { values: 1, replaced: 1 });
});

const SHAPES: [string, string][] = [
  ['GitHub token', `ghp_${'a1B2'.repeat(9)}`],
  ['GitHub token', `github_pat_${'a1B2'.repeat(9)}`],
  ['API key', `sk-proj-${'aB3-'.repeat(9)}`],
  ['AWS key', 'AKIAIOSFODNN7EXAMPLE'],
  ['Slack token', 'xoxb-123456789012-abcdefABCDEF'],
  ['Google key', `AIza${'Sy_3-'.repeat(7)}`],
  ['JWT', `eyJhbGciOiJIUzI1NiJ9.${btoa('{"sub":"1234567890"}').replaceAll('=', '')}.c2lnbmF0dXJlMTIz`],
  ['private key', `-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nAbC=\n-----END RSA PRIVATE KEY-----`],
  ['private key', `-----BEGIN PRIVATE KEY-----\\nMIIEow\\nAbC=`],
];
for (const [name, token] of SHAPES) {
  test(`the second net: ${name}, ${token.slice(0, 12)}`, () => {
    assert.equal(createRedactor([]).text(`is "${token}"!`), `is "[redacted:${name}]"!`);
  });
}

test('the second net: the password of a URL, not the user, port or path', () => {
  const { text } = createRedactor([]);
  assert.equal(text('at postgres://app:hunter2@db:5432/x'), 'at postgres://app:[redacted:URL password]@db:5432/x');
  for (const password of ['k8V@q2zT!9wM', 'a:b@c', '@@'])
    assert.equal(text(`at pg://app:${password}@db.in, twice`), 'at pg://app:[redacted:URL password]@db.in, twice');
  for (const plain of [
    'http://127.0.0.1:8080/@me',
    'https://x.example/a:b@c',
    'see http://a:b',
    'sk-loading-spinner-container-wide',
  ]) {
    assert.equal(text(plain), plain);
  }
});

test('a corpus without secrets comes out unchanged', () => {
  const redactor = createRedactor([
    { name: 'A', value: 'n0tes-tok/en+42"x' },
    { name: 'B', value: 'postgres://app:s3cr3t-pw@db.example/notes' },
    { name: 'C', value: '4829153' },
  ]);
  for (const folder of ['src', 'examples', 'schema', 'test/golden', 'test/diagnosis', 'test/servers']) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (!/\.(ts|mjs|txt|json|yaml|py)$/.test(path)) continue;
      const text = readFileSync(path, 'utf8');
      assert.equal(redactor.text(text), text, path);
    }
  }
});
