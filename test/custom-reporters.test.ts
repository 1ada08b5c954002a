/** Reporters of the user's own: `--report ./my-reporter.js=out.txt`, `reporters:` in the file. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runHost } from './harness/host-program.ts';
import { WorkFolder } from './harness/work-folder.ts';

const CALL = { name: 'call', tool: 'echo', args: { text: 'x' } };
const LINES = `export default ({ suites, verdict }, { rerun, suites: refs }) =>
  suites.flatMap(({ steps }) => steps.map(({ name, status }) => name + ' ' + status)).join(',') + ' ' + verdict +
  ' ' + typeof rerun + ' ' + refs.length;`;
const ALL_PASSED = 'connect passed,list passed,schema passed,call passed,close passed passed function 1';

describe('a reporter of the user’s own', { concurrency: 2 }, () => {
  test('is a module that gives the text, for a file or for stdout', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('mine.mjs', LINES);
    const toFile = await folder.script({ steps: [CALL] }, ['--report', './mine.mjs=sub/out.txt']);
    assert.deepEqual([toFile.code, folder.read('sub/out.txt')], [0, ALL_PASSED]);
    const toStdout = await folder.run(['run', 'smoke.yaml', '--report', 'mine.mjs']);
    assert.equal(toStdout.stdout, ALL_PASSED);
  });

  test('is named by the file, relative to it, beside ours and those of the command line; each once', async (t) => {
    const folder = new WorkFolder(t);
    const reporters = ['./mine.cjs=a.txt', 'junit=a.xml', 'json=report.json'];
    folder.write('mine.cjs', 'exports.render = (report) => report.verdict;');
    const ran = await folder.script({ steps: [CALL], reporters });
    assert.equal(ran.code, 0, ran.stderr);
    assert.deepEqual([folder.read('a.txt'), folder.report().verdict], ['passed', 'passed']);
    assert.match(folder.read('a.xml'), /<testsuites/);
  });

  test('renders a report that was written before', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('mine.mjs', 'export default { render: ({ totals }) => String(totals.steps) };');
    await folder.script({ steps: [CALL] });
    const { stdout } = await folder.run(['report', 'report.json', '--report', './mine.mjs']);
    assert.equal(stdout, '5');
  });

  const failing: Record<string, readonly [module: string, words: RegExp]> = {
    throws: [
      "export default () => { throw new Error('oh no'); };",
      /mine\.mjs: no report was written to out\.txt: oh no/,
    ],
    'gives no text': ['export default async () => 1;', /it gave no text but object/],
  };
  for (const [name, [module, words]] of Object.entries(failing)) {
    test(`that ${name} is told without a stack, costs no other report, and the exit code is 70`, async (t) => {
      const folder = new WorkFolder(t);
      folder.write('mine.mjs', module);
      const ran = await folder.script({ steps: [CALL] }, ['--report', 'mine.mjs=out.txt']);
      assert.match(ran.stderr, words);
      assert.doesNotMatch(ran.stderr, /own fault|\n {4}at /);
      assert.deepEqual([ran.code, folder.read('out.txt'), folder.report().exitCode], [70, '', 70]);
    });
  }

  test('that never ends is cut off', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('mine.mjs', 'export default () => { for (;;); };');
    const ran = await folder.script({ steps: [CALL] }, ['--report', 'mine.mjs=out.txt']);
    assert.match(ran.stderr, /not finished within \d+ ms of processor time/);
    assert.equal(ran.code, 70);
  });

  test('cannot tell a secret: what it wrote is removed, exit 5', async (t) => {
    const folder = new WorkFolder(t);
    folder.write('mine.mjs', 'export default () => process.env.API_TOKEN;');
    const step = { ...CALL, args: { text: '${env:API_TOKEN}' } };
    const env = { API_TOKEN: 'tok-8888-secret-text' };
    const ran = await folder.script({ steps: [step] }, ['--report', 'mine.mjs=out.txt'], { env });
    assert.deepEqual([ran.code, folder.read('out.txt')], [5, ''], ran.stderr);
  });

  const mistakes: Record<string, readonly [module: string | undefined, words: RegExp]> = {
    'no such module': [undefined, /--report \.\/mine\.mjs: no such file/],
    'no function': ['export default 7;', /--report \.\/mine\.mjs: its default export must be a function/],
  };
  for (const [name, [module, words]] of Object.entries(mistakes)) {
    test(`${name}: exit 2 before anything is started`, async (t) => {
      const folder = new WorkFolder(t);
      if (module !== undefined) folder.write('mine.mjs', module);
      const ran = await folder.script({ steps: [CALL] }, ['--report', './mine.mjs=out.txt']);
      assert.match(ran.stderr, words);
      assert.deepEqual([ran.code, folder.calls], [2, []]);
    });
  }

  test('a report that the file names wrongly is told with its place', async (t) => {
    const folder = new WorkFolder(t);
    const ran = await folder.script({ steps: [CALL], reporters: ['junt=x.xml', 'junit', './mine.mjs'] });
    assert.match(ran.stderr, /reporters: does not know the format "junt"/);
    assert.match(ran.stderr, /write where it goes: junit=PATH[\s\S]*write where it goes: \.\/mine\.mjs=PATH/);
    assert.match(ran.stderr, /--> smoke\.yaml:\d+:\d+/);
    assert.equal(ran.code, 2);
  });

  test('is a function for the library, to a file and to text', async (t) => {
    const folder = new WorkFolder(t);
    const { said, other } = await runHost(
      `const mine = ({ verdict, suites }) => verdict + ' ' + suites.length;
       const report = await smoke(data.plan, { cwd: data.cwd, report: { reporter: mine, path: 'out.txt' } }).report;
       say(render(report, mine)); say(render(report, 'tap').split('\\n')[0]);
       const failing = () => { throw new Error('oh no'); };
       await smoke(data.plan, { cwd: data.cwd, report: [{ reporter: failing, path: 'no.txt' }] })
         .report.catch(({ name, message, report }) => say([name, message, report.exitCode, report.suites[0].steps.length]));`,
      { data: { plan: { server: folder.server(), coverage: 'off', steps: [CALL] }, cwd: folder.path } },
    );
    assert.deepEqual(said.slice(0, 2), ['passed 1', 'TAP version 14'], other);
    assert.equal(folder.read('out.txt'), 'passed 1');
    const [name, message, exitCode, steps] = said[2] as [string, string, number, number];
    assert.deepEqual([name, exitCode, steps], ['RunError', 70, 5]);
    assert.match(message, /no\.txt: oh no/);
  });
});
