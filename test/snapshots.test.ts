/** Answers that are kept: at first sight, under CI, anew; what is ignored, and what a secret stood in. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

type Step = Readonly<Record<string, unknown>>;

const SAY = { name: 'greeting', tool: 'say', expect: { snapshot: true } };
const SEARCH = { name: 'search', tool: 'search', args: { query: 'milk' }, expect: { snapshot: true } };
const NOW = { name: 'time', tool: 'now', expect: { snapshot: true, ignore: ['$.time', '$.items[*].at'] } };

class Kept {
  readonly folder: WorkFolder;
  constructor(t: TestContext) {
    this.folder = new WorkFolder(t);
  }

  /** Runs the steps with a server of these arguments. */
  async run(
    steps: readonly Step[],
    args: readonly string[] = [],
    options: readonly string[] = [],
    env = {},
    more: object = {},
  ) {
    const file = { name: 'Notes', server: fixture('contract.mjs', ...args), steps, ...more };
    const ran = await this.folder.script(file, options, { env });
    return { ...ran, answers: this.answers, said: `${ran.stdout}${ran.stderr}` };
  }

  get answers(): Readonly<Record<string, unknown>> | undefined {
    const text = this.folder.read('smoke.lock.json');
    return text === '' ? undefined : JSON.parse(text).suites.Notes.answers;
  }
}

const CI = { CI: 'true' };

describe('the answer of a step', { concurrency: 2 }, () => {
  test('is kept at first sight, and compared from then on', async (t) => {
    const kept = new Kept(t);
    const first = await kept.run([SAY, SEARCH]);
    assert.equal(first.code, 0, first.said);
    assert.match(first.stdout, /Snapshots in smoke\.lock\.json: 2 new answers kept/);
    assert.deepEqual(first.answers, { greeting: { text: 'hello' }, search: { structured: { hits: ['milk'] } } });
    const again = await kept.run([SAY, SEARCH], [], [], CI);
    assert.deepEqual([again.code, again.stdout.includes('Snapshots')], [0, false]);
    const other = await kept.run([SAY, SEARCH], ['--word=goodbye']);
    assert.equal(other.code, 1);
    assert.equal(
      other.told('greeting'),
      'failed | expectation snapshot: the answer is another than the one in smoke.lock.json',
    );
    const [finding] = other.steps.find(({ name }) => name === 'greeting')!.findings;
    assert.equal(finding!.evidence, 'received: "goodbye"\nexpected "hello"');
    assert.match(finding!.where!, /^smoke\.yaml:\d+:\d+$/);
    assert.deepEqual(other.answers, first.answers, 'a failing run changes nothing');
  });

  test('tells the places that differ', async (t) => {
    const kept = new Kept(t);
    await kept.run([SEARCH]);
    const other = await kept.run([{ ...SEARCH, args: { query: 'beer' } }]);
    const [finding] = other.steps.find(({ name }) => name === 'search')!.findings;
    assert.match(finding!.evidence!, /\n\$\.hits\[0\]: expected "milk", received "beer"$/);
  });

  test('that is new is refused under CI, and nothing is written', async (t) => {
    const kept = new Kept(t);
    const refused = await kept.run([SAY], [], [], CI);
    assert.equal(refused.code, 1);
    assert.equal(
      refused.told('greeting'),
      'failed | expectation snapshot: no answer of this step is kept in smoke.lock.json',
    );
    assert.match(refused.said, /--update-snapshots/);
    assert.equal(refused.answers, undefined);
    const asked = await kept.run([SAY], [], ['--update-snapshots'], CI);
    assert.deepEqual([asked.code, asked.answers], [0, { greeting: { text: 'hello' } }]);
  });

  test('is kept anew with --update-snapshots; those of steps that are gone are dropped, those that were not run stay', async (t) => {
    const kept = new Kept(t);
    await kept.run([SAY, SEARCH, NOW]);
    const steps = [SAY, { ...NOW, skip: 'not today' }];
    const { code, stdout, answers } = await kept.run(steps, ['--word=goodbye'], ['--update-snapshots']);
    assert.equal(code, 0);
    assert.match(stdout, /Snapshots in smoke\.lock\.json: 1 answer kept anew, 1 answer dropped, whose steps are gone/);
    assert.deepEqual(Object.keys(answers!).sort(), ['greeting', 'time']);
    assert.deepEqual(answers!['greeting'], { text: 'goodbye' });
    const chosen = await kept.run([SAY, NOW], ['--word=again'], ['--update-snapshots', '--step', 'time']);
    assert.deepEqual(chosen.answers!['greeting'], { text: 'goodbye' });
  });

  test('of a step that fails is not kept', async (t) => {
    const kept = new Kept(t);
    const { code, answers } = await kept.run([{ ...SAY, expect: { snapshot: true, text: 'other' } }]);
    assert.deepEqual([code, answers], [1, undefined]);
  });

  test('without what is ignored', async (t) => {
    const kept = new Kept(t);
    const { answers } = await kept.run([NOW]);
    assert.deepEqual(answers, { time: { structured: { zone: 'UTC', items: [{}] } } });
    assert.equal((await kept.run([NOW])).code, 0);
    const inside = { ...NOW, expect: { snapshot: { ignore: ['$.time', '$..at'] } } };
    assert.equal((await kept.run([inside])).code, 0);
    assert.equal((await kept.run([{ ...NOW, expect: { snapshot: true } }])).code, 1, 'else this test sees nothing');
  });

  test('keeps no secret, and is the same with another one in its place', async (t) => {
    const kept = new Kept(t);
    const more = { secrets: ['TOKEN'] };
    const word = (token: string) => [`--word=your token is ${token}, keep it`];
    const env = { TOKEN: 'tok-12345-secret' };
    const first = await kept.run([SAY], word(env.TOKEN), [], env, more);
    assert.deepEqual(first.answers, { greeting: { text: 'your token is [redacted:TOKEN], keep it' } });
    const others = { TOKEN: 'tok-67890-secret' };
    assert.equal((await kept.run([SAY], word(others.TOKEN), [], others, more)).code, 0);
    assert.equal(
      (await kept.run([SAY], word('something else'), [], others, more)).code,
      0,
      'what stood there is not known',
    );
    assert.equal((await kept.run([SAY], ['--word=no token'], [], others, more)).code, 1);
  });

  test('of a table, of a repetition, of other kinds of steps', async (t) => {
    const kept = new Kept(t);
    const steps = [
      {
        ...SEARCH,
        name: 'find ${case.word}',
        args: { query: '${case.word}' },
        cases: [{ word: 'milk' }, { word: 'beer' }],
      },
      { ...SAY, repeat: { count: 3 } },
      { ...SEARCH, name: 'each another', args: { query: 'milk ${i}' }, repeat: { count: 5, concurrency: 5 } },
      { name: 'the prompts', request: { method: 'prompts/list' }, expect: { snapshot: true } },
      { name: 'an error', tool: 'say', request: undefined, expect: { snapshot: true } },
    ].map((step) => JSON.parse(JSON.stringify(step)) as Step);
    const { code, answers, said } = await kept.run(steps);
    assert.equal(code, 0, said);
    assert.deepEqual(Object.keys(answers!), [
      'an error',
      'each another',
      'find beer',
      'find milk',
      'greeting',
      'the prompts',
    ]);
    assert.deepEqual(answers!['each another'], { structured: { hits: ['milk 0'] } });
    assert.equal((await kept.run(steps, [], [], CI)).code, 0);
  });
});

test('of an http step is its body, of an error its message', async (t) => {
  const kept = new Kept(t);
  const server = { url: 'http://127.0.0.1:${port}/mcp', start: fixture('app.mjs', '--port=${port}') };
  const steps = [
    { name: 'health', http: { url: '/healthz' }, expect: { snapshot: true } },
    { name: 'nobody', tool: 'nobody', sendInvalid: true, expect: { status: 'error', snapshot: true } },
  ];
  const { code, answers, said } = await kept.run(steps, [], [], {}, { server });
  assert.equal(code, 0, said);
  assert.deepEqual(answers, {
    health: { structured: { checks: ['db', 'queue'], status: 'up' } },
    nobody: { text: 'Unknown tool: nobody' },
  });
  assert.equal((await kept.run(steps, [], [], CI, { server })).code, 0);
});

test('stands in the same file as the contract, and neither writes over the other', async (t) => {
  const kept = new Kept(t);
  await kept.run([SAY]);
  await kept.run([SAY], [], ['--update-baseline']);
  const { suites } = JSON.parse(kept.folder.read('smoke.lock.json'));
  assert.deepEqual(Object.keys(suites.Notes), ['answers', 'contract']);
  await kept.run([SAY], ['--word=goodbye'], ['--update-snapshots']);
  assert.ok(JSON.parse(kept.folder.read('smoke.lock.json')).suites.Notes.contract);
});

test('two steps of one name are told to get names', async (t) => {
  const kept = new Kept(t);
  const nameless = { tool: 'say', expect: { snapshot: true } };
  const { code, stderr } = await kept.run([nameless, nameless]);
  assert.equal(code, 2);
  assert.match(stderr, /its answer is kept by the name of the step, and two are called `say`/);
});
