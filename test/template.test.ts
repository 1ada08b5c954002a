import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../src/model.ts';
import { expand, expandText, references, type Scope, UnknownVariable } from '../src/template/expand.ts';
import { MalformedTemplate } from '../src/template/reference.ts';

const scope: Scope = {
  env: { HOME: '/home/me', EMPTY: '', SNEAKY: '${env:HOME}' },
  vars: { region: 'eu', count: 3, list: [1, { a: '${region}' }], nothing: null, blank: '', both: 'var' },
  captures: new Map<string, Json>([
    ['id', 42],
    ['none', null],
    ['both', 'capture'],
  ]),
  i: 7,
};

const expansions: readonly [Json, Json][] = [
  ['plain', 'plain'],
  ['', ''],
  ['${id}', 42],
  ['n-${id}', 'n-42'],
  ['${count}${count}', '33'],
  ['${list}', [1, { a: '${region}' }]],
  ['l=${list}', 'l=[1,{"a":"${region}"}]'],
  ['${nothing}', null],
  ['${none}', null],
  ['x${nothing}', 'xnull'],
  ['${both}', 'capture'],
  ['${i}', 7],
  ['msg ${i}', 'msg 7'],
  ['${env:HOME}/x', '/home/me/x'],
  ['${env:SNEAKY}', '${env:HOME}'],
  ['${env:NOPE:-demo}', 'demo'],
  ['${env:EMPTY:-demo}', 'demo'],
  ['${env:NOPE:-}', ''],
  ['${nope:-5}', '5'],
  ['${blank:-5}', '5'],
  ['${blank}', ''],
  ['${a.b-c:-x:-y}', 'x:-y'],
  ['$${id}', '${id}'],
  ['a $${ b ${id}', 'a ${ b 42'],
  ['$ $5 }{ $', '$ $5 }{ $'],
  [
    { '${id}': ['${id}', { deep: '${region}' }], n: 1, b: true, z: null },
    { '${id}': [42, { deep: 'eu' }], n: 1, b: true, z: null },
  ],
];

for (const [written, expected] of expansions) {
  test(`expands ${JSON.stringify(written)}`, () => assert.deepEqual(expand(written, scope), expected));
}

test('uuid is fresh at every occurrence', () => {
  const [first, second] = String(expand('${uuid} ${uuid}', scope)).split(' ');
  assert.match(first!, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  assert.notEqual(first, second);
});

for (const [written, kind, variable] of [
  ['${nope}', 'var', 'nope'],
  ['x ${env:NOPE}', 'env', 'NOPE'],
  ['${env:EMPTY}', 'env', 'EMPTY'],
  ['${HOME}', 'var', 'HOME'],
  ['${toString}', 'var', 'toString'],
  ['${env:constructor}', 'env', 'constructor'],
] as const) {
  test(`${written} is unknown`, () => {
    assert.throws(
      () => expand([written], scope),
      (error) => error instanceof UnknownVariable && error.kind === kind && error.variable === variable,
    );
  });
}

for (const written of ['${', '${}', '${a b}', '${1}', '${a', '${env:}', '${a:b}', '${${id}}', 'ok ${id} ${']) {
  test(`${written} is malformed`, () => assert.throws(() => expand(written, scope), MalformedTemplate));
}

test('references are listed with their kinds and defaults', () => {
  assert.deepEqual(references({ a: ['${x:-1} ${env:HOME}'], '${key}': '${i} $${no}' }), [
    { kind: 'var', name: 'x', raw: '${x:-1}', fallback: '1' },
    { kind: 'env', name: 'HOME', raw: '${env:HOME}' },
    { kind: 'builtin', name: 'i', raw: '${i}' },
  ]);
});

test('a key __proto__ stays a key', () => {
  const written = JSON.parse('{"__proto__":{"polluted":"${id}"}}') as Json;
  assert.equal(JSON.stringify(expand(written, scope)), '{"__proto__":{"polluted":42}}');
});

test('any text expands, or is malformed, or names something unknown', () => {
  const pieces = fc.constantFrom('$', '{', '}', '${', ':-', 'env:', 'id', 'i', 'x', ' ');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      try {
        assert.equal(typeof expandText(parts.join(''), scope), 'string');
      } catch (error) {
        assert.ok(error instanceof UnknownVariable || error instanceof MalformedTemplate, String(error));
      }
    }),
  );
});

test('what comes in is never expanded again', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const captures = new Map<string, Json>([['v', value]]);
      assert.equal(expand('${v}', { ...scope, captures }), value);
      assert.equal(expand('<${v}>', { ...scope, captures }), `<${value}>`);
    }),
  );
});
