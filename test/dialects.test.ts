/** Both eras of the protocol, against the same programs: `--era=stateful|stateless|both`. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Finding } from '../src/model.ts';
import { formats } from '../src/report/formats.ts';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const NEW = '2026-07-28';
const ECHO = { tool: 'echo', args: { text: 'x' } };
const FAULTY = { tool: 'faulty', args: { text: 'x' } };
const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);

function run(server: object, more: object = {}, options: readonly string[] = []) {
  return judge({ name: 'notes', server, coverage: 'off', steps: [ECHO], ...more }, options);
}

/** One line of JSON per message that got to the process. */
const methods = (log: HttpFixture['log']) =>
  log.flatMap(({ method }) => (method === undefined ? [] : [String(method)]));

describe('auto', { concurrency: 2 }, () => {
  for (const [era, protocol] of [
    ['stateful', '2025-11-25'],
    ['stateless', NEW],
    ['both', NEW],
  ] as const)
    test(`takes the newest that both speak: ${era}`, async () => {
      const { report, findings, code } = await run(fixture('hang-tool.mjs', '--healthy', `--era=${era}`));
      const { server } = report.suites[0]!;
      assert.deepEqual([findings, code, server.protocol, server.name], [[], 0, protocol, 'fixture']);
      assert.match(server.why!, era === 'stateful' ? /^it refuses server\/discover \(-32601\)$/ : /^it answers server/);
      assert.deepEqual(server.offers, era === 'stateful' ? undefined : [NEW]);
    });

  test('gives a fresh process to a server that ends of server/discover, and tells it', async () => {
    const { report, findings, code } = await run(fixture('discover-fatal.mjs'));
    assert.deepEqual([rulesOf(findings), code], [['discover-fatal'], 0]);
    assert.match(findings[0]!.hint, /protocol: 2025-11-25/);
    assert.equal(report.suites[0]!.server.why, 'server/discover ends it');
  });

  test('asks initialize of a server that cuts the connection at server/discover, and tells it', () =>
    withHttp('http.mjs', ['--variant=discover-reset'], async ({ url }) => {
      const { findings, code } = await run({ url });
      assert.deepEqual([rulesOf(findings), code], [['discover-fatal'], 0]);
      assert.match(findings[0]!.message, /cut the connection/);
    }));

  for (const slow of [[], ['--slow']])
    test(`goes on with a server that is silent to server/discover, and tells it ${slow}`, async () => {
      const { findings, code } = await run(fixture('discover-fatal.mjs', '--variant=silent', ...slow));
      assert.deepEqual([rulesOf(findings), code], [['discover-silent'], 0]);
    });

  test('asks a server that is slow to start nothing that it would take amiss', async () => {
    const { findings, code, report } = await run(fixture('discover-fatal.mjs', '--healthy', '--slow', '--era=both'));
    assert.deepEqual([findings, code, report.suites[0]!.server.protocol], [[], 0, NEW]);
  });

  test('gives a fresh process to a server that answers nothing any more', async () => {
    const { findings, code } = await run(fixture('discover-fatal.mjs', '--variant=mute'), { connectTimeout: '8s' });
    assert.deepEqual([rulesOf(findings), code], [['discover-silent'], 0]);
  });

  test('never has two processes at once', async () => {
    for (const variant of ['fatal', 'mute']) {
      const { findings } = await run(fixture('discover-fatal.mjs', `--variant=${variant}`, '--alone'), {
        connectTimeout: '8s',
      });
      assert.deepEqual(rulesOf(findings), [variant === 'mute' ? 'discover-silent' : 'discover-fatal']);
    }
  });
});

describe('server/discover over HTTP', { concurrency: 2 }, () => {
  for (const [protocol, timeout, ...more] of [
    ['auto', '12s'],
    [NEW, '5s'],
    // initialize is asked behind it.
    ['auto', '6s', '--strict'],
  ])
    test(`is slow, and answered: ${[protocol, timeout, ...more]}`, () =>
      withHttp('http-era.mjs', ['--era=stateless', '--healthy', '--discover=4000', ...more], async ({ url }) => {
        const { findings, code, report } = await run({ url }, { protocol, connectTimeout: timeout });
        assert.deepEqual([findings, code, report.suites[0]!.server.protocol], [[], 0, NEW]);
      }));

  test('is refused, as initialize is: for the revision that is pinned the first counts', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--strict', '--discover=refused'], async ({ url }) => {
      const { findings, code } = await run({ url }, { protocol: NEW });
      assert.deepEqual([rulesOf(findings), code], [['initialize-refused'], 3]);
      assert.match(
        findings[0]!.message,
        /refused server\/discover \(protocol 2026-07-28\) with error -32601: "No such method"/,
      );
      const auto = await run({ url });
      assert.match(auto.findings[0]!.message, /refused initialize \(protocol 2025-11-25\) with error -32602/);
    }));

  test('is refused, and initialize for headers that only the newer revision has: the first counts', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--discover=refused'], async ({ url }) => {
      const { findings, code } = await run({ url });
      assert.deepEqual([rulesOf(findings), code], [['initialize-refused'], 3]);
      assert.match(findings[0]!.message, /refused server\/discover/);
    }));

  test('is never answered: initialize is', () =>
    withHttp('http-era.mjs', ['--era=stateful', '--healthy', '--discover=never'], async ({ url }) => {
      const { findings, code, report } = await run({ url }, { connectTimeout: '3s' });
      assert.deepEqual([rulesOf(findings), code], [['discover-silent'], 0]);
      assert.equal(report.suites[0]!.server.protocol, '2025-11-25');
    }));

  test('is never answered, and the revision is pinned: nothing else is asked', () =>
    withHttp('http-era.mjs', ['--era=both', '--healthy', '--discover=never'], async ({ url, log }) => {
      const { findings, code } = await run({ url }, { protocol: NEW, connectTimeout: '3s' });
      assert.deepEqual([rulesOf(findings), code], [['initialize-hang'], 3]);
      assert.match(findings[0]!.message, /No answer to server\/discover within 3 s/);
      assert.ok(!methods(log).includes('initialize'));
    }));
});

test('auto: a transport that serves one request is told by that, though server/discover was the one', () =>
  withHttp('http.mjs', ['--variant=one-request'], async ({ url }) => {
    const { findings, code } = await run({ url });
    assert.deepEqual([rulesOf(findings), code], [['stateless-reuse'], 3]);
  }));

test('auto: a server that answers whatever it is asked is asked to initialize', async () => {
  const { findings, report, code } = await run(fixture('discover-fatal.mjs', '--variant=yes'));
  assert.deepEqual([findings, report.suites[0]!.server.protocol, code], [[], '2025-11-25', 0]);
});

// MCP 2026-07-28, Versioning: "the client retries with a supported version rather than falling back".
for (const protocol of ['auto', NEW])
  test(`a refusal that names the revision that was asked for is followed by asking again: ${protocol}`, async () => {
    const once = await run(fixture('refuses-once.mjs', '--era=stateless'), { protocol });
    const { server } = once.report.suites[0]!;
    assert.deepEqual([once.findings, server.protocol, once.code], [[], NEW, 0]);
    assert.match(server.why!, /when it is asked again$/);
    const always = await run(fixture('refuses-once.mjs', '--era=stateless', '--variant=always'), { protocol });
    assert.deepEqual([rulesOf(always.findings), always.code], [['unsupported-version'], 3]);
  });

describe('a revision that is pinned', { concurrency: 2 }, () => {
  test('is asked for at once', async () => {
    const { findings, code } = await run(fixture('discover-fatal.mjs'), { protocol: '2025-11-25' });
    assert.deepEqual([findings, code], [[], 0]);
  });

  for (const [pinned, era, offer] of [
    [NEW, 'stateful', /asked for protocol revision 2026-07-28 and answered with 2025-11-25/],
    [
      '2025-11-25',
      'stateless',
      /asked for protocol revision 2025-11-25, and does not speak it\. It offers 2026-07-28\./,
    ],
  ] as const)
    test(`and not spoken is one finding that says what is offered: ${pinned}`, async () => {
      const { findings, code, report } = await run(fixture('hang-tool.mjs', '--healthy', `--era=${era}`), {
        protocol: pinned,
      });
      assert.deepEqual([rulesOf(findings), code], [['protocol-not-spoken'], 3]);
      assert.match(findings[0]!.message, offer);
      assert.equal(report.suites[0]!.server.requestedProtocol, pinned);
    });

  test('a list runs the script once per revision, and every format tells them apart', async () => {
    const list = {
      protocol: [NEW, '2025-11-25'],
      rules: { 'hang-tool': 'warning' },
      steps: [{ ...FAULTY, timeout: '500ms' }],
    };
    const { report } = await run(fixture('hang-tool.mjs', '--era=both'), {
      ...list,
      steps: [...list.steps, { ...ECHO, expect: { text: 'y' } }],
    });
    assert.deepEqual(
      report.suites.map(({ name, server: { protocol } }) => [name, protocol]),
      [
        [`notes [${NEW}]`, NEW],
        ['notes [2025-11-25]', '2025-11-25'],
      ],
    );
    for (const [format, { render }] of Object.entries(formats).filter(
      ([name]) => name !== 'sarif' && name !== 'intoto',
    ))
      for (const one of [NEW, '2025-11-25']) assert.match(render(report, {}), new RegExp(`\\[${one}\\\\?\\]`), format);
  });
});

for (const [when, ...args] of [
  ['late, so that its time is up before it can be heard', '--boot=5500'],
  ['by a second process only', '--first='],
] as const)
  test(`2026-07-28: a server that is silent to server/discover, though it refuses initialize, ${when}`, async (t) => {
    const first = args.map((one) => (one === '--first=' ? `${one}${join(new WorkFolder(t).path, 'first')}` : one));
    const server = fixture('initialize-hang.mjs', '--era=stateless', ...first);
    const { findings, code } = await run(server, { protocol: NEW, connectTimeout: '8s' });
    assert.deepEqual([rulesOf(findings), code], [['initialize-hang'], 3]);
  });

test('a list never has two processes at once, whatever --jobs says', async () => {
  const server = fixture('discover-fatal.mjs', '--healthy', '--era=both', '--alone');
  const { findings, code } = await run(server, { protocol: [NEW, '2025-11-25', '2025-06-18'] }, ['--jobs', '3']);
  assert.deepEqual([findings, code], [[], 0]);
});

test('the command that repeats a step of a list says its revision', async () => {
  const server = fixture('hang-tool.mjs', '--era=both');
  const file = { protocol: [NEW, '2025-11-25'], steps: [{ ...FAULTY, timeout: '500ms' }] };
  const { stderr } = await run(server, file);
  for (const one of [NEW, '2025-11-25'])
    assert.match(stderr, new RegExp(`run smoke.yaml --protocol ${one} --step faulty`));
});

for (const era of ['stateful', 'stateless'])
  for (const [how, rules, code] of [
    ['--healthy', [], 0],
    ['--variant=endless', ['hang-tool'], 1],
    ['--variant=failed', ['unexpected-status'], 1],
    ['--variant=broken', ['unexpected-status'], 1],
  ] as const)
    test(`a tool that is called as a task only is polled under the time limit of its call, ${era}: ${how}`, async () => {
      const timeout = how === '--variant=endless' ? '3s' : '30s';
      const steps = [{ ...FAULTY, timeout, expect: { text: 'done' } }];
      const judged = await run(fixture('task-only.mjs', `--era=${era}`, how), { steps });
      assert.deepEqual([rulesOf(judged.findings), judged.code], [rules, code]);
    });

for (const era of ['stateful', 'stateless'])
  test(`a poll that does not say how soon the next may come keeps the pace, ${era}`, async () => {
    const steps = [{ ...FAULTY, expect: { status: 'tool-error', text: { contains: 'no luck' } } }];
    const { findings, code } = await run(fixture('task-only.mjs', `--era=${era}`, '--variant=failed'), { steps });
    assert.deepEqual([findings, code], [[], 0]);
  });

test('2026-07-28: a task that fails, and one that asks meanwhile', async () => {
  const server = (how: string) => fixture('task-only.mjs', '--era=stateless', `--variant=${how}`);
  const broken = { ...FAULTY, expect: { status: 'rpc-error', code: -32603, text: 'broken' } };
  const failed = await run(server('broken'), { steps: [broken] });
  assert.deepEqual([failed.findings, failed.code], [[], 0]);
  const answers = { elicitation: [{ content: { name: 'Ada' } }] };
  const asked = await run(server('asks'), { answers, steps: [{ ...FAULTY, expect: { text: 'Ada' } }] });
  assert.deepEqual([asked.findings, asked.code], [[], 0]);
});

/** The last is too late for the last question as well. */
for (const late of ['--lag=20', '--stall=400', '--lag=1500'])
  for (const era of ['stateful', 'stateless'])
    test(`a task that takes longer than its call may is cancelled, by a server that is late, too, ${era}: ${late}`, async (t) => {
      const folder = new WorkFolder(t);
      const steps = [{ ...FAULTY, timeout: '1s' }];
      const args = [late, `--era=${era}`, `--log=${join(folder.path, 'log')}`];
      const { findings } = await run(fixture('task-only.mjs', ...args), { steps });
      const asked = folder.read('log').split('\n');
      assert.deepEqual(
        [rulesOf(findings), asked.includes('tasks/get'), asked.includes('tasks/cancel')],
        [['hang-tool'], true, true],
      );
      assert.match(findings[0]!.message, /It went on answering/);
    });

for (const era of ['stateful', 'stateless'])
  test(`a server that a task blocks is told from one whose task takes long, ${era}`, async () => {
    const steps = [{ ...FAULTY, timeout: '1s' }];
    const { findings } = await run(fixture('task-only.mjs', '--stall=6000', `--era=${era}`), { steps });
    assert.deepEqual(rulesOf(findings), ['loop-blocked']);
  });

for (const [era, method, how] of [
  ['stateful', 'tools/call', '--variant=well'],
  ['stateful', 'tasks/get', '--variant=well'],
  ['stateful', 'tasks/result', '--variant=well'],
  ['stateless', 'refusal', '--variant=well'],
  ['stateless', 'tools/call', '--variant=well'],
  ['stateless', 'tasks/get', '--variant=well'],
  ['stateless', 'tasks/update', '--variant=asks'],
] as const)
  test(`what is wrong with any answer about a task is told, ${era}: ${method}`, async () => {
    const server = fixture('task-only.mjs', `--era=${era}`, how, `--text-id=${method}`);
    const answers = { elicitation: [{ content: { name: 'done' } }] };
    const { findings } = await run(server, { answers, steps: [{ ...FAULTY, expect: { text: 'done' } }] });
    assert.deepEqual(rulesOf(findings), ['id-type']);
  });

describe('2026-07-28 over stdio', { concurrency: 2 }, () => {
  for (const [name, args, rules, says] of [
    ['hang-tool.mjs', [], ['hang-tool'], /It went on answering server\/discover\./],
    ['loop-blocked.mjs', [], ['loop-blocked'], /nor to server\/discover/],
    ['crash-on-call.mjs', ['--variant=exit'], ['crash-on-call'], /exit code 3/],
    [
      'input-required.mjs',
      [],
      ['input-required'],
      /has asked 10 times, whatever it was told, and gave no result: elicitation\/create "What is your name\?"/,
    ],
    ['input-required.mjs', ['--variant=unknown'], ['result-type-unknown'], /"maybe"/],
  ] as const)
    test(`${name} ${args}`, async () => {
      const more = { steps: [{ ...FAULTY, timeout: '4s' }] };
      const { findings } = await run(fixture(name, '--era=stateless', ...args), more);
      assert.deepEqual([rulesOf(findings).slice(0, 1), findings.length <= 2], [rules, true]);
      assert.match(`${findings[0]!.message} ${findings[0]!.evidence}`, says);
      const twin = await run(fixture(name, '--era=stateless', '--healthy'), more);
      assert.deepEqual([twin.findings, twin.code], [[], 0]);
    });
});

test('2026-07-28: what a result of an unknown kind lacks, and what was expected of it, is the one fault', async () => {
  const steps = [{ ...FAULTY, expect: { text: 'y' } }];
  const { findings } = await run(fixture('input-required.mjs', '--era=stateless', '--variant=unknown-bare'), { steps });
  assert.deepEqual(
    findings.map(({ rule, also }) => [rule, also]),
    [['result-type-unknown', ['content-shape', 'expectation']]],
  );
});

test('2026-07-28: a tool that has come meanwhile is called, though nobody tells of it', async () => {
  const steps = [FAULTY, { tool: 'grown', args: { text: 'y' }, expect: { text: 'y' } }];
  const { findings, code } = await run(fixture('list-changed.mjs', '--variant=silent', '--era=stateless'), { steps });
  assert.deepEqual([findings, code], [[], 0]);
});

describe('2026-07-28 over HTTP', { concurrency: 2 }, () => {
  for (const sse of [[], ['--sse']])
    test(`headers repeat the body, and nothing of a session is sent ${sse}`, () =>
      withHttp('http-era.mjs', ['--era=stateless', '--healthy', ...sse], async ({ url, log }) => {
        const steps = [
          ECHO,
          { tool: 'region', args: { text: 'x', region: ' Zürich ' } },
          { tool: 'region', args: { text: 'y', region: 'eu' } },
        ];
        const { findings, code, report } = await run({ url }, { steps });
        assert.deepEqual([findings, code, report.suites[0]!.server.protocol], [[], 0, NEW]);
        assert.ok(
          !methods(log).some((method) => ['GET', 'DELETE', 'initialize', 'ping'].includes(method)),
          methods(log).join(),
        );
        for (const { headers } of log as readonly { headers: Record<string, string> }[])
          assert.deepEqual([headers['mcp-protocol-version'], headers['mcp-session-id']], [NEW, undefined]);
        const regions = log.map(({ headers }) => (headers as Record<string, string>)['mcp-param-region']);
        assert.deepEqual(regions.filter(Boolean), [`=?base64?${Buffer.from(' Zürich ').toString('base64')}?=`, 'eu']);
      }));

  test('errors that come with an HTTP status are JSON-RPC errors all the same', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--healthy'], async ({ url }) => {
      const wrong = { tool: 'nothing', args: {}, sendInvalid: true, expect: { status: 'rpc-error', code: -32602 } };
      const { findings, code } = await run({ url }, { steps: [wrong, ECHO] });
      assert.deepEqual([findings, code], [[], 0]);
    }));

  test('what is subscribed to comes on a stream of its own, which ends with the step', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--healthy'], async ({ url, log }) => {
      const notifications = [{ method: 'notifications/tools/list_changed', count: 1 }];
      const grow = { tool: 'grow', args: { text: 'x' }, repeat: { count: 2 }, expect: { notifications } };
      const { findings, code } = await run({ url }, { steps: [grow, ECHO] });
      assert.deepEqual([findings, code], [[], 0]);
      assert.equal(log.filter(({ hungUp }) => hungUp === 'subscriptions/listen').length, 2);
      assert.ok(!methods(log).includes('notifications/cancelled'));
    }));

  test('a subscription ends before the next step', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--healthy'], async ({ url }) => {
      const notifications = [{ method: 'notifications/tools/list_changed', count: 1 }];
      const grow = { tool: 'grow', args: { text: 'x' }, expect: { notifications } };
      const { findings, code } = await run(
        { url },
        { steps: [grow, { tool: 'subscribers', args: { text: 'x' }, expect: { text: '0' } }] },
      );
      assert.deepEqual([findings, code], [[], 0]);
    }));

  test('what the streams of all rounds carry is counted', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--healthy'], async ({ url }) => {
      const notifications = [{ method: 'notifications/progress', count: 2 }];
      const twice = { tool: 'twice', args: { text: 'x' }, expect: { text: 'x', notifications } };
      const { findings, code } = await run({ url }, { steps: [twice] });
      assert.deepEqual([findings, code], [[], 0]);
    }));

  test('headers name the task', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--healthy'], async ({ url }) => {
      const steps = [{ tool: 'job', args: { text: 'x' }, expect: { text: 'done' } }];
      const { findings, code } = await run({ url }, { steps });
      assert.deepEqual([findings, code], [[], 0]);
    }));

  test('a call is cancelled by closing its stream, and no notification is sent', () =>
    withHttp('http-era.mjs', ['--era=stateless'], async ({ url, log }) => {
      const { findings } = await run({ url }, { steps: [{ ...FAULTY, timeout: '3s' }, ECHO] });
      assert.deepEqual(rulesOf(findings), ['hang-tool']);
      assert.ok(log.some(({ hungUp }) => hungUp === 'tools/call'));
      assert.ok(!methods(log).includes('notifications/cancelled'));
    }));

  test('a blocked loop is told by server/discover', () =>
    withHttp('http-era.mjs', ['--era=stateless', '--blocks'], async ({ url }) => {
      const { findings } = await run({ url }, { steps: [{ ...FAULTY, timeout: '4s' }] });
      assert.deepEqual(rulesOf(findings), ['loop-blocked']);
    }));

  test('pinned to the older era, a server of both is spoken to as ever', () =>
    withHttp('http-era.mjs', ['--era=both', '--healthy'], async ({ url, log }) => {
      const { code } = await smoke(['probe', url, '--protocol', '2025-11-25']);
      assert.equal(code, 0);
      assert.deepEqual(methods(log).slice(0, 2), ['initialize', 'notifications/initialized']);
    }));
});
