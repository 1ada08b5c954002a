/** `expect.result` and `expect.notifications`: what came as it came, and what the server sends by itself. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const text = (value: string) => ({ args: { text: value } });
const server = (...args: string[]) => fixture('steps.mjs', ...args);

describe('expect.result', { concurrency: 3 }, () => {
  test('content types, contents of resources, messages of prompts', async (t) => {
    const { code, stdout } = await new WorkFolder(t).script({
      server: server(),
      steps: [
        {
          tool: 'chart',
          ...text('a'),
          expect: {
            result: {
              '$.content[1].mimeType': 'image/png',
              '$.content[*].type': { each: { oneOf: ['text', 'image'] }, length: 2 },
              '$.isError': { exists: false },
            },
          },
        },
        { resource: 'notes://readme', expect: { result: { '$.contents[0].mimeType': 'text/markdown' } } },
        { prompt: 'summarize', expect: { result: { '$.messages[0].role': 'user' } } },
        { tool: 'fail', ...text('a'), expect: { status: 'tool-error', result: { '$.isError': true } } },
      ],
    });
    assert.equal(code, 0, stdout);
  });

  test('what does not hold is told with its place and what came', async (t) => {
    const { steps, told } = await new WorkFolder(t).script({
      server: server(),
      steps: [
        { tool: 'chart', ...text('a'), expect: { result: { '$.content[1].mimeType': 'image/jpeg' } } },
        { tool: 'echo', ...text('a'), expect: { result: { '$.content[1].type': 'image' } } },
        {
          tool: 'fail',
          ...text('a'),
          expect: { status: 'error', result: { '$.structuredContent': { exists: true } } },
        },
        {
          name: 'no result',
          request: { method: 'no/such' },
          expect: { status: 'error', result: { '$.a': { exists: true } } },
        },
      ],
    });
    assert.match(
      told('chart'),
      /^failed \| expectation result \$\.content\[1\]\.mimeType: expected to equal "image\/jpeg"/,
    );
    assert.match(told('echo'), /^failed \| expectation result \$\.content\[1\]\.type/);
    const evidence = (name: string) => steps.find((step) => step.name === name)!.findings[0]!.evidence!;
    assert.match(evidence('chart'), /^received: "image\/png"/);
    assert.match(evidence('echo'), /selects nothing in \{"content":\[\{"type":"text","text":"a"\}\]\}/);
    assert.match(told('fail'), /^failed \| expectation result \$\.structuredContent/);
    assert.match(evidence('no result'), /there is no result/);
    assert.match(steps.find(({ name }) => name === 'chart')!.findings[0]!.where!, /^smoke\.yaml:\d+:\d+$/);
  });
});

const progress = { method: 'notifications/progress' };
const message = { method: 'notifications/message' };
const changed = { method: 'notifications/tools/list_changed' };
const work = (notifications: object[], more: object = {}) => ({
  tool: 'work',
  ...text('x'),
  expect: { notifications },
  ...more,
});

interface Sent {
  readonly method: string;
  readonly params?: { readonly _meta?: { readonly progressToken?: string }; readonly level?: string };
}

async function judge(t: import('node:test').TestContext, steps: object[], ...args: string[]) {
  const folder = new WorkFolder(t);
  const ran = await folder.script({ server: server(`--log=${join(folder.path, 'log')}`, ...args), steps });
  const sent = folder
    .read('log')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Sent);
  const evidence = (name: string) => ran.steps.find((step) => step.name === name)?.findings[0]?.evidence ?? '';
  return { ...ran, sent, evidence };
}

describe('expect.notifications', { concurrency: 3 }, () => {
  test('progress, log messages and changed lists are asked for, and come', async (t) => {
    const { code, stdout, sent } = await judge(t, [
      work([
        { ...progress, count: 3 },
        { ...progress, params: { '$.progress': { gte: 3 }, '$.total': 3 } },
      ]),
      work([{ ...message, params: { '$.level': 'info', '$.data': { contains: 'worked on x' } } }], { name: 'log' }),
      work([message], { name: 'log again' }),
      { tool: 'grow', ...text('x'), expect: { notifications: [changed] } },
    ]);
    assert.equal(code, 0, stdout);
    const levels = sent.filter(({ method }) => method === 'logging/setLevel');
    assert.deepEqual(
      levels.map(({ params }) => params),
      [{ level: 'debug' }],
    );
  });

  test('a step that expects none asks for none', async (t) => {
    const { code, sent, stdout } = await judge(t, [
      work([
        { ...progress, count: 0 },
        { ...message, count: 0 },
      ]),
      { tool: 'echo', ...text('x') },
    ]);
    assert.equal(code, 0, stdout);
    const own = sent.filter(({ method }) => method !== 'server/discover');
    assert.ok(own.every(({ method, params }) => method !== 'logging/setLevel' && params?._meta === undefined));
  });

  test('each of several calls at once counts its own progress', async (t) => {
    const repeat = { count: 5, concurrency: 5 };
    const { code, sent, stdout } = await judge(t, [work([{ ...progress, count: 3 }], { repeat })]);
    assert.equal(code, 0, stdout);
    const tokens = sent.flatMap(({ params }) => params?._meta?.progressToken ?? []);
    assert.equal(new Set(tokens).size, 5);
  });

  test('a token that the file gives stays, and so does a level', async (t) => {
    const params = { name: 'work', arguments: { text: 'x' }, _meta: { progressToken: 'mine', other: 1 } };
    const { code, sent, stdout } = await judge(t, [
      { request: { method: 'logging/setLevel', params: { level: 'error' } } },
      {
        name: 'own',
        request: { method: 'tools/call', params },
        expect: { notifications: [{ ...progress, params: { '$.progressToken': 'mine' } }] },
      },
      work([{ ...message, count: { lte: 0 } }], { name: 'quiet' }),
    ]);
    assert.equal(code, 0, stdout);
    assert.deepEqual(sent.filter(({ method }) => method === 'tools/call')[0]!.params, params);
    assert.deepEqual(
      sent.flatMap(({ method, params }) => (method === 'logging/setLevel' ? params!.level : [])),
      ['error'],
    );
  });

  test('what comes a moment after the answer is waited for, and is no fault of a later step', async (t) => {
    const { code, stdout } = await judge(
      t,
      [
        { tool: 'grow', ...text('x'), expect: { notifications: [changed] } },
        work([message]),
        { tool: 'rest', ...text('y') },
      ],
      '--variant=late',
    );
    assert.equal(code, 0, stdout);
  });

  for (const era of ['stateful', 'stateless'])
    test(`progress that comes behind the answer is told once (${era})`, async (t) => {
      const all = [work([progress]), { tool: 'rest', ...text('y') }, { tool: 'rest', ...text('z') }];
      const { code, steps } = await judge(t, all, '--variant=late', `--era=${era}`);
      const told = steps.flatMap(({ findings }) => findings.map(({ rule, message: said }) => `${rule}: ${said}`));
      const late = 'progress-bad-token: A progress notification for tools/call "work" came after its answer.';
      assert.deepEqual(told, [late]);
      assert.equal(code, 1);
      const twin = await judge(t, all, `--era=${era}`);
      assert.equal(twin.code, 0, twin.stdout);
    });

  test('what came is shown where it does not fit', async (t) => {
    const { code, told, evidence } = await judge(t, [
      work([{ ...progress, params: { '$.progress': { gte: 9 } } }], { name: 'unfit' }),
      work([{ ...progress, count: { lt: 3 } }, message], { name: 'too many' }),
    ]);
    assert.equal(code, 1);
    assert.equal(told('unfit'), 'failed | expectation number of notifications/progress: expected to be at least 1');
    const shown = evidence('unfit');
    assert.match(
      shown,
      /^received: 0\none does not fit: params \$\.progress: expected to be at least 9, received: 1\nwhat came:/,
    );
    assert.match(shown, /\n {2}notifications\/progress \{"progressToken":"mcp-smoke-[^"]+","progress":1,"total":3\}/);
    assert.match(
      told('too many'),
      /^failed \| expectation number of notifications\/progress: expected to be less than 3$/,
    );
  });

  test('nothing came at all', async (t) => {
    const { evidence, told } = await judge(t, [work([progress, message])], '--variant=silent');
    assert.match(told('work'), /notifications\/progress: .*notifications\/message: /);
    assert.equal(evidence('work'), 'received: 0\nno notification came');
  });

  test('2026-07-28: each request says what it is to be told, lists and resources are subscribed to', async (t) => {
    const updated = (uri: string) => ({ method: 'notifications/resources/updated', params: { '$.uri': uri } });
    const { code, sent, stdout } = await judge(
      t,
      [
        work([{ ...progress, count: 3 }, message]),
        work([{ ...message, count: 0 }], { name: 'quiet' }),
        { tool: 'grow', ...text('x'), repeat: { count: 4, concurrency: 4 }, expect: { notifications: [changed] } },
        { tool: 'touch', ...text('a://${i}'), expect: { notifications: [updated('a://${i}')] } },
        { tool: 'subscribers', ...text('x'), expect: { text: '0' } },
      ],
      '--era=stateless',
    );
    assert.equal(code, 0, stdout);
    const levels = sent.map(
      ({ params }) => (params!._meta as Record<string, unknown>)['io.modelcontextprotocol/logLevel'],
    );
    assert.deepEqual(levels.filter(Boolean), ['debug']);
    const filters = sent.flatMap(({ method, params }) =>
      method === 'subscriptions/listen' ? [(params as { notifications?: unknown }).notifications] : [],
    );
    const tools = { toolsListChanged: true };
    assert.deepEqual(filters, [tools, tools, tools, tools, { resourceSubscriptions: ['a://0'] }]);
  });

  test('2026-07-28: what belongs to another subscription is not counted, nor taken for an agreement', async (t) => {
    const grow = (name: string, count: number) => ({
      name,
      tool: 'grow',
      ...text('x'),
      expect: { notifications: [{ ...changed, count }] },
    });
    const steps = [grow('one', 1), grow('two', 2)];
    const { told, evidence } = await judge(t, steps, '--era=stateless', '--variant=others');
    assert.equal(told('one'), 'passed');
    assert.match(evidence('two'), /^received: 1\n/);
    assert.doesNotMatch(evidence('two'), /did not agree/);
  });

  test('2026-07-28: what is not to come is not subscribed to', async (t) => {
    const updated = { method: 'notifications/resources/updated', params: { '$.uri': 'a://1' }, count: 0 };
    const notifications = [{ ...changed, count: 0 }, updated];
    const steps = [{ tool: 'grow', ...text('x'), expect: { notifications } }];
    const { code, sent, stdout } = await judge(t, steps, '--era=stateless');
    assert.equal(code, 0, stdout);
    assert.ok(sent.every(({ method }) => method !== 'subscriptions/listen'));
  });

  test('2026-07-28: a subscription does not hide whose answer was cut off', async (t) => {
    const steps = [{ tool: 'half', ...text('x'), timeout: '4s', expect: { notifications: [changed] } }];
    const { told } = await judge(t, steps, '--era=stateless');
    assert.match(told('half'), /^failed \| answer-cut-off [^|]*$/);
  });

  for (const [kind, says] of [
    ['no-level', /subscriptions\/listen, which asks for it, was refused: no subscriptions today/],
    ['deaf', /subscriptions\/listen, which asks for it, was not acknowledged/],
    ['nothing', /the server did not agree to toolsListChanged when subscriptions\/listen asked for it/],
  ] as const)
    test(`2026-07-28: why nothing may have come is said: ${kind}`, async (t) => {
      const steps = [{ tool: 'grow', ...text('x'), expect: { notifications: [{ ...changed, count: 2 }] } }];
      const { code, evidence } = await judge(t, steps, '--era=stateless', `--variant=${kind}`);
      assert.equal(code, 1);
      assert.match(evidence('grow'), says);
    });

  test('why log messages could not be asked for is said', async (t) => {
    const undeclared = await judge(t, [work([message])], '--variant=no-logging');
    assert.match(undeclared.evidence('work'), /^received: 0\nthe server declares no `logging`/);
    assert.ok(undeclared.sent.every(({ method }) => method !== 'logging/setLevel'));
    const refused = await judge(t, [work([message])], '--variant=no-level');
    assert.match(refused.evidence('work'), /logging\/setLevel, which asks .* was refused: the level cannot be set/);
  });
});
