import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { decideColour, decideTty } from '../src/live/colour.ts';
import { createLive, type LiveOptions } from '../src/live/live.ts';
import type { Finding, Report, RunEvent, StepResult, StepStatus, SuiteRef, SuiteReport } from '../src/model.ts';
import { renderPretty } from '../src/report/pretty.ts';
import { judge } from '../src/report/verdict.ts';
import { ROOT } from './harness/smoke.ts';

const source = `name: Notes
server: { command: node }
steps:
  - name: create
    tool: create_note
    args: {}
`;

function ref(index: number, more: Partial<SuiteRef> = {}): SuiteRef {
  return {
    index,
    name: 'Notes server',
    file: 'smoke.yaml',
    target: 'node notes.mjs',
    transport: 'stdio',
    source,
    ...more,
  };
}

function step(name: string, status: StepStatus, more: Partial<StepResult> = {}): StepResult {
  return { id: name, kind: 'call', name, status, durationMs: 4, findings: [], ...more };
}

function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return { rule, level: 'error', message: `${rule} happened`, hint: `mend ${rule}`, ...more };
}

function suiteEvents(suite: SuiteRef, steps: readonly StepResult[], stderrTail = ''): RunEvent[] {
  const report: SuiteReport = {
    name: suite.name,
    file: suite.file,
    server: { transport: 'stdio' },
    steps,
    tools: [],
    stderrTail,
  };
  const stepEvents = steps.flatMap((result): RunEvent[] => [
    { type: 'step-start', suite, step: result },
    { type: 'step-end', suite, step: result },
  ]);
  return [{ type: 'suite-start', suite }, ...stepEvents, { type: 'suite-end', suite, report }];
}

function reportOf(events: readonly RunEvent[]): Report {
  const suites = events.flatMap((event) => (event.type === 'suite-end' ? [event.report] : []));
  return {
    schema: 'mcp-smoke/report@1',
    startedAt: '2026-11-20T08:09:10.123Z',
    durationMs: 412,
    suites,
    secrets: { values: 0, replaced: 0, scannedFiles: 0 },
    ...judge({ suites, hasRun: suites.length > 0, passIfEmpty: false }),
  };
}

function runEnd(events: readonly RunEvent[]): RunEvent {
  return { type: 'run-end', report: reportOf(events) };
}

const rerun: LiveOptions['rerun'] = (suite, { name }) => `mcp-smoke run ${suite.file} --step ${name}`;

/** What a stream that is no terminal receives, unless options say otherwise. */
function show(events: readonly RunEvent[], options: Partial<LiveOptions> & { columns?: number } = {}): string {
  let text = '';
  const stream = {
    columns: options.columns,
    write: (chunk: string) => {
      text += chunk;
    },
  };
  const live = createLive({ stream, color: false, tty: false, verbosity: 0, rerun, ...options });
  events.forEach(live);
  live.stop();
  return text;
}

const MIXED = [
  step('connect', 'passed', { kind: 'connect', durationMs: 182, reason: 'notes 1.0.0, protocol 2025-11-25' }),
  step('list', 'passed', {
    kind: 'list',
    reason: '5 tools',
    findings: [
      finding('a-note', { level: 'info' }),
      finding('tool-untested', { level: 'warning', evidence: 'not shown' }),
    ],
  }),
  step('create', 'failed', {
    tool: 'create_note',
    at: 'smoke.yaml:4:5',
    findings: [
      finding('host-quirk', { level: 'warning' }),
      finding('mismatch', {
        message: 'the first\nis wrong',
        hint: 'Return a value that fits.',
        evidence: 'expected: "4"\nreceived: {\n  "id": 4\n}',
        where: 'smoke.yaml:5:5',
      }),
      finding('mismatch', {
        message: 'the second is wrong',
        hint: 'Return a value that fits.',
        where: '/outputSchema',
      }),
    ],
  }),
  step('late', 'flaky', { reason: 'passed at attempt 2 of 3', durationMs: 61_000 }),
  step('export_all', 'skipped', { tool: 'export_all', durationMs: 0, reason: 'ACME-123: times out' }),
  step('gone', 'broken', {
    reason: 'crash-on-call happened',
    at: 'smoke.yaml:4:5',
    findings: [finding('crash-on-call')],
  }),
];
const mixed = suiteEvents(ref(0), MIXED, 'Traceback\n  \u001b[31mValueError\u001b[0m: boo\n');
const mixedRun = [...mixed, runEnd(mixed)];

const GOLDEN = `Notes server
node notes.mjs (stdio)

  OK     connect  notes 1.0.0, protocol 2025-11-25                      182 ms
  OK     list     5 tools                                                 4 ms
         warning tool-untested: tool-untested happened
           fix       mend tool-untested
  FAIL   create (create_note)                                             4 ms

         error mismatch: the first
           is wrong
           expected  "4"
           received  {
                       "id": 4
                     }
           where     smoke.yaml:5:5
                     5 |     tool: create_note
                       |     ^
         error mismatch: the second is wrong
           where     /outputSchema
           fix       Return a value that fits.
         warning host-quirk: host-quirk happened
           fix       mend host-quirk
           again     mcp-smoke run smoke.yaml --step create

  FLAKY  late     passed at attempt 2 of 3                           1 min 1 s
  SKIP   export_all  ACME-123: times out
  BROKEN gone                                                             4 ms

         error crash-on-call: crash-on-call happened
           fix       mend crash-on-call
           step      smoke.yaml:4:5
                     4 |   - name: create
                       |     ^
           again     mcp-smoke run smoke.yaml --step gone

  the end of the server's stderr
  | Traceback
  |   ValueError: boo

2 passed, 1 failed, 1 broken, 1 flaky, 1 skipped, 2 warnings in 412 ms
Something could not be tested, see BROKEN above (exit code 3).
Smoke test FAILED.
`;

test('plain lines for a run with every status', () => {
  assert.equal(show(mixedRun), GOLDEN);
});

test('--report pretty gives the same text', () => {
  assert.equal(renderPretty(reportOf(mixed), { suites: [ref(0)], rerun }), GOLDEN);
});

test('-q prints what is bad and the summary, -v infos and warnings whole', () => {
  const quiet = show(mixedRun, { verbosity: -1 });
  assert.match(quiet, /^Notes server\nnode notes\.mjs \(stdio\)\n\n {2}FAIL /);
  assert.doesNotMatch(quiet, /OK {5}|FLAKY|SKIP|warning host-quirk/);
  assert.match(quiet, /Smoke test FAILED\.\n$/);
  const good = suiteEvents(ref(0), [step('a', 'passed')]);
  assert.equal(show([...good, runEnd(good)], { verbosity: -1 }), '1 passed in 412 ms\nSmoke test OK.\n');
  assert.match(
    show(mixedRun, { verbosity: 1 }),
    /warning tool-untested: .*\n +seen +not shown\n[\s\S]*info a-note: a-note happened/,
  );
});

test('colour is only put on top', () => {
  const coloured = show(mixedRun, { color: true });
  assert.match(coloured, /\u001b\[31mFAIL\u001b\[39m {3}create/);
  assert.equal(coloured.replaceAll(/\u001b\[\d+m/g, ''), GOLDEN);
});

test('suites never interleave, whatever the order of events, and each ends with a line of its own', () => {
  const suites = [0, 1, 2].map((index) =>
    suiteEvents(ref(index, { name: `suite ${index}`, file: `${index}.yaml` }), [
      step(`${index}-a`, 'passed'),
      step(`${index}-b`, 'passed'),
    ]),
  );
  const alone = show([...suites.flat(), runEnd(suites.flat())]);
  const woven = (suites[0] ?? []).flatMap((_, at) => suites.flatMap((events) => events[at] ?? []));
  assert.equal(show([...woven, runEnd(suites.flat())]), alone);
  const [first = [], second = [], third = []] = suites;
  assert.equal(show([...first.slice(0, 2), ...second, ...third, ...first.slice(2), runEnd(suites.flat())]), alone);
  assert.ok(
    alone.endsWith(`
  OK     suite 0 (0.yaml): 2 passed
  OK     suite 1 (1.yaml): 2 passed
  OK     suite 2 (2.yaml): 2 passed

6 passed in 412 ms
Smoke test OK.
`),
  );
});

test('the suite whose turn it is streams; another one waits, and is not lost when it never ends', () => {
  const [first = [], second = []] = [0, 1].map((index) =>
    suiteEvents(ref(index, { name: `suite ${index}` }), [step(`${index}-a`, 'passed')]),
  );
  const early = show([first[0]!, second[0]!, second[1]!, second[2]!, first[1]!, first[2]!]);
  assert.match(early, /suite 0\n[\s\S]*0-a/);
  assert.doesNotMatch(early, /suite 1|1-a/);
  const cut = show([...first, ...second.slice(0, 3), runEnd(first)]);
  assert.match(cut, /0-a[\s\S]*suite 1\n[\s\S]*1-a[\s\S]*Smoke test OK\.\n$/);
  const bothCut = show([...first.slice(0, 3), ...second.slice(0, 3), runEnd(first)]);
  assert.match(bothCut, /0-a[\s\S]*suite 1\n[\s\S]*1-a[\s\S]*Smoke test OK\.\n$/);
});

test('hostile text reaches the terminal as visible escapes, and never without bound', () => {
  const evil = '\u001b]0;owned\u0007\u001b[2J\r\u202e\u200b\u009b1A\n::error::x\n##[group]y\n\ud800';
  const huge = `${evil}${'x'.repeat(2_000_000)}\n${'y\n'.repeat(100_000)}`;
  const suite = ref(0, { name: evil, target: huge, file: evil });
  const findings = [finding(evil, { message: huge, evidence: huge, where: evil }), finding('z', { evidence: evil })];
  const events = suiteEvents(
    suite,
    [step(evil, 'failed', { tool: huge, reason: huge, kind: 'connect', findings })],
    huge,
  );
  const text = show([...events, runEnd(events)], { rerun: () => 'again' });
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  for (const line of text.split('\n')) assert.doesNotMatch(line, /^\s*::|##\w*\[/);
  assert.match(text, /\\u001b\]0;owned\\u0007\\u001b\[2J/);
  assert.ok(text.length < 100_000, `${text.length} characters`);
});

test('many findings are counted, and shown with -v', () => {
  const findings = Array.from({ length: 25 }, (_, index) => finding(`rule-${index}`, { hint: 'the one hint' }));
  const events = suiteEvents(ref(0), [step('a', 'failed', { findings })]);
  const text = show(events);
  assert.match(text, /rule-19: [\s\S]*… and 5 more findings; -v shows them all/);
  assert.equal(text.split('the one hint').length, 2);
  assert.match(show(events, { verbosity: 1 }), /rule-24: /);
});

test('on a narrow terminal text wraps under itself', () => {
  const steps = [
    step('export_all', 'failed', {
      reason: 'a reason of some length that goes on',
      findings: [finding('x', { message: 'word '.repeat(20) })],
    }),
  ];
  const lines = show(suiteEvents(ref(0), steps), { tty: true, columns: 50 }).split('\n');
  for (const line of lines) assert.ok(line.length <= 50 || line.includes('again'), line);
  assert.ok(lines.includes('         goes on                             4 ms'), lines.join('\n'));
  assert.ok(
    lines.includes('      again     mcp-smoke run smoke.yaml --step export_all'),
    'a command to copy stays in one piece',
  );
});

test('at 40 and 60 columns no line is longer, and no word is broken', () => {
  const words = 'The handler neither answers the call nor our pings: something blocks its event loop.';
  const suite = { ...ref(0), source: `${'\n'.repeat(11)}  - tool: export_all # ${'with a comment '.repeat(5)}` };
  const steps = [
    step('export_all_notes_of_a_project', 'failed', {
      at: 'smoke.yaml:12:5',
      findings: [finding('loop-blocked', { message: words, hint: words, evidence: words })],
    }),
    step('create', 'passed', { reason: 'notes-of-a-project 1.0.0, protocol 2025-11-25' }),
  ];
  const known = `${words} export_all_notes_of_a_project notes-of-a-project loop-blocked: 2025-11-25`.split(' ');
  for (const columns of [40, 60]) {
    const events = suiteEvents(suite, steps);
    const text = show([...events, runEnd(events)], { tty: true, columns });
    const lines = text.split('\n').filter((line) => !/^ +again /.test(line));
    for (const line of lines) assert.ok(line.length <= columns, `${columns}: ${line}`);
    for (const word of known) assert.ok(text.includes(word), `${columns}: ${word}\n${text}`);
    assert.match(text, /12 \| {3}- tool: export_all/);
  }
});

test('a spinner says which step of how many runs, and cuts no name that fits', { timeout: 30_000 }, async () => {
  const name = 'the notes of a project are exported'; // 35 columns
  const shown = async (columns: number, until: RegExp) => {
    let text = '';
    const move = () => true;
    const write = (chunk: string) => {
      text += chunk;
      return true;
    };
    const stream = { isTTY: true, columns, cursorTo: move, moveCursor: move, clearLine: move, write };
    const live = createLive({ stream, color: false, tty: true, verbosity: 0, rerun });
    live({ type: 'suite-start', suite: ref(0), steps: 7 });
    live({ type: 'step-start', suite: ref(0), step: { id: 'x', kind: 'call', name } });
    for (let turns = 0; !until.test(text) && turns < 500; turns++) await sleep(20);
    assert.match(text, until);
    live.stop();
  };
  await shown(60, new RegExp(` 1/7 ${name}  [1-9] s`));
  await shown(45, new RegExp(` 1/7 ${name}(?!…)`));
  await shown(40, / 1\/7 the notes of a project are exp…/);
});

test('on a terminal a spinner shows the step that runs, and leaves nothing behind', { timeout: 30_000 }, async () => {
  let text = '';
  const move = () => true;
  const stream = {
    isTTY: true,
    columns: 80,
    cursorTo: move,
    moveCursor: move,
    clearLine: move,
    write: (chunk: string) => {
      text += chunk;
      return true;
    },
  };
  const live = createLive({ stream, color: false, tty: true, verbosity: 0, rerun });
  const [start, stepStart, stepEnd] = suiteEvents(ref(0), [step('slow', 'passed')]);
  live(start!);
  live(stepStart!);
  while (!text.includes(' slow')) await sleep(20);
  live(stepEnd!);
  live.stop();
  assert.match(text, / {2}OK {5}slow {61}4 ms\n$/);
  const length = text.length;
  await sleep(300);
  assert.equal(text.length, length);
});

test('a stream that throws or fails does not end the run', () => {
  let calls = 0;
  const stream = {
    write: () => {
      calls++;
      throw new Error('EPIPE');
    },
  };
  assert.equal(show(mixedRun, { stream }), '');
  assert.equal(calls, 1);
});

test('a reader that goes away does not end the process', { timeout: 60_000 }, async () => {
  const script = `
    import { createLive } from './src/live/live.ts';
    const live = createLive({ stream: process.stdout, color: false, tty: false, verbosity: 0, rerun: () => '' });
    const suite = { index: 0, name: 'x', file: 'x', target: '', transport: 'stdio', source: '' };
    const step = { id: 'a', kind: 'call', name: 'a', status: 'passed', durationMs: 1, findings: [] };
    live({ type: 'suite-start', suite });
    for (let i = 0; i < 200; i++) {
      live({ type: 'step-end', suite, step });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    process.stderr.write('survived');`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  assert.deepEqual([code, stderr], [0, 'survived']);
});

test('colour: the option, FORCE_COLOR, NO_COLOR, TERM, the terminal, in this order', () => {
  const rows: [Parameters<typeof decideColour>[0], boolean][] = [
    [{ flag: false, env: { FORCE_COLOR: '1' }, isTTY: true }, false],
    [{ flag: true, env: { NO_COLOR: '1' }, isTTY: false }, true],
    [{ env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTTY: false }, true],
    [{ env: { FORCE_COLOR: '0' }, isTTY: true }, false],
    [{ env: { NO_COLOR: '1' }, isTTY: true }, false],
    [{ env: { NO_COLOR: '' }, isTTY: true }, true],
    [{ env: { TERM: 'dumb' }, isTTY: true }, false],
    [{ env: { CI: 'true' }, isTTY: true }, true],
    [{ env: {}, isTTY: false }, false],
  ];
  for (const [facts, expected] of rows) assert.equal(decideColour(facts), expected, JSON.stringify(facts));
});

test('spinners: only on a terminal that can move its cursor and is not a log', () => {
  assert.equal(decideTty({ env: {}, isTTY: true }), true);
  assert.equal(decideTty({ env: { CI: 'false' }, isTTY: true }), true);
  assert.equal(decideTty({ env: { CI: 'true' }, isTTY: true }), false);
  assert.equal(decideTty({ env: { TERM: 'dumb' }, isTTY: true }), false);
  assert.equal(decideTty({ env: {}, isTTY: false }), false);
});

test('a terminal without columns, as script and containers give, is no trap', async (t) => {
  if (spawnSync('script', ['--version']).status !== 0) return t.skip('there is no script(1)');
  const command = `${process.execPath} bin/mcp-smoke.js run examples/broken.smoke.yaml`;
  const env = { PATH: process.env['PATH'], TERM: 'xterm' };
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  assert.match(shown, /Smoke test FAILED\./);
});
