/** Rules of the user's own: `rules: ./my-rule.js`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WorkFolder } from './harness/work-folder.ts';

const CALL = { name: 'call', tool: 'echo', args: { text: 'rm -rf /' } };
const REPORTS = ['--report', 'sarif=out.sarif', '--report', 'junit=out.xml'];

const head = (id: string, subject: string, level = 'error') =>
  `id: '${id}', subject: '${subject}', level: '${level}', title: 'T of ${id}.', hint: 'Mend ${id}.',`;
const ruleOf = (id: string, subject: string, body: string, level = 'error') =>
  `{ ${head(id, subject, level)} inspect(subject, add) { ${body} } }`;
const FINDS = (id: string, subject = 'call', level = 'error') =>
  `export default ${ruleOf(id, subject, "add({ message: 'found by ' + subject.constructor.name, evidence: 'e', where: '/x' })", level)};`;

function folderWith(t: Parameters<typeof newFolder>[0], modules: Readonly<Record<string, string>>): WorkFolder {
  const folder = newFolder(t);
  for (const [name, text] of Object.entries(modules)) folder.write(name, text);
  return folder;
}

const newFolder = (t: ConstructorParameters<typeof WorkFolder>[0]) => new WorkFolder(t);

describe('a rule of the user’s own', { concurrency: 2 }, () => {
  test('finds, fails its step, and stands in all reports', async (t) => {
    const folder = folderWith(t, { 'mine.mjs': FINDS('no-shell') });
    const ran = await folder.script({ rules: './mine.mjs', steps: [CALL] }, REPORTS);
    assert.equal(ran.code, 1, ran.stdout + ran.stderr);
    assert.equal(ran.told('call'), 'failed | no-shell found by Object');
    assert.match(ran.stdout, /no-shell[\s\S]*found by Object[\s\S]*Mend no-shell\./);
    assert.match(folder.read('out.xml'), /no-shell/);
    assert.match(folder.read('out.sarif'), /"id": "no-shell"/);
  });

  test('is asked of each kind of subject, and several stand in one module', async (t) => {
    const kinds = ['connect', 'list', 'tool', 'call', 'frames', 'close'];
    const looks = kinds.map((kind) =>
      ruleOf(`on-${kind}`, kind, "add({ message: Object.keys(subject).sort().join(' ') })", 'warning'),
    );
    const folder = folderWith(t, { 'mine.mjs': `export default [${looks.join(', ')}];` });
    const ran = await folder.script({ rules: ['mine.mjs'], steps: [CALL] });
    const steps = { connect: 'connect', list: 'list', tool: 'schema', call: 'call', frames: 'connect', close: 'close' };
    for (const [kind, step] of Object.entries(steps)) assert.match(ran.told(step), new RegExp(`on-${kind} \\w+`), kind);
    assert.match(ran.told('call'), /on-call args exchange expected kind target/);
    assert.equal(ran.code, 0, ran.stdout);
  });

  test('gets its level from rules as ours do', async (t) => {
    const folder = folderWith(t, { 'a.mjs': FINDS('a-rule'), 'b.mjs': FINDS('b-rule') });
    const rules = ['./a.mjs', { 'a-rule': 'warning', 'zero-tools': 'off' }, './b.mjs', { 'b-rule': 'off' }];
    const ran = await folder.script({ rules, steps: [CALL] });
    assert.equal(ran.told('call'), 'passed | a-rule found by Object');
  });

  test('may be a CommonJS module', async (t) => {
    const folder = folderWith(t, { 'mine.cjs': FINDS('from-cjs').replace('export default', 'module.exports =') });
    const ran = await folder.script({ rules: 'mine.cjs', steps: [CALL] });
    assert.match(ran.told('call'), /from-cjs/);
  });

  const failing: Record<string, readonly [body: string, words: RegExp]> = {
    throws: ["throw new Error('oh no')", /^custom-rule-failed The check `mine` threw: oh no\.$/],
    'throws what is no error': ['throw null', /threw: null/],
    'is asynchronous': ['return Promise.reject(new Error())', /threw: inspect must be synchronous/],
    'adds what is no note': ['add({ text: 1 })', /threw: a note needs a `message`/],
    'adds a note of numbers': ["add({ message: 'm', evidence: 7 })", /threw: `evidence` of a note must be text/],
    'never ends': ['for (;;);', /was not finished within 1000 ms of processor time; it is not asked again/],
  };
  for (const [name, [body, words]] of Object.entries(failing)) {
    test(`that ${name} is told as its own fault, once for each step that it spoils: exit 2`, async (t) => {
      const folder = folderWith(t, { 'mine.mjs': `export default ${ruleOf('mine', 'call', body)};` });
      const steps = [CALL, { ...CALL, name: 'again' }];
      const ran = await folder.script({ rules: 'mine.mjs', steps });
      assert.match(ran.told('call').replace(/^broken \| /, ''), words);
      assert.match(ran.told('again'), name === 'never ends' ? /^passed$/ : /^broken \| custom-rule-failed/);
      assert.equal(ran.code, 2, ran.stdout + ran.stderr);
    });
  }

  test('cannot flood a report, nor put a secret into one', async (t) => {
    const body = "for (let i = 0; i < 500; i++) add({ message: 'm' + i + subject.args.text + 'x'.repeat(9000) })";
    const folder = folderWith(t, { 'mine.mjs': `export default ${ruleOf('mine', 'call', body)};` });
    const step = { ...CALL, args: { text: '${env:API_TOKEN}' } };
    const ran = await folder.script({ rules: 'mine.mjs', steps: [step] }, [], {
      env: { API_TOKEN: 'tok-7777-secret-text' },
    });
    const call = ran.steps.find(({ name }) => name === 'call');
    assert.ok(call && call.findings.length <= 51);
    assert.ok(call.findings.every(({ message }) => message.length < 2200));
    assert.ok(!(ran.stdout + folder.read('report.json')).includes('tok-7777'));
  });
});

describe('a module that is none of rules is told with its place in the file: exit 2', { concurrency: 2 }, () => {
  const mistakes: Record<string, readonly [module: string, words: RegExp]> = {
    'no such file': ['', /\.\/mine\.mjs: no such file/],
    'no JavaScript': ['export default {', /\.\/mine\.mjs: /],
    'it throws': ["throw new Error('at load')", /\.\/mine\.mjs: at load/],
    'no default export': ['export const x = 1;', /it has no default export/],
    'no object': ['export default 7;', /a check is an object/],
    'an unknown part': [
      `export default { ${head('mine', 'call')} inspect() {}, run() {} };`,
      /`run` is no part of a check/,
    ],
    'no such subject': [`export default ${ruleOf('mine', 'calls', '')};`, /`subject` must be one of connect, list/],
    'no such level': [
      `export default ${ruleOf('mine', 'call', '', 'fatal')};`,
      /`level` must be one of error, warning, info/,
    ],
    'a bad name': [`export default ${ruleOf('My Rule', 'call', '')};`, /`id` must be a name such as my-rule/],
    'the second of a list': [`export default [${ruleOf('a', 'call', '')}, {}];`, /check 2: `id` must be/],
    'a name of ours': [FINDS('zero-tools'), /the rule `zero-tools` of \.\/mine\.mjs needs another name: mcp-smoke has/],
    'a name of lint’s': [FINDS('hang-tool'), /needs another name/],
    'a name twice': [
      `export default [${ruleOf('a', 'call', '')}, ${ruleOf('a', 'tool', '')}];`,
      /needs another name: \.\/mine\.mjs has one/,
    ],
  };
  for (const [name, [module, words]] of Object.entries(mistakes)) {
    test(name, async (t) => {
      const folder = folderWith(t, module === '' ? {} : { 'mine.mjs': module });
      const ran = await folder.script({ rules: ['./mine.mjs', { nowhere: 'off' }], steps: [CALL] });
      assert.equal(ran.code, 2, ran.stdout);
      assert.doesNotMatch(ran.stderr, /unknown rule/, 'it may be one of those that could not be loaded');
      assert.match(ran.stderr, words);
      assert.match(ran.stderr, /--> smoke\.yaml:\d+:\d+/);
      assert.deepEqual(folder.calls, []);
    });
  }

  test('a list of other things, and a level of a rule that is nowhere', async (t) => {
    const folder = newFolder(t);
    const ran = await folder.script({ rules: [7, { 'my-rule': 'off' }], steps: [CALL] });
    assert.match(ran.stderr, /expected a map of rules to levels, or the path of a module, found a number/);
    assert.match(ran.stderr, /unknown rule `my-rule`/);
  });
});
