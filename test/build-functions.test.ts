/** How the build makes functions of the program's modules (scripts/functions.mjs): what they are given, and what it refuses. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';

interface Build {
  functionOf(name: string, text: string): Promise<string>;
  assertNoCircles(outputs: object): void;
}

const { functionOf, assertNoCircles } = (await import(join(ROOT, 'scripts/functions.mjs'))) as Build;

/** What the module exports, and what it has asked for. */
async function run(text: string) {
  const asked: string[] = [];
  const known = { one: 1, two: 2, default: 'its default' };
  const require = (id: string) => {
    asked.push(id);
    return known;
  };
  const dynamic = async (id: string) => ({ ...known, id });
  // biome-ignore lint/security/noGlobalEval: it is made to be compiled
  const definition = globalThis.eval(await functionOf('a.js', text));
  const exports = definition(require, dynamic, { url: 'file:///here' }, () => 7) as Record<string, unknown>;
  return { exports, asked };
}

test('what a module imports are variables of its function', async () => {
  const text = [
    'import"./effects.js";',
    'import{one,two as zwei}from"./a.js";',
    'import whole from"node:fs";',
    'import*as all from"node:os";',
    'import both,{one as again}from"node:path";',
    'var sum=one+zwei+again;export{sum as total,whole,all,both};',
  ].join('');
  const { exports, asked } = await run(text);
  const module = { one: 1, two: 2, default: 'its default' };
  assert.deepEqual(exports, { total: 4, whole: module, all: module, both: module });
  assert.deepEqual(asked, ['./effects.js', './a.js', 'node:fs', 'node:os', 'node:path']);
});

test('a module that is imported later comes in a promise, one that is loaded on demand at once', async () => {
  const { exports, asked } = await run(
    'var later=()=>import("./b.js"),now=()=>__onDemand(import("./c.js"));export{later,now};',
  );
  assert.deepEqual(asked, []);
  assert.equal((await (exports['later'] as () => Promise<{ id: string }>)()).id, './b.js');
  assert.equal((exports['now'] as () => { one: number })().one, 1);
  assert.deepEqual(asked, ['./c.js']);
});

test('what is imported and exported again is what it is', async () => {
  const { exports } = await run('import{one,two as zwei}from"./a.js";export{one,one as uno,zwei,zwei as dos};');
  assert.deepEqual(exports, { one: 1, uno: 1, zwei: 2, dos: 2 });
});

test('a module that exports nothing gives an object', async () => {
  assert.deepEqual((await run('globalThis;')).exports, {});
});

for (const [what, text] of [
  ['a variable that is assigned to later', 'var left=3;function next(){left=2}export{left,next};'],
  ['one that is counted', 'var left=3;function next(){left++}export{left,next};'],
  ['one that is counted down first', 'var left=3,next=()=>(--left);export{left,next};'],
  ['one that is added to', 'var text="";function add(more){text+=more}export{text,add};'],
  ['one that is set if it is not', 'var made;function make(){return made??=1}made=0;export{made,make};'],
  ['a function that is replaced', 'function go(){}function stop(){go=stop}export{go,stop};'],
] as const) {
  test(`the build refuses to export ${what}`, async () => {
    await assert.rejects(functionOf('a.js', text), /^Error: a\.js exports \w+, which seems to change$/);
  });
}

test('what only looks like an assignment is none', async () => {
  const text =
    'var login=1,go=()=>login===1&&login>=0,help=`run --login, or x.login=2`;function f({login:l}){return l}export{login,go,help,f};';
  assert.deepEqual(Object.keys((await run(text)).exports), ['login', 'go', 'help', 'f']);
});

test('the build refuses an import of what nobody knows', async () => {
  await assert.rejects(functionOf('a.js', 'var load=(name)=>import(name);export{load};'), /imports what nobody knows/);
  await assert.rejects(functionOf('a.js', 'var load=()=>import("yaml");export{load};'), /a\.js imports yaml/);
});

test('the build refuses modules that need each other, and not those that one loads later', () => {
  const needs = (path: string, kind = 'import-statement') => ({ imports: [{ path, kind }] });
  assertNoCircles({ a: needs('b'), b: needs('c'), c: needs('a', 'dynamic-import') });
  assert.throws(() => assertNoCircles({ a: needs('b'), b: needs('c'), c: needs('a') }), /each other: a > b > c > a/);
});
