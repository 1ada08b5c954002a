/** `answers:` what the host says when the server asks the user, the model or for the roots. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { failure, SERVER, told } from './harness/config.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const step = (tool: string, text: string, more: object = {}) => ({
  name: `${tool} ${text}`,
  tool,
  args: { text },
  ...more,
});
const says = (value: object | string, more: object = {}) => ({
  expect: { text: typeof value === 'string' ? value : JSON.stringify(value) },
  ...more,
});
const bern = { when: { message: { contains: 'city' } }, content: { city: 'Bern', days: 2 } };

for (const era of ['stateful', 'stateless'])
  describe(`answers, ${era}`, { concurrency: 3 }, () => {
    const server = (...args: string[]) => fixture('asks.mjs', `--era=${era}`, ...args);
    const isOlder = era === 'stateful';

    test('a form is filled in, declined or cancelled, by the first row that fits', async (t) => {
      const { code, steps, stdout } = await new WorkFolder(t).script({
        server: server(),
        vars: { town: 'Basel' },
        answers: {
          elicitation: [
            bern,
            { when: { params: { '$.message': 'no' } }, action: 'decline' },
            { when: { message: { startsWith: 'var' } }, content: { city: '${town}' } },
            { action: 'cancel' },
          ],
        },
        steps: [
          step('form', 'which city?', says({ action: 'accept', content: { city: 'Bern', days: 2 } })),
          step('form', 'no', says({ action: 'decline' })),
          step('form', 'var', says({ action: 'accept', content: { city: 'Basel' } })),
          step('form', 'other', says({ action: 'cancel' })),
          step('capabilities', 'x', says({ elicitation: { form: {} } })),
        ],
      });
      assert.equal(code, 0, stdout);
      assert.deepEqual(
        steps.flatMap(({ findings }) => findings),
        [],
      );
      const { at, ...asked } = steps.find(({ name }) => name === 'form which city?')!.calls![0]!.asked![0]!;
      assert.match(at!, /^smoke\.yaml:\d+:\d+$/);
      assert.deepEqual(asked, {
        method: 'elicitation/create',
        question: 'which city?',
        answer: 'accept {"city":"Bern","days":2}',
      });
    });

    test('a form that no client shows is told', async (t) => {
      const { steps } = await new WorkFolder(t).script({
        server: server(),
        answers: { elicitation: [{ action: 'decline' }] },
        steps: ['nested', 'optional', 'loose', 'tags'].map((fields) => step('fields', fields)),
      });
      const found = ({ findings }: (typeof steps)[number]) =>
        findings.map(({ rule, message }) => `${rule}: ${message.slice(0, 30)}`);
      const told = Object.fromEntries(steps.map((one) => [one.name, found(one)]));
      const wrong = (field: string) => [`elicit-schema: The field "${field}" of a question i`.slice(0, 45)];
      assert.deepEqual(
        ['nested', 'optional', 'loose', 'tags'].map((fields) => told[`fields ${fields}`]),
        [wrong('city'), wrong('city'), wrong('tags'), []],
      );
    });

    test('a field that is left out has the default of the form', async (t) => {
      const { code, steps, stdout } = await new WorkFolder(t).script({
        server: server(),
        answers: { elicitation: [{ when: { message: 'all' }, content: {} }, { content: { city: 'Ulm', note: 'x' } }] },
        steps: [
          step('filled', 'all', says({ action: 'accept', content: { city: 'Bern', days: 0, sure: false } })),
          step('filled', 'some', says({ action: 'accept', content: { city: 'Ulm', days: 0, sure: false, note: 'x' } })),
        ],
      });
      assert.equal(code, 0, stdout);
      const { answer } = steps.find(({ name }) => name === 'filled all')!.calls![0]!.asked![0]!;
      assert.equal(answer, 'accept {"city":"Bern","days":0,"sure":false}');
    });

    test('the answers of a step come before those of the file, and only for it', async (t) => {
      const { code, stdout } = await new WorkFolder(t).script({
        server: server(),
        answers: { elicitation: [bern], roots: ['file:///file'] },
        steps: [
          step('form', 'city 1', {
            answers: { elicitation: [{ content: { city: 'Ulm' } }] },
            ...says({ action: 'accept', content: { city: 'Ulm' } }),
          }),
          step('form', 'city 2', says({ action: 'accept', content: { city: 'Bern', days: 2 } })),
          step('roots', 'a', { answers: { roots: ['file:///step'] }, ...says({ roots: [{ uri: 'file:///step' }] }) }),
          step('roots', 'b', says({ roots: [{ uri: 'file:///file' }] })),
        ],
      });
      assert.equal(code, 0, stdout);
    });

    test('a model, a url and roots', async (t) => {
      const { code, steps, stdout } = await new WorkFolder(t).script({
        server: server(...(isOlder ? ['--variant=at-start'] : [])),
        answers: {
          elicitation: [{ mode: 'url' }, { content: { city: 'Ulm' } }],
          sampling: [{ when: { message: 'sum' }, text: 'short', model: 'm1' }, { action: 'decline' }],
          roots: ['file:///srv'],
        },
        steps: [
          step('model', 'sum', {
            expect: {
              structured: {
                '$.content.text': 'short',
                '$.model': 'm1',
                '$.role': 'assistant',
                '$.stopReason': 'endTurn',
              },
            },
          }),
          ...(isOlder ? [step('model', 'other', { expect: { structured: { '$.code': -1 } } })] : []),
          step('url', 'go there', says({ action: 'accept' })),
          step('form', 'x', { repeat: { count: 2 }, ...says({ action: 'accept', content: { city: 'Ulm' } }) }),
          ...(isOlder
            ? [step('started', 'x', says({ roots: [{ uri: 'file:///srv' }] }))]
            : [step('roots', 'x', says({ roots: [{ uri: 'file:///srv' }] }))]),
          step('capabilities', 'x', says({ elicitation: { url: {}, form: {} }, sampling: {}, roots: {} })),
        ],
      });
      assert.equal(code, 0, stdout);
      const { asked } = steps.find(({ name }) => name === 'model sum')!.calls![0]!;
      assert.deepEqual(
        asked!.map(({ method }) => method),
        ['sampling/createMessage'],
        'not what was asked at the start',
      );
      const repeated = steps.find(({ name }) => name === 'form x')!.calls!;
      assert.deepEqual(
        repeated.map((call) => call.asked?.length),
        [1, 1],
      );
    });

    test('without answers nothing is declared, and a healthy server asks nothing', async (t) => {
      const { code, stdout } = await new WorkFolder(t).script({
        server: server(),
        steps: [step('form', 'city', says('nobody to ask')), step('capabilities', 'x', says({}))],
      });
      assert.equal(code, 0, stdout);
    });

    test('a question that nothing answers is declined, with the line to add', async (t) => {
      const { code, steps, told } = await new WorkFolder(t).script({
        server: server(),
        answers: { elicitation: [bern], sampling: [{ when: { message: 'never' }, text: 'x' }] },
        steps: [
          step('form', 'which land?', says({ action: 'decline' })),
          ...(isOlder ? [step('model', 'sum', { expect: { status: 'ok' } })] : []),
        ],
      });
      assert.equal(code, 0);
      assert.match(
        told('form which land?'),
        /^passed \| question-unanswered Nothing answers the question "which land\?"/,
      );
      const { evidence, level } = steps.find(({ name }) => name === 'form which land?')!.findings[0]!;
      assert.equal(level, 'warning');
      assert.match(evidence!, /answers: \{ elicitation: \[\{ action: accept, content: \{ city: …, days: … \} \}\] \}/);
      if (isOlder) assert.match(told('model sum'), /^passed \| question-unanswered /);
    });

    test('content that does not fit the schema is not sent', async (t) => {
      const { code, told } = await new WorkFolder(t).script({
        server: server(),
        answers: { elicitation: [{ content: { city: 'B', days: 1.5 } }] },
        steps: [step('form', 'city', says({ action: 'cancel' }))],
      });
      assert.equal(code, 2);
      assert.match(told('form city'), /^broken \| answer-invalid The answer of the file does not fit/);
    });

    test('a server that asks although nobody can be asked is told so, and the report has the question', async (t) => {
      const { steps, told } = await new WorkFolder(t).script({
        server: server('--variant=always'),
        steps: [step('form', 'city', says({ action: 'decline' }))],
      });
      assert.match(told('form city'), /^passed \| waits-on-user/);
      assert.equal(steps.find(({ name }) => name === 'form city')!.calls![0]!.asked![0]!.answer, 'decline');
    });
  });

describe('answers at the end', { concurrency: 2 }, () => {
  const server = (...args: string[]) => fixture('asks.mjs', ...args);

  test('who asks after its stdin has ended, and waits for the answer, is in order; why its end takes so long is said', async (t) => {
    const { code, steps } = await new WorkFolder(t).script({
      server: server('--variant=at-end'),
      answers: { roots: ['file:///srv'] },
      steps: [step('capabilities', 'x')],
    });
    const { status, reason, findings } = steps.find(({ kind }) => kind === 'close')!;
    assert.deepEqual([code, status, reason], [0, 'passed', 'it waited for an answer to roots/list']);
    assert.deepEqual(
      findings.map(({ rule, level }) => [rule, level]),
      [['no-exit-on-eof', 'info']],
    );
    assert.match(findings[0]!.message, /asked its host something \(roots\/list\) when its stdin was closed/);
  });

  test('who only lives on after its stdin has ended is told so', async (t) => {
    const { told } = await new WorkFolder(t).script({
      server: server('--variant=lives-on'),
      answers: { roots: ['file:///srv'] },
      steps: [step('capabilities', 'x')],
    });
    assert.match(told('close'), /no-exit-on-eof/);
  });
});

describe('questions in answers (2026-07-28)', { concurrency: 3 }, () => {
  const asks = (kind: string) => fixture('input-required.mjs', '--era=stateless', `--variant=${kind}`);
  const call = (more: object = {}) => ({ name: 'call', tool: 'faulty', args: { text: 'x' }, ...more });
  const all = [{ when: { message: 'your age?' }, content: { age: '7' } }, { content: { name: 'Ada' } }];

  test('round after round, with the state as it came, and a new id', async (t) => {
    const { code, steps, stdout } = await new WorkFolder(t).script({
      server: asks('rounds'),
      answers: { elicitation: all, sampling: [{ text: 'short' }] },
      steps: [call({ expect: { text: '7 short' } })],
    });
    assert.equal(code, 0, stdout);
    const { asked } = steps.find(({ name }) => name === 'call')!.calls![0]!;
    assert.deepEqual(
      asked!.map(({ question, answer }) => [question, answer]),
      [
        ['your name?', 'accept {"name":"Ada"}'],
        ['your age?', 'accept {"age":"7"}'],
        ['sum up', 'short'],
      ],
    );
  });

  test('of several questions one that is refused is left out', async (t) => {
    const { steps, told } = await new WorkFolder(t).script({
      server: asks('rounds'),
      answers: { elicitation: all, sampling: [{ when: { message: 'never' }, text: 'x' }] },
      steps: [call({ expect: { text: '7 undefined' } })],
    });
    assert.match(told('call'), /^passed \| question-unanswered /);
    assert.equal(steps.find(({ name }) => name === 'call')!.findings.length, 1);
  });

  test('a state without a question goes back at once', async (t) => {
    const { code, stdout } = await new WorkFolder(t).script({
      server: asks('state'),
      steps: [call({ expect: { text: 'x' } })],
    });
    assert.equal(code, 0, stdout);
  });

  for (const [kind, says] of [
    ['endless', /^failed \| input-required The server has asked 10 times.*"What is your name\?"\.$/],
    ['empty', /^failed \| input-required The server says that it needs input, and asks nothing/],
    ['refused', /^failed \| input-required The server asks before it answers, and nothing here answers it/],
    ['slow', /^failed \| hang-tool .*3(\.\d)? s/],
  ] as const)
    test(`a tool that gives no result in the end: ${kind}`, async (t) => {
      const { code, steps, told } = await new WorkFolder(t).script({
        server: asks(kind),
        answers: { elicitation: all, sampling: [{ when: { message: 'never' }, text: 'x' }] },
        steps: [call({ timeout: '3s' })],
      });
      assert.equal(code, 1);
      assert.match(told('call'), says);
      assert.equal(steps.find(({ name }) => name === 'call')!.findings.length, 1);
      const { evidence } = steps.find(({ name }) => name === 'call')!.findings[0]!;
      const { durationMs } = steps.find(({ name }) => name === 'call')!.calls![0]!;
      assert.ok(kind !== 'slow' || durationMs < 5400, 'one time limit for all rounds');
      if (kind === 'refused') assert.match(evidence!, /answers: \{ sampling: /);
    });

  test('what was wrong with an earlier round is told', async (t) => {
    const { told } = await new WorkFolder(t).script({
      server: asks('text-id'),
      steps: [call({ expect: { text: 'x' } })],
    });
    assert.match(told('call'), /id-type/);
  });

  test('in the older era such members of a result mean nothing', async (t) => {
    const { code, steps, stdout } = await new WorkFolder(t).script({
      server: fixture('input-required.mjs', '--variant=extra'),
      steps: [call({ expect: { text: 'x' } })],
    });
    assert.equal(code, 0, stdout);
    assert.deepEqual(
      steps.flatMap(({ findings }) => findings),
      [],
    );
  });

  test('a list that asks, though it could be answered', async (t) => {
    const { told } = await new WorkFolder(t).script({
      server: asks('list'),
      answers: { elicitation: all },
      steps: [call()],
    });
    assert.match(
      told('list'),
      /^failed 0 tools \| input-required The server answers tools\/list with a question, which it may not/,
    );
  });

  test('a request of the server’s own is not answered, and that is said', async (t) => {
    const { code, steps, told } = await new WorkFolder(t).script({
      server: fixture('waits-on-user.mjs', '--era=stateless'),
      answers: { elicitation: [{ content: { sure: true } }] },
      steps: [call({ timeout: '2s' })],
    });
    assert.equal(code, 1);
    assert.match(
      told('call'),
      /^failed \| server-request The server sent a request, which nothing answers: elicitation\/create/,
    );
    const { calls, findings } = steps.find(({ name }) => name === 'call')!;
    assert.deepEqual([findings.length, calls![0]!.asked], [1, undefined]);
  });
});

describe('mistakes in answers', () => {
  const wrong: readonly [string, RegExp][] = [
    ['answers: {}', /`answers` is empty/],
    ['answers: { elicitation: [] }', /must not be empty/],
    ['answers: { elicitation: [{ action: accept }] }', /`content` is missing/],
    [
      'answers: { elicitation: [{ action: decline, content: { a: 1 } }] }',
      /only a form that is accepted has `content`/,
    ],
    ['answers: { elicitation: [{ action: deny }] }', /`deny` is not known here/],
    ['answers: { elicitation: [{ when: {}, action: decline }] }', /`when` is empty/],
    ['answers: { elicitation: [{ contnet: { a: 1 } }] }', /unknown key `contnet`/],
    ['answers: { sampling: [{ model: x }] }', /`text` is missing/],
    ['answers: { sampling: [{ action: decline, text: x }] }', /what is declined has no `text`/],
    ['answers: { roots: file:///x }', /write it as a list/],
    ['answers: { roots: ["file://${nowhere}"] }', /unknown variable `nowhere`/],
  ];
  for (const [text, expected] of wrong) {
    test(text, async () => {
      const { problems } = await failure(`${SERVER}${text}\n`);
      assert.match(problems.map(told).join('\n'), expected);
    });
  }
});
