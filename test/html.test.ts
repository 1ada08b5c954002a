/** The page to hand over: what it holds, that nothing of a server is markup, and that it stays small. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CallRecord } from '../src/model.ts';
import { renderHtml } from '../src/report/html.ts';
import { anyReport, finding, reportOf, step, suite } from './harness/reports.ts';

const TAGS = new Set(
  `html head meta title style body a p header div h1 h2 h3 h4 ul li b main section article dl dt dd code pre table thead
  tbody tr th td span img svg path rect circle line text desc g figure figcaption details summary footer`.split(/\s+/),
);
/** Of each kind those that may be there; none that load, run or style anything. */
const ATTRIBUTES = new Set(
  `src alt lang charset http-equiv content name class href id role tabindex aria-label aria-labelledby aria-hidden focusable scope
  viewBox preserveAspectRatio width height x y x1 x2 y1 y2 d cx cy r rx`.split(/\s+/),
);

/** Strict: every tag, attribute and entity must be one of ours. */
function assertOurs(html: string): void {
  const body = html.replace(/<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '');
  const open: string[] = [];
  const token = /<(\/?)([a-zA-Z0-9]+)((?: [a-zA-Z0-9-]+(?:="[^"<>]*")?)*)(\/?)>|([^<>]+)/gy;
  while (token.lastIndex < body.length) {
    const at = token.lastIndex;
    const match = token.exec(body);
    assert.ok(match, `no token at ${body.slice(at, at + 80)}`);
    const [, closes, name = '', attributes = '', isEmpty, words = ''] = match;
    assert.doesNotMatch(attributes + words, /&(?!(?:amp|lt|gt|quot|#39);)/);
    if (words !== '') continue;
    assert.ok(TAGS.has(name), name);
    for (const [, key = ''] of attributes.matchAll(/ ([a-zA-Z0-9-]+)="[^"]*"/g)) assert.ok(ATTRIBUTES.has(key), key);
    for (const [, target = ''] of attributes.matchAll(/ href="([^"]*)"/g)) assert.match(target, /^#[a-z0-9-]+$/);
    if (closes) assert.equal(open.pop(), name);
    else if (!isEmpty && name !== 'meta') open.push(name);
  }
  assert.deepEqual(open, []);
}

test('whatever a server says, the markup is ours, balanced, and nothing is loaded or run', () => {
  fc.assert(
    fc.property(anyReport, (report) => assertOurs(renderHtml(report))),
    { numRuns: 300 },
  );
});

test('the policy allows this very style sheet and nothing else', () => {
  const html = renderHtml(reportOf([suite([step('a', 'passed')])]));
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  assert.match(html, /default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/);
  assert.ok(html.includes(`'sha256-${hash}'`));
  assert.doesNotMatch(style, /url\(|@import|expression/);
});

const PIXEL = `data:image/gif;base64,R0lGODlhAQABAAAAACw=`;

test('whose, for whom and what: the title on top, a logo within the page, and lines to sign', () => {
  const [first] = one.suites;
  const cover = {
    title: 'Notes 1.2',
    for: 'Contoso AG',
    by: 'Acme Ltd',
    logo: PIXEL,
    scope: 'build 4711',
    note: 'Hm.',
  };
  const suites = [{ ...first!, fileSha256: 'c'.repeat(64), variables: ['TOKEN'] }];
  const html = renderHtml({ ...one, suites, cover, command: 'mcp-smoke run a.yaml' });
  assertOurs(html);
  const parts = [
    "default-src 'none'; img-src data:; style-src",
    `<img src="${PIXEL}" alt="Logo of Acme Ltd"/>`,
    '<h1>Notes 1.2</h1>',
    'For <b>Contoso AG</b>, by <b>Acme Ltd</b>',
    'Hm.',
    `SHA-256 <code>${'c'.repeat(64)}</code>`,
    'build 4711',
    '<code>TOKEN</code>',
    'sha256sum FILE',
    '<h2>Acceptance</h2>',
    'Signature',
  ];
  const places = parts.map((part) => html.indexOf(part));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.ok(
    places.every((place) => place > 0),
    String(places),
  );
  const plain = renderHtml(one);
  assert.doesNotMatch(plain, /<img|img-src|Acceptance/);
});

test('the running title of printed pages is a CSS string that nothing ends', () => {
  const title = '"}body{display:none}</style><script>\\';
  const html = renderHtml({ ...one, cover: { title } });
  assertOurs(html);
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? [];
  const [, running = ''] = /@top-left\{content:"([^"]*)"/.exec(style) ?? [];
  assert.equal(
    running.replace(/\\([0-9a-f]+) /g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    title,
  );
  assert.match(running, /^(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*$/);
});

test('what changed since an earlier run', () => {
  const changes = {
    since: '2026-11-19T08:00:00.000Z',
    checks: [
      { suite: 'Notes', check: 'same', before: 'passed', after: 'passed' } as const,
      { suite: 'Notes', check: 'worse', before: 'passed', after: 'failed' } as const,
      { suite: 'Notes', check: 'better', before: 'broken', after: 'passed' } as const,
    ],
    slower: [{ suite: 'Notes', tool: 'get_note', beforeMs: 12, afterMs: 54, noiseMs: 3 }],
    faster: [],
    unjudged: 2,
  };
  const html = renderHtml({ ...one, changes });
  assertOurs(html);
  assert.match(html, /1 check fails that did not fail before, 1 check was mended, 1 tool became slower\./);
  assert.match(html, /worse[\s\S]*newly failing[\s\S]*better[\s\S]*mended[\s\S]*>same</);
  assert.match(html, /get_note[\s\S]*12 ms[\s\S]*54 ms[\s\S]*\+42 ms \(\+350 %\)[\s\S]*± 3\.0 ms/);
  assert.match(html, /2 tools called fewer than five times/);
});

test('a call without an answer is told with its time limit', () => {
  const call = { startedAtMs: 0, durationMs: 501, timeoutMs: 500, outcome: 'no-answer' as const, args: '', answer: '' };
  const html = renderHtml(reportOf([suite([step('a', 'failed', { calls: [call] })])]));
  assert.match(html, /No answer came within 500 ms\./);
});

test('the same script twice: its checks side by side', () => {
  const revision = (name: string, status: 'passed' | 'failed') =>
    suite([step('a', status)], { name: `Notes [${name}]` });
  const html = renderHtml(reportOf([revision('2026-07-28', 'failed'), revision('2025-11-25', 'passed')]));
  assert.match(
    html,
    /side by side[\s\S]*>2026-07-28<[\s\S]*>2025-11-25<[\s\S]*class="cell failed"[\s\S]*class="cell passed"/,
  );
});

const call = (startedAtMs: number, more: Partial<CallRecord> = {}): CallRecord => ({
  startedAtMs,
  durationMs: 12,
  timeoutMs: 1_000,
  outcome: 'result',
  args: '{"text":"x"}',
  answer: 'y',
  ...more,
});

const one = reportOf([
  suite(
    [
      step('connect', 'passed', { kind: 'connect', startedAtMs: 0, durationMs: 200 }),
      step('create', 'failed', {
        tool: 'create_note',
        startedAtMs: 200,
        durationMs: 1_000,
        findings: [finding('hang-tool', { where: 'server.py:40 in block', evidence: 'Traceback <of> it' })],
        calls: [
          call(200, {
            outcome: 'no-answer',
            durationMs: 1_000,
            stderr: 'boom',
            pings: [{ askedAtMs: 500, answeredAtMs: 501 }, { askedAtMs: 750 }],
          }),
        ],
      }),
      step('later', 'skipped', { reason: 'ACME-123' }),
    ],
    {
      server: { name: 'notes', version: '1.0.0', protocol: '2025-11-25', transport: 'stdio' },
      target: 'node notes.mjs',
      tools: [
        { name: 'create_note', tested: true, ms: 1_000 },
        { name: 'drop_note', tested: false },
      ],
    },
  ),
]);

test('verdict, server, checks, picture, findings, coverage, secrets and command are there, in this order', () => {
  const html = renderHtml(
    { ...one, command: 'mcp-smoke run notes.yaml' },
    { rerun: () => 'mcp-smoke run x --step create' },
  );
  const parts = [
    '<h1>Notes</h1>',
    'notes 1.0.0 did not pass: 1 of 2 tools tested, 0 of 2 checks passed, 1 left out.',
    '2025-11-25',
    '>create (create_note)</a>',
    'Instead: No answer came within 1.0 s.',
    'Around the checks',
    'The server starts and answers',
    'hang-tool happened',
    'Traceback &lt;of&gt; it',
    'server.py:40 in block',
    'mend hang-tool',
    'Fault, rule hang-tool',
    'mcp-smoke run x --step create',
    '1 of 2 tools was called.',
    'not tested',
    'Time line of the run',
    'time since the start',
    'no answer after 1.0 s, limit 1.0 s',
    'class="ping"',
    'class="lost"',
    'class="stderr"',
    'class="limit"',
    'Latency of each tool',
    'latency, logarithmic',
    'Call log: 1 request',
    '1 secret value was looked for',
    '2 places are masked',
    'mcp-smoke run notes.yaml',
  ];
  let from = 0;
  for (const part of parts) {
    const at = html.indexOf(part, from);
    assert.ok(at >= 0, `${part} is missing after ${html.slice(from, from + 60)}`);
    from = at;
  }
});

test('the overview has a column for what only some suites begin or end with', () => {
  const plain = suite([step('connect', 'passed', { kind: 'connect' })]);
  const packed = suite([
    step('install', 'failed', { kind: 'install' }),
    step('contract', 'passed', { kind: 'contract' }),
  ]);
  const headsOf = (html: string) =>
    /<table class="matrix overview">.*?<\/tr>/s.exec(html)![0].match(/(?<=scope="col">)[^<]+/g);
  const common = ['Start', 'List', 'Schemas'];
  assert.deepEqual(headsOf(renderHtml(reportOf([plain, plain])))?.slice(4), [...common, 'End']);
  assert.deepEqual(headsOf(renderHtml(reportOf([plain, packed])))?.slice(4), ['Install', ...common, 'Contract', 'End']);
});

test('several servers: an overview that links to each', () => {
  const [first] = one.suites;
  const html = renderHtml(reportOf([first!, suite([step('a', 'passed')], { name: 'Other' })]));
  assert.match(html, /1 of 2 test suites did not pass: 1 of 2 tools tested, 1 of 3 checks passed, 1 left out\./);
  assert.match(html, /<a href="#s1">Notes<\/a>[\s\S]*<a href="#s2">Other<\/a>[\s\S]*<article class="server" id="s1">/);
});

test('where all steps passed and the run did not, it says why', () => {
  const passed = reportOf([suite([step('a', 'passed')])]);
  const strict = { ...passed, verdict: 'failed' as const, exitCode: 1 };
  assert.match(renderHtml(strict), /And yet the run did not pass\. Flaky steps or warnings count as failures here/);
  assert.doesNotMatch(renderHtml(passed), /And yet/);
});

test('500 failing calls with long texts stay under 1 MB, and so do 500 steps', () => {
  const long = (index: number) => call(index, { args: '"'.repeat(4_000), answer: '<&>'.repeat(1_300) });
  const calls = Array.from({ length: 500 }, (_, index) => long(index));
  const findings = [finding('a', { evidence: '&'.repeat(2_000), message: '"'.repeat(2_000) })];
  const steps = Array.from({ length: 500 }, (_, index) =>
    step(`s${index}`, 'failed', { findings, tool: 'x'.repeat(100), startedAtMs: index, calls: [long(index)] }),
  );
  for (const report of [
    reportOf([suite([step('a', 'failed', { startedAtMs: 0, calls })])]),
    reportOf([suite(steps)]),
  ]) {
    const bytes = Buffer.byteLength(renderHtml(report));
    assert.ok(bytes < 1_000_000, `${bytes} bytes`);
  }
});

test('an old report without times and calls has no pictures, and is a page all the same', () => {
  const html = renderHtml(reportOf([suite([step('a', 'passed')])]));
  assert.doesNotMatch(html, /Time line|Latency|Call log/);
  assertOurs(html);
});
