/** `cases:` a table of data, one step for each row. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failure, load, plan, SERVER, told } from './harness/config.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const server = fixture('steps.mjs');
const table = {
  name: 'length of ${case.word}',
  tool: 'count',
  args: { text: '${case.word}' },
  cases: [
    { word: 'milk', length: 4 },
    { word: 'no', length: 3 },
    { word: '$${i}', length: 4 },
  ],
  expect: { structured: { '$.length': '${case.length}' } },
};

describe('cases', { concurrency: 3 }, () => {
  test('a step, a test case and a row each, with values that keep their type', async (t) => {
    const folder = new WorkFolder(t);
    const { code, steps, told } = await folder.script({ server, steps: [table] }, ['--report', 'junit=junit.xml']);
    assert.deepEqual([code, told('length of milk'), told('length of ${i}')], [1, 'passed', 'passed']);
    assert.match(told('length of no'), /^failed \| expectation \$\.length: expected to equal 3/);
    const ours = steps.filter(({ kind }) => kind === 'call');
    assert.deepEqual(
      ours.map(({ id }) => id),
      ['length-of-milk', 'length-of-no', 'length-of-i'],
    );
    const lines = ours.map(({ at }) => Number(at!.split(':')[1]));
    assert.equal(new Set(lines).size, 3, 'each has the place of its row');
    assert.equal(folder.read('junit.xml').match(/<testcase [^>]*name="length of /g)?.length, 3);
  });

  test('--step takes one row, or all by the name they share', async (t) => {
    const folder = new WorkFolder(t);
    const other = { name: 'other', tool: 'echo', args: { text: 'x' } };
    const ran = async (name: string) => {
      const { steps } = await folder.script({ server, steps: [table, other] }, ['--step', name]);
      return steps.filter(({ kind }) => kind === 'call').map((step) => step.name);
    };
    assert.deepEqual(await ran('length of no'), ['length of no']);
    assert.deepEqual(await ran('length-of-milk'), ['length of milk']);
    assert.deepEqual(await ran('length of ${case.word}'), ['length of milk', 'length of no', 'length of ${i}']);
  });

  test('arguments that do not fit are told at the value of the row', async (t) => {
    const { steps } = await new WorkFolder(t).script({
      server,
      steps: [{ tool: 'echo', args: { text: '${case.text}' }, cases: [{ text: 'a' }, { text: 5 }] }],
    });
    const [, , , first, second] = steps;
    assert.equal(first!.status, 'passed');
    const { rule, where } = second!.findings[0]!;
    assert.equal(rule, 'args-invalid');
    const [line, column] = where!.split(':').slice(1).map(Number);
    const [atLine, atColumn] = second!.at!.split(':').slice(1).map(Number);
    assert.deepEqual([line, column! > atColumn!], [atLine, true]);
  });
});

describe('what a table may be', () => {
  const steps = (text: string) => `${SERVER}steps: [{ ${text} }]`;
  const names = async (text: string) => (await plan(steps(text))).steps.map(({ name }) => name);

  test('names: as written, else the name of the row, else its values', async () => {
    const cases = 'cases: [{ a: 1 }, { a: [x], name: odd }, { a: 1 }]';
    assert.deepEqual(await names(`tool: t, ${cases}`), ['t (a=1)', 't (odd)', 't (a=1 #3)']);
    assert.deepEqual(await names(`name: n, tool: t, ${cases}`), ['n (a=1)', 'n (odd)', 'n (a=1 #3)']);
    assert.deepEqual(await names('tool: "t_${case.a}", cases: [{ a: 1 }, { a: b }]'), ['t_1', 't_b']);
    assert.deepEqual(await names('name: "$${x} ${case.a}", tool: t, cases: [{ a: 1 }]'), ['${x} 1']);
  });

  test('the target is filled in, all else stays for the run', async () => {
    const [step] = (await plan(steps('resource: "x://${case.a}/${uuid}", cases: [{ a: "$${b}" }]'))).steps;
    assert.equal(step!.target, 'x://$${b}/${uuid}');
    assert.deepEqual(step!.vars, { 'case.a': '${b}' });
  });

  test('values may be of the environment, and are secrets where they are sent', async () => {
    const [one] = await load(steps('tool: t, args: { k: "${case.k}" }, cases: [{ k: "${env:CUSTOMER}" }]'), {
      env: { CUSTOMER: 'cust-998877aa' },
    });
    assert.deepEqual(one!.steps[0]!.vars, { 'case.k': 'cust-998877aa' });
    assert.ok(one!.secrets.some(({ value }) => value === 'cust-998877aa'));
  });

  const wrong: readonly [string, string, RegExp][] = [
    [
      'a value that a row lacks',
      'tool: t, args: { a: "${case.b}" }, cases: [{ b: 1 }, { c: 1, b: 2 }, { c: 1 }]',
      /this case has no `b` \| the step uses \$\{case\.b\}/,
    ],
    [
      'a value that no row has',
      'tool: t, args: { a: "${case.wrod}" }, cases: [{ word: 1 }]',
      /unknown variable `case\.wrod` \| did you mean `case\.word`/,
    ],
    [
      'a value without a table',
      'tool: t, args: { a: "${case.b}" }',
      /unknown variable `case\.b` \| it is a value of a row of `cases`/,
    ],
    ['two rows of one name', 'name: "${case.a}", tool: t, cases: [{ a: x }, { a: x }]', /already called `x`/],
    ['a name with anything else in it', 'name: "${uuid}", tool: t, cases: [{ a: x }]', /\$\{uuid\}/],
    ['a name with a variable, and no table', 'name: "${uuid}", tool: t', /not expanded here/],
    ['a capture', 'tool: t, capture: { x: $.a }, cases: [{ a: x }]', /captures nothing/],
    ['an empty row', 'tool: t, cases: [{}]', /this case is empty/],
    ['no row', 'tool: t, cases: []', /must not be empty/],
    ['a row that is no map', 'tool: t, cases: [milk]', /expected a map of values/],
    ['a capture in a row', 'tool: t, args: { a: "${case.a}" }, cases: [{ a: "${note}" }]', /unknown variable `note`/],
  ];
  for (const [name, text, expected] of wrong) {
    test(name, async () => {
      const { problems } = await failure(steps(text));
      assert.match(problems.map(told).join('\n'), expected);
      assert.equal(problems.length, 1);
    });
  }

  test('the problem of a row has the place of the row', async () => {
    const { problems } = await failure(
      `${SERVER}steps:\n  - tool: t\n    args: { a: "\${case.b}" }\n    cases:\n      - { b: 1 }\n      - { c: 1 }\n`,
    );
    assert.deepEqual([problems[0]!.place.line, problems[0]!.place.column], [7, 9]);
  });

  test('a variable or a capture cannot be called so', async () => {
    const { problems } = await failure(`vars: { case.a: 1 }\n${SERVER}steps: [{ tool: t, capture: { case.b: $.b } }]`);
    assert.equal(problems.filter(({ message }) => /meaning of its own/.test(message)).length, 2);
  });

  test('thousands of rows are no burden', async () => {
    const rows = Array.from({ length: 6000 }, (_, i) => `{ a: ${i} }`).join(', ');
    const { steps: planned } = await plan(steps(`tool: t, args: { x: "\${case.a}" }, cases: [${rows}]`));
    assert.equal(planned.length, 6000);
  });
});
