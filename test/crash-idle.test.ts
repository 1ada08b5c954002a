/** A server that goes by itself although nothing is asked of it: never green, and always with its place. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const call = (tool: string, more: object = {}) => ({ tool, args: { text: 'x' }, ...more });
const FAULTY = call('faulty');
const ECHO = call('echo');

/** `step rule` of every finding, and the exit code. */
async function told(args: readonly string[], steps: readonly object[], more: readonly string[] = []) {
  const server = fixture('crash-idle.mjs', ...args);
  const { report, code, findings } = await judge({ server, coverage: 'off', steps }, ['--pass-if-empty', ...more]);
  const rows = report.suites[0]!.steps.flatMap((step) => step.findings.map(({ rule }) => `${step.name} ${rule}`));
  return { rows, code, findings };
}

describe('behind the last answer', { concurrency: 2 }, () => {
  for (const [how, rule, says] of [
    ['throw', 'crash-idle', /after the call of "faulty" \(exit code 1\)/],
    ['rejection', 'crash-idle', /exit code 1/],
    ['exit', 'crash-idle', /exit code 4/],
    ['signal', 'crash-idle', /signal SIGSEGV/],
    ['zero', 'crash-idle', /ended by itself after the call of "faulty" \(exit code 0\)/],
  ] as const) {
    for (const ms of [0, 10]) {
      test(`${how} after ${ms} ms`, async () => {
        const { rows, code, findings } = await told([`--how=${how}`, `--ms=${ms}`], [ECHO, FAULTY]);
        assert.deepEqual([rows, code], [[`close ${rule}`], 1]);
        assert.match(findings[0]!.message, says);
      });
    }
  }

  const { platform } = process;
  test('a moment later, where that can be seen', { skip: platform !== 'linux' }, async () => {
    const { rows, code } = await told(['--how=exit', '--ms=40'], [ECHO, FAULTY]);
    assert.deepEqual([rows, code], [['close crash-idle'], 1]);
  });

  test('the exception and its place stand in the finding', async () => {
    const { findings } = await told([], [FAULTY]);
    assert.match(findings[0]!.where ?? '', /^crash-idle\.mjs:\d+ in throw$/);
    assert.match(findings[0]!.evidence ?? '', /TypeError: the pool is closed/);
  });

  test('of tools/list, where nothing is called', async () => {
    for (const ms of [0, 10]) {
      const { rows, code } = await told(['--after=list', `--ms=${ms}`], []);
      assert.equal(code, 1);
      assert.match(rows.join(), /^(?:list|close) crash-idle$/);
    }
  });
});

describe('behind every tools/list, ours at the close included, it is told once', { concurrency: 2 }, () => {
  const again = { ...FAULTY, name: 'again' };

  test('at the list, or at what it met', async () => {
    const { rows, findings } = await told(['--after=each-list', '--how=zero'], [FAULTY, again]);
    assert.equal(rows.length, 1, rows.join());
    assert.match(findings[0]!.message, /ended by itself after tools\/list|the list sets it off, not the call/);
  });

  test('at the call that it met, which is not blamed', async () => {
    for (const how of ['zero', 'exit']) {
      const { rows, findings } = await told(['--after=list-late', `--how=${how}`], [FAULTY, again]);
      assert.deepEqual(rows, ['faulty crash-on-call']);
      assert.match(findings[0]!.message, /during the call of "faulty".*behind its answer to tools\/list.*not the call/);
    }
  });

  test('a call that is never answered may be the cause', async () => {
    const { rows, findings } = await told(['--after=list-late', '--how=zero'], [FAULTY]);
    assert.doesNotMatch(findings[0]!.message, /not the call/);
    assert.equal(rows[0], 'faulty crash-on-call');
  });

  for (const after of ['each-list', 'list-late'])
    test(`healthy: ${after}`, async () => {
      const { rows, code } = await told([`--after=${after}`, '--healthy'], [FAULTY, again]);
      assert.deepEqual([rows, code], [[], 0]);
    });
});

describe('between two calls', { concurrency: 2 }, () => {
  test('the next step fails, meets a fresh server, and the rest runs', async () => {
    // The http step does not touch the server: time goes by in which it dies.
    const pause = { name: 'pause', http: { url: 'http://127.0.0.1:9/' }, timeout: '1s', expect: { status: 200 } };
    const pauses = Array.from({ length: 3 }, (_, index) => ({ ...pause, name: `pause ${index}` }));
    const { rows, code } = await told(['--ms=100'], [FAULTY, ...pauses, { ...ECHO, name: 'next' }, ECHO]);
    const ends = rows.filter((row) => /crash/.test(row));
    assert.deepEqual([ends.length, code], [1, 1], rows.join());
  });

  test('a repetition that ends early is not passed', async () => {
    const repeat = { count: 5, concurrency: 1 };
    const { rows, code } = await told(['--after=twice', '--how=zero'], [call('faulty', { repeat }), ECHO]);
    assert.equal(code, 1, rows.join());
    assert.match(rows.join(), /^faulty (?:crash-idle|crash-on-call)$/);
  });

  test('a step that is left out does not hide it', async () => {
    const unset = call('echo', { name: 'unset', when: { env: ['ACME_KEY'] } });
    const { rows, code } = await told([], [FAULTY, unset]);
    assert.deepEqual([rows, code], [['close crash-idle'], 1]);
  });
});

describe('an app that is hosted', { concurrency: 2 }, () => {
  /** As `told`, over HTTP. */
  async function hosted(steps: readonly object[]) {
    const start = fixture('app.mjs', '--port=${port}', '--variant=dies-idle');
    const server = { url: 'http://127.0.0.1:${port}/mcp', start };
    const { report, code, findings } = await judge({ server, coverage: 'off', steps });
    const rows = report.suites[0]!.steps.flatMap((step) => step.findings.map(({ rule }) => `${step.name} ${rule}`));
    return { rows, code, findings };
  }

  test('behind its last answer', async () => {
    const { rows, code, findings } = await hosted([ECHO, FAULTY]);
    assert.deepEqual([rows, code], [['close crash-idle'], 1]);
    assert.match(findings[0]!.where ?? '', /^app\.mjs:\d+/);
  });

  test('behind the answer of another route', async () => {
    const { rows, code } = await hosted([ECHO, { name: 'page', http: { url: '/healthz?die' } }]);
    assert.deepEqual([rows, code], [['close crash-idle'], 1]);
  });
});

describe('an app that dies during an http step is told once', { concurrency: 2 }, () => {
  const server = {
    url: 'http://127.0.0.1:${port}/mcp',
    start: fixture('app.mjs', '--port=${port}'),
  };
  const page = (url: string, more: object = {}) => ({ name: 'page', http: { url }, ...more });
  for (const [what, url, says, more] of [
    ['by an exception', '/crash', /the app ended meanwhile \(exit code 1\)/, {}],
    ['by an end that it calls a success', '/quit', /the app ended meanwhile \(exit code 0\)/, {}],
    ['under several requests', '/crash', /the app ended meanwhile/, { repeat: { count: 4, concurrency: 4 } }],
    ['or it lives on', '/reset', /hang up|ECONNRESET/, {}],
  ] as const) {
    for (const rest of [[], [ECHO]]) {
      test(`${what}, ${rest.length === 0 ? 'as the last step' : 'and the next step meets a fresh one'}`, async () => {
        const steps = [FAULTY, page(url, more), ...rest];
        const { report, code, findings } = await judge({ server, coverage: 'off', steps });
        const rows = report.suites[0]!.steps.flatMap((step) => step.findings.map(({ rule }) => `${step.name} ${rule}`));
        assert.deepEqual([rows, code], [['page http-no-answer'], 1], findings.map(({ message }) => message).join());
        assert.match(findings[0]!.message, says);
        if (url !== '/crash') return;
        assert.match(findings[0]!.evidence ?? '', /TypeError: the queue is closed/);
        assert.match(findings[0]!.where ?? '', /^app\.mjs:\d+/);
        assert.match(findings[0]!.hint, /an exception that nobody caught/);
      });
    }
  }
});

describe('an app that dies beside an http step is told once, with its cause', { concurrency: 2 }, () => {
  const start = (variant: string) => fixture('app.mjs', '--port=${port}', `--variant=${variant}`);
  const page = { name: 'page', http: { url: '/healthz' } };
  for (const [variant, rule, more] of [
    ['shuts-first', 'crash-idle', {}],
    ['shuts-first', 'crash-idle', { repeat: { count: 3, concurrency: 3 } }],
    ['lingers', 'http-no-answer', {}],
    ['lingers', 'http-no-answer', { repeat: { count: 3, concurrency: 3 } }],
  ] as const) {
    test(`${variant} ${JSON.stringify(more)}`, async () => {
      const server = { url: 'http://127.0.0.1:${port}/mcp', start: start(variant) };
      const { report, findings } = await judge({ server, coverage: 'off', steps: [FAULTY, { ...page, ...more }] });
      const rows = report.suites[0]!.steps.flatMap((step) => step.findings.map((one) => `${step.name} ${one.rule}`));
      assert.deepEqual(rows, [`page ${rule}`], findings.map(({ message }) => message).join());
      assert.match(findings[0]!.evidence ?? '', /TypeError: the queue is closed/);
      assert.match(findings[0]!.where ?? '', /^app\.mjs:\d+/);
    });
  }
});

describe('healthy ends', { concurrency: 2 }, () => {
  for (const [name, ...args] of [
    ['crash-idle.mjs', '--healthy'],
    // The end of its input is what ends it, in whatever way.
    ['dirty-exit.mjs'],
    ['no-ping.mjs', '--variant=dies'],
    ['no-ping.mjs', '--variant=silent'],
  ] as const) {
    test([name, ...args].join(' '), async () => {
      const server = fixture(name, ...args);
      const { findings, code } = await judge({ server, coverage: 'off', steps: [ECHO] });
      assert.deepEqual([findings.filter(({ level }) => level !== 'info'), code], [[], 0]);
    });
  }
});
