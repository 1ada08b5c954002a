import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRedactor } from '../src/redact/redactor.ts';

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
