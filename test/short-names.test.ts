/** Short names in the packs, and the names of the source in the stacks of our exceptions. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { type Names, namesIn, readableStack } from '../src/engine/readable-stack.ts';
import { ROOT } from './harness/smoke.ts';

const { shortened } = (await import(join(ROOT, 'scripts/short-names.mjs'))) as {
  shortened(text: string, target: string): Promise<{ code: string; names: Names[string] }>;
};

/** Written as text: what runs this test may rename functions, too. */
const SOURCE = [
  '(function(){',
  'function declared(one){return new Holder().shown(one)}',
  'class Holder{#hidden(one){throw new Error("two\\nlines "+one)}shown(one){return this.#hidden(one)}}',
  'return{',
  'outermost(){const arrow=()=>[1].map((one)=>declared(one));return arrow()},',
  'given:function(){throw new Error("given")},',
  '}})()',
].join('\n');

async function stackOf(text: string, call: (made: Record<string, () => void>) => void) {
  const { code, names } = await shortened(text, 'node20.19');
  const made = runInThisContext(code, { filename: '/there/pack.js' });
  try {
    call(made);
  } catch (error) {
    return { code, names, stack: (error as Error).stack! };
  }
  return assert.fail('nothing was thrown');
}

const named = (stack: string) =>
  [...stack.matchAll(/^ {4}at (?:async )?(\S+) \(.*pack\.js:/gm)].map(([, name]) => name);

test('a stack has the names of the source where the code has short ones', async () => {
  const { code, names, stack } = await stackOf(SOURCE, (made) => made['outermost']!());
  assert.doesNotMatch(code, /declared|hidden|arrow/);
  const read = readableStack(stack, { 'pack.js': names });
  assert.deepEqual(named(read), ['#hidden', 'shown', 'declared', 'arrow', 'arrow', 'outermost']);
  assert.equal(read.split('\n').slice(0, 2).join('\n'), 'Error: two\nlines 1');
  assert.deepEqual(read.match(/:\d+:\d+/g), stack.match(/:\d+:\d+/g));
});

test('what is given to a key has its name; frames of other files stay as they are', async () => {
  const { names, stack } = await stackOf(SOURCE, (made) => made['given']!());
  assert.deepEqual(named(readableStack(stack, { 'pack.js': names })), ['given']);
  assert.equal(readableStack(stack, { 'other.js': names }), stack);
  assert.equal(readableStack(stack, {}), stack);
});

test('every function of the build that has a name is where the table says', () => {
  const table = namesIn(readFileSync(join(ROOT, 'dist/names.json'), 'utf8'));
  assert.deepEqual(Object.keys(table).sort(), ['judge.js', 'start.js']);
  for (const [file, names] of Object.entries(table)) {
    const lines = readFileSync(join(ROOT, 'dist', file), 'latin1').split('\n');
    assert.ok(names.length > 500, `${file}: ${names.length}`);
    for (const [from, , name] of names) {
      const begins = lines[Math.floor(from / 1e6) - 1]!.slice((from % 1e6) - 1);
      assert.match(
        begins,
        /^(?:async\b\s?)?(?:function\b|\(|[\w$]+=>|\*?(?:get |set |static |async |\*)*[\w#$]+\(|\[|")/,
        name,
      );
    }
  }
});
