/** Lists that are legal in unusual ways, that change, and that do not come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, type Judged, judge } from './harness/suite.ts';

const call = (tool: string) => ({ tool, args: { text: 'x' } });

function run(server: string, args: readonly string[], steps: readonly object[] = []): Promise<Judged> {
  const file = { server: fixture(server, ...args), timeout: '3s', coverage: 'off', steps };
  return judge(file, ['--pass-if-empty']);
}

const told = ({ findings }: Judged) => findings.map(({ rule, level }) => `${level} ${rule}`);
const statuses = ({ report }: Judged) =>
  report.suites[0]!.steps.filter(({ kind }) => kind === 'call').map(({ status }) => status);

for (const variant of ['empty-first', 'empty-between'])
  test(`a page without tools leads on to the next one: ${variant}`, async () => {
    const judged = await run('list-pages.mjs', [`--variant=${variant}`], [call('echo'), call('faulty')]);
    assert.deepEqual(told(judged), ['info pagination-hidden']);
    assert.equal(judged.code, 0);
    assert.equal(judged.report.suites[0]!.tools.length, 2);
  });

test('empty pages without end are bounded', async () => {
  const judged = await run('list-pages.mjs', ['--variant=endless']);
  assert.deepEqual(told(judged), ['error pagination-loop']);
  assert.match(judged.findings[0]!.message, /after 100 pages and 0 tools: there was still a nextCursor/);
});

for (const server of ['list-pages.mjs', 'list-changed.mjs', 'list-hang.mjs'])
  test(`${server}, twin`, async () => {
    const judged = await run(server, ['--healthy'], [call('faulty'), call('faulty')]);
    assert.deepEqual([told(judged), judged.code], [[], 0]);
  });

for (const variant of ['told', 'late', 'later'])
  test(`a list that has changed is listed again: ${variant}`, async () => {
    const judged = await run(
      'list-changed.mjs',
      [`--variant=${variant}`],
      [call('faulty'), call('grown'), call('echo')],
    );
    assert.deepEqual([told(judged), judged.code], [[], 0]);
    assert.deepEqual(
      judged.report.suites[0]!.tools.map(({ name, tested }) => [name, tested]),
      [
        ['echo', true],
        ['grown', true],
        ['faulty', true],
      ],
    );
  });

test('a tool that is gone from the new list is missing', async () => {
  const judged = await run('list-changed.mjs', [], [call('faulty'), call('faulty')]);
  assert.deepEqual(told(judged), ['error tool-missing']);
});

for (const variant of ['silent', 'undeclared'])
  test(`a new tool that is not told of is called, with a warning: ${variant}`, async () => {
    const steps = [call('faulty'), call('grown'), call('grown')];
    const judged = await run('list-changed.mjs', [`--variant=${variant}`], steps);
    assert.deepEqual(told(judged), ['warning list-change-untold']);
    assert.match(judged.findings[0]!.message, /^grown was not listed before and is now, and no notifications/);
    assert.deepEqual([statuses(judged), judged.code], [['passed', 'passed', 'passed'], 0]);
  });

test('what is wrong with a new tool is told with the step that meets it', async () => {
  const judged = await run('list-changed.mjs', ['--variant=bad'], [call('faulty'), call('grown'), call('grown')]);
  assert.deepEqual(told(judged), ['error inputschema-type']);
  assert.deepEqual(statuses(judged), ['passed', 'failed', 'passed']);
});

for (const [variant, which] of [
  ['list', 'tools/list'],
  ['again', 'the second tools/list'],
] as const)
  test(`a server that dies of ${which} is told with its exception and its place`, async () => {
    const judged = await run('crash-on-call.mjs', [`--variant=${variant}`]);
    assert.deepEqual(told(judged), ['error crash-on-call']);
    const { message, where, evidence, hint } = judged.findings[0]!;
    assert.ok(message.startsWith(`The server process ended during ${which} (`), message);
    assert.equal(where, 'crash-on-call.mjs:16 in listNotes');
    assert.match(
      evidence!,
      /^stderr: TypeError: registry\.all is not iterable \(crash-on-call\.mjs:16 in listNotes\)\n/,
    );
    assert.doesNotMatch(hint, /inside the tool|isError/);
    assert.deepEqual(told(await run('crash-on-call.mjs', [`--variant=${variant}`, '--healthy'])), []);
  });

test('after tools/list has hung the other lists are asked, and judged', async () => {
  const judged = await run('list-hang.mjs', []);
  assert.deepEqual(told(judged).sort(), ['error list-hang', 'error null-arrays']);
  assert.match(judged.findings.find(({ rule }) => rule === 'list-hang')!.message, /^No answer to tools\/list within 3/);
});

test('a server that is blocked is told once for all lists', async () => {
  const judged = await run('list-hang.mjs', ['--variant=blocked']);
  assert.deepEqual(told(judged), ['error list-hang']);
  assert.match(judged.findings[0]!.message, /tools\/list within 3\S* s, nor to prompts\/list and resources\/list/);
});

test('after tools/list has failed the other lists are asked', async () => {
  const judged = await run('list-hang.mjs', ['--variant=error']);
  assert.deepEqual(told(judged).sort(), ['error list-failed', 'error null-arrays']);
});

for (const [variant, hint] of [
  ['database', /without asking anything outside/],
  ['unknown', /Register a handler/],
  ['zod', /one by one/],
  ['key', /credentials/],
] as const)
  test(`the hint of a list that failed follows the error: ${variant}`, async () => {
    const { findings } = await run('list-failed.mjs', [`--variant=${variant}`]);
    assert.match(findings.find(({ rule }) => rule === 'list-failed')!.hint, hint);
  });
