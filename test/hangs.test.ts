/** A call without an answer: which kind of hang it is, and what becomes of it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

const python = spawnSync('python3', ['-c', 'import asyncio']).status === 0;
const ECHO = { tool: 'echo', args: { text: 'x' } };
const CALL = { tool: 'faulty', args: { text: 'x' } };

/** Rules of the steps by name, and the exit code. */
async function verdict(server: object, steps: object[], timeout = '1s') {
  const { report, code } = await judge({ server, timeout, coverage: 'off', steps });
  const scripted = report.suites[0]!.steps.filter(({ kind }) => kind === 'call');
  return {
    code,
    rules: Object.fromEntries(scripted.map((step) => [step.name, step.findings.map(({ rule }) => rule)])),
  };
}

const named = (name: string, more: object = {}) => ({ ...CALL, name, ...more });

test('only the first call hangs, the loop lives: the same process is asked again', async () => {
  const { rules } = await verdict(fixture('first-call-hang.mjs'), [named('one'), named('two'), ECHO]);
  assert.deepEqual(rules, { one: ['first-call-hang'], two: [], echo: [] });
});

test('only the first call hangs, the loop is blocked: the process is held and comes back', async () => {
  const { rules } = await verdict(fixture('first-call-hang.mjs', '--variant=blocks'), [named('one'), ECHO]);
  assert.deepEqual(rules, { one: ['first-call-hang'], echo: [] });
});

test('the second call hangs: a fresh process answers it', async () => {
  const { rules } = await verdict(fixture('second-call-hang.mjs'), [named('one'), named('two'), ECHO]);
  assert.deepEqual(rules, { one: [], two: ['second-call-hang'], echo: [] });
});

test('every call hangs: nothing more is claimed', async () => {
  const { rules } = await verdict(fixture('hang-tool.mjs'), [named('one', { safe: true }), ECHO]);
  assert.deepEqual(rules, { one: ['hang-tool'], echo: [] });
});

test('a call that is not safe to repeat is not repeated', async () => {
  const server = fixture('first-call-hang.mjs', '--hint=none');
  const { rules } = await verdict(server, [named('one'), ECHO]);
  assert.deepEqual(rules, { one: ['hang-tool'], echo: [] });
});

test('the script itself calls again: the first call hangs, the next one of the same tool does not', async () => {
  const server = fixture('first-call-hang.mjs', '--hint=none');
  const { rules } = await verdict(server, [named('one'), ECHO, named('two')]);
  assert.deepEqual(rules, { one: ['first-call-hang'], echo: [], two: [] });
  const repeated = await verdict(server, [named('one', { repeat: { count: 3, concurrency: 1 } })]);
  assert.ok(repeated.rules['one']!.includes('first-call-hang'), String(repeated.rules['one']));
});

test('with other arguments the next call proves nothing', async () => {
  const server = fixture('first-call-hang.mjs', '--hint=none');
  const { rules } = await verdict(server, [named('one'), named('two', { args: { text: 'y' } })]);
  assert.deepEqual(rules, { one: ['hang-tool'], two: [] });
});

for (const hint of ['read-only', 'none'])
  test(`every second call hangs: nothing is said of the first (${hint})`, async () => {
    const steps = [named('four', { repeat: { count: 4, concurrency: 1 } }), named('five'), named('six')];
    const told = { four: ['hang-tool'], five: ['hang-tool'], six: [] };
    const { rules } = await verdict(fixture('first-call-hang.mjs', '--every=2', `--hint=${hint}`), steps);
    assert.deepEqual(rules, told);
    const { rules: healthy } = await verdict(fixture('first-call-hang.mjs', '--every=2', '--healthy'), steps);
    assert.deepEqual(healthy, { four: [], five: [], six: [] });
  });

const NTH = ['second-call-hang.mjs', '--hint=none'] as const;

test('ten calls are answered, and the same call then hangs', async () => {
  const steps = [named('ten', { repeat: { count: 10, concurrency: 1 } }), named('one more'), ECHO];
  const { rules } = await verdict(fixture(...NTH, '--answered=10'), steps);
  assert.deepEqual(rules, { ten: [], 'one more': ['second-call-hang'], echo: [] });
});

test('one call is answered, and all others hang; one that hangs only now and then is no second-call-hang', async () => {
  const steps = [named('one'), named('two'), named('three')];
  const { rules } = await verdict(fixture(...NTH), steps);
  assert.deepEqual(rules, { one: [], two: ['second-call-hang'], three: ['hang-tool'] });
  const later = await verdict(fixture(...NTH, '--only'), steps);
  assert.deepEqual(later.rules, { one: [], two: ['hang-tool'], three: [] });
});

/** Blocked for longer than it is asked for signs of life. */
const BLOCKS = ['first-call-hang.mjs', '--variant=blocks', '--hint=none'] as const;
const WAIT = { tool: 'wait', args: { text: '6000' }, timeout: '60s' };

test('the process that was put aside gets the same call again once it has come back', async () => {
  const server = fixture(...BLOCKS, '--ms=4000');
  const steps = [named('one'), WAIT, { ...ECHO, tool: 'noisy' }, named('two', { timeout: '30s' }), ECHO];
  const { rules } = await verdict(server, steps);
  assert.deepEqual(rules, { one: ['first-call-hang'], wait: [], noisy: ['stdout-noise-call'], two: [], echo: [] });
});

test('a process that would die of being asked where it hangs is not asked while the script calls again', {
  skip: python ? false : 'there is no python3',
}, async () => {
  const server = { command: 'python3', args: [join(ROOT, 'test/servers/python/sleeps.py'), '--once'] };
  const { rules } = await verdict(server, [named('one'), named('two', { timeout: '30s' }), ECHO]);
  assert.deepEqual(rules, { one: ['first-call-hang'], two: [], echo: [] });
});

test('the next step makes the same call again: the process that has come back goes on', async () => {
  const server = fixture(...BLOCKS, '--ms=2000');
  const { rules } = await verdict(server, [named('one'), named('two', { timeout: '30s' }), ECHO]);
  assert.deepEqual(rules, { one: ['first-call-hang'], two: [], echo: [] });
});

test('what a step captures, and a call with other arguments, come from a fresh process', async () => {
  const capture = { text: '$.text' };
  for (const more of [{ args: { text: 'y' } }, { args: { text: '{"text":"x"}' }, capture }]) {
    const first = named('one', 'capture' in more ? { args: more.args } : {});
    const { rules } = await verdict(fixture(...BLOCKS, '--ms=4000'), [first, WAIT, named('two', more)]);
    assert.deepEqual(rules, { one: ['loop-blocked'], wait: [], two: ['loop-blocked'] });
  }
});

test('a process that does not come back is left alone: the place is told, and the same call goes to a fresh one', async () => {
  const server = fixture(...BLOCKS, '--ms=600000');
  const { rules } = await verdict(server, [named('one'), named('two'), ECHO]);
  assert.deepEqual(rules, { one: ['loop-blocked'], two: ['loop-blocked'], echo: [] });
  const [finding] = await placed(server, { steps: [named('one'), ECHO, named('two')] });
  assert.match(finding?.where ?? '', /^first-call-hang\.mjs:\d+ in block$/);
});

test('the second call blocks the process, and a fresh one answers it as its first', async () => {
  const { rules } = await verdict(fixture(...NTH, '--blocks'), [named('one'), named('two'), named('three')]);
  assert.deepEqual(rules, { one: [], two: ['second-call-hang'], three: [] });
  const again = named('on', { repeat: { count: 2, concurrency: 1 } });
  const { rules: all } = await verdict(fixture(...NTH, '--blocks'), [named('one'), named('two'), again]);
  assert.deepEqual(all, { one: [], two: ['second-call-hang'], on: ['second-call-hang'] });
});

test('a fresh process that answers it twice was not helped by being fresh', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-once-'));
  const server = fixture(...NTH, '--blocks', `--once=${join(folder, 'made')}`);
  const { rules } = await verdict(
    server,
    ['one', 'two', 'three', 'four'].map((name) => named(name)),
  );
  rmSync(folder, { recursive: true });
  assert.deepEqual(rules, { one: [], two: ['loop-blocked'], three: [], four: [] });
});

test('a tool that is used up costs its step, and the steps behind have a fresh process', async () => {
  const steps = [named('six', { repeat: { count: 6, concurrency: 1 } }), named('after'), ECHO];
  const { rules } = await verdict(fixture(...NTH, '--answered=4'), steps);
  assert.deepEqual(rules, { six: ['second-call-hang'], after: [], echo: [] });
});

test('a blocked loop costs its step; the others get a fresh process', async () => {
  const { rules, code } = await verdict(fixture('loop-blocked.mjs'), [named('one'), ECHO]);
  assert.deepEqual({ rules, code }, { rules: { one: ['loop-blocked'], echo: [] }, code: 1 });
});

test('a loop that is blocked for a while and answers in time is a warning that says how long', async () => {
  const { report, code } = await judge({
    server: fixture('loop-blocked.mjs', '--ms=3000'),
    timeout: '30s',
    coverage: 'off',
    steps: [CALL],
  });
  const [finding] = report.suites[0]!.steps.flatMap((step) => step.findings);
  assert.deepEqual(
    { rule: finding?.rule, level: finding?.level, code },
    { rule: 'loop-blocked', level: 'warning', code: 0 },
  );
  assert.match(finding!.message, /\d(\.\d)? s/);
});

test('an exit raised in a tool is told from a crash', async () => {
  const { rules } = await verdict(fixture('zombie-exit.mjs'), [named('one'), ECHO], '5s');
  assert.deepEqual(rules, { one: ['zombie-session'], echo: [] });
});

const SLOW = { tool: 'slow', args: { text: 'x' } };

for (const variant of ['at-once', 'soon', 'lazily']) {
  test(`the session dies of the cancellation (${variant}): told at the call that hung, and the next one is innocent`, async () => {
    const server = fixture('cancel-crash.mjs', '--ms=60000', `--variant=${variant}`);
    const { rules } = await verdict(server, [SLOW, ECHO]);
    assert.deepEqual(rules, { slow: ['cancel-crash', 'hang-tool'], echo: [] });
  });
}

test('what the cancellation did stands with it, not with the call that hung', async () => {
  const server = fixture('cancel-crash.mjs', '--ms=60000');
  const { findings } = await judge({ server, timeout: '1s', coverage: 'off', steps: [SLOW] });
  assert.deepEqual(
    findings.map(({ rule, where = '', evidence = '' }) => [
      rule,
      /already/.test(evidence),
      where.replace(/:\d+/, ':N'),
    ]),
    [
      ['cancel-crash', true, 'cancel-crash.mjs:N in die'],
      ['hang-tool', false, ''],
    ],
  );
});

test('the session dies of the cancellation while other calls are under way: they are innocent, too', async () => {
  const server = fixture('cancel-crash.mjs', '--ms=60000');
  const { rules } = await verdict(server, [{ ...SLOW, repeat: { count: 3, concurrency: 3 } }, ECHO]);
  assert.deepEqual([...new Set(rules['slow'])], ['cancel-crash', 'hang-tool']);
  assert.deepEqual(rules['echo'], []);
});

test('the session dies of the cancellation of the last call: the close is innocent', async () => {
  const server = fixture('cancel-crash.mjs', '--ms=60000', '--variant=lazily');
  const { findings } = await judge({ server, timeout: '1s', coverage: 'off', steps: [SLOW] });
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['cancel-crash', 'hang-tool'],
  );
});

test('a session that outlives the cancellation has none of it', async () => {
  const { rules } = await verdict(fixture('cancel-crash.mjs', '--ms=60000', '--healthy'), [SLOW, ECHO]);
  assert.deepEqual(rules, { slow: ['hang-tool'], echo: [] });
});

for (const name of ['first-call-hang.mjs', 'second-call-hang.mjs', 'zombie-exit.mjs']) {
  test(`the healthy twin of ${name} has no finding`, async () => {
    const { rules, code } = await verdict(fixture(name, '--healthy'), [named('one'), named('two'), ECHO], '30s');
    assert.deepEqual({ rules, code }, { rules: { one: [], two: [], echo: [] }, code: 0 });
  });
}

/** The findings of the only call, with the place where the server hangs. */
async function placed(server: object, more: object = {}) {
  const { report } = await judge({ server, timeout: '1s', coverage: 'off', steps: [CALL], ...more });
  const step = report.suites[0]!.steps.find(({ kind }) => kind === 'call')!;
  return step.findings.map(({ rule, where }) => ({ rule, where }));
}

test('a blocked loop is placed at the line that blocks it', async () => {
  const [finding] = await placed(fixture('loop-blocked.mjs'));
  assert.equal(finding?.rule, 'loop-blocked');
  assert.match(finding?.where ?? '', /^loop-blocked\.mjs:\d+ in /);
});

test('diagnose: off asks no hanging server where it is', async () => {
  assert.deepEqual(await placed(fixture('loop-blocked.mjs'), { diagnose: 'off' }), [
    { rule: 'loop-blocked', where: undefined },
  ]);
});

const PYTHON_HANGS: Record<string, { rules: readonly string[]; where: RegExp }> = {
  'sleeps.py': { rules: ['loop-blocked'], where: /^sleeps\.py:\d+ in / },
  'child_stdin.py': { rules: ['child-stdin-inherit'], where: /^child_stdin\.py:\d+ in / },
  'self_deadlock.py': { rules: ['self-deadlock'], where: /^self_deadlock\.py:\d+ in / },
};

for (const [file, { rules, where }] of Object.entries(PYTHON_HANGS)) {
  test(`Python: ${file}`, { skip: python ? false : 'there is no python3' }, async () => {
    const server = { command: 'python3', args: [join(ROOT, 'test/servers/python', file)] };
    const found = await placed(server);
    assert.deepEqual(
      found.map(({ rule }) => rule),
      rules,
    );
    assert.match(found[0]?.where ?? '', where);
  });
}

test('of an exception that is known nobody says that something is awaited', {
  skip: python ? false : 'there is no python3',
}, async () => {
  const awaits = async (...args: string[]) => {
    const server = { command: 'python3', args: [join(ROOT, 'test/servers/python/awaits.py'), ...args] };
    const { findings } = await judge({ server, timeout: '1s', coverage: 'off', steps: [CALL] });
    return findings[0]!;
  };
  assert.match((await awaits()).message, /: it awaits something\.$/);
  const { rule, where, message, evidence } = await awaits('--loses');
  assert.deepEqual([rule, where], ['hang-tool', 'awaits.py:10 in lost']);
  assert.match(evidence!, /^stderr: KeyError: 'text'/);
  assert.doesNotMatch(message, /awaits/);
});

const POST = { http: { method: 'POST', url: '/ask', json: { text: 'x' } } };
const GET = { http: { url: '/ask' } };

/** An app of Python's standard library; its route is asked between two calls. */
async function routed(args: string[], asked: object[] = [{ ...POST, name: 'ask' }]) {
  const app = join(ROOT, 'test/servers/python/app_asks_itself.py');
  const start = { command: 'python3', args: [app, '${port}', ...args], env: { PYTHONDONTWRITEBYTECODE: '1' } };
  const steps = [ECHO, ...asked, { ...ECHO, name: 'later' }];
  const server = { url: 'http://127.0.0.1:${port}/mcp', start };
  const { report } = await judge({ server, timeout: '2s', connectTimeout: '60s', coverage: 'off', steps });
  return report.suites[0]!.steps.flatMap(({ name, findings }) => findings.map((one) => ({ name, ...one })));
}

const ROUTES: readonly [string[], string[], RegExp][] = [
  [[], ['ask self-deadlock'], /^app_asks_itself\.py:\d+ in ask$/],
  [['--sleeps'], ['ask loop-blocked'], /^app_asks_itself\.py:\d+ in ask$/],
  [['--waits'], ['ask http-no-answer'], /^smoke\.yaml/],
  [['--healthy'], [], /^$/],
];

for (const [args, found, where] of ROUTES) {
  const name = `a route of the app hangs${args.map((arg) => ` (${arg})`).join('')}: told at its step, not at the next`;
  test(name, { skip: python ? false : 'there is no python3' }, async () => {
    const findings = await routed(args);
    assert.deepEqual(
      findings.map(({ name, rule }) => `${name} ${rule}`),
      found,
    );
    assert.match(findings[0]?.where ?? '', where);
  });
}

const twice = (step: object, more: object = {}) => [
  { ...step, name: 'one', ...more },
  { ...step, name: 'two', ...more },
];

const EVIDENCE: readonly [string, string[], object[], string[]][] = [
  ['the same request is answered next', ['--first', '--waits'], twice(POST), ['one first-call-hang']],
  [
    'another body proves nothing',
    ['--first', '--waits'],
    [...twice(POST).slice(0, 1), { ...POST, name: 'two', http: { ...POST.http, json: { text: 'y' } } }],
    ['one http-no-answer'],
  ],
  ['no request is sent twice that may write', ['--first', '--waits'], twice(POST).slice(0, 1), ['one http-no-answer']],
  ['one that is safe is', ['--first', '--waits'], twice(POST, { safe: true }).slice(0, 1), ['one first-call-hang']],
  ['so is a GET', ['--first', '--waits'], twice(GET).slice(0, 1), ['one first-call-hang']],
  [
    'answered once, and never again',
    ['--second', '--waits'],
    [...twice(POST), { ...POST, name: 'three' }],
    ['two second-call-hang', 'three http-no-answer'],
  ],
  [
    'the app is blocked, and a fresh one answers',
    ['--second', '--sleeps'],
    [...twice(POST), { ...POST, name: 'three' }],
    ['two second-call-hang'],
  ],
  ['what a stack shows is the root', ['--second'], [...twice(POST), { ...POST, name: 'three' }], ['two self-deadlock']],
];

for (const [what, args, asked, found] of EVIDENCE) {
  test(`a route of the app hangs in one request only (${args.join(' ')}): ${what}`, {
    skip: python ? false : 'there is no python3',
  }, async () => {
    const findings = await routed(args, asked);
    assert.deepEqual(
      findings.map(({ name, rule }) => `${name} ${rule}`),
      found,
    );
  });
}
