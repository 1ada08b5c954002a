/** Any text is read, whatever it is: no exception, and in a time that grows no faster than the text. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { readJavascript } from '../src/lint/javascript/read.ts';
import { lint } from '../src/lint/lint.ts';
import { requirementsIn, requirementsOfPyproject } from '../src/lint/pins/requirements.ts';
import { readPython } from '../src/lint/python/read.ts';
import { ROOT } from './harness/smoke.ts';

const FIXTURES = join(ROOT, 'test/lint');
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-hostile-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Words that lead far into the program, in any order. */
const WORDS = [
  'async def ',
  'def ',
  'class ',
  '@mcp.tool()',
  '@mcp.tool',
  'from mcp.server.fastmcp import FastMCP\n',
  'import a.b as c',
  'from . import *\n',
  'mcp = FastMCP()\n',
  'asyncio.run',
  'with ',
  ' as ',
  '(a, b)',
  'yield',
  'try:',
  'except ',
  'finally:',
  'match x:\n case ',
  ':',
  '\n',
  '\n    ',
  '\n\t',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  'f"{',
  '"""',
  "'",
  '"',
  '\\',
  '#',
  '# smoke: ignore a -- b\n',
  '// smoke: ignore a\n',
  'lambda x:',
  'global x\n',
  'for ',
  ' in ',
  'while ',
  'import x from "./x.js";',
  'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
  'export default ',
  'export * from "./self.js";',
  'const ',
  'let x;',
  'x = x',
  '=> ',
  'function ',
  'class A extends A {',
  'this.',
  'new McpServer()',
  'server.registerTool("a", {}, ',
  'console.log(',
  'await ',
  '`${',
  '/*',
  '*/',
  '/',
  '<T>',
  ': ',
  ';',
  ',',
  '.',
  '=',
  '1.',
  '10n',
  'x',
  '\u{1f600}',
  '\ud800',
  '\0',
  '\ufeff',
];
const source = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 5 })), { maxLength: 120 })
    .map((parts) => parts.join('')),
);

for (const [extension, read] of [
  ['py', readPython],
  ['ts', readJavascript],
  ['tsx', readJavascript],
  ['js', readJavascript],
] as const) {
  test(`any text is read as ${extension}`, () => {
    fc.assert(
      fc.property(source, (text) => {
        const file = read(`/server.${extension}`, text);
        assert.ok(file.functions.length >= 1);
      }),
      { numRuns: 400 },
    );
  });
}

test('parts of servers in any order are judged', () => {
  const texts = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:py|ts|[cm]?js)$/.test(name))
    .map((name) => readFileSync(join(FIXTURES, name), 'utf8').split('\n'));
  const lines = texts.flat();
  fc.assert(
    fc.property(
      fc.constantFrom('a.py', 'a.ts'),
      fc.array(fc.constantFrom(...lines), { minLength: 5, maxLength: 80 }),
      (name, parts) => {
        const path = join(folder, name);
        writeFileSync(path, `# mcp\n${parts.join('\n')}`);
        const { findings } = lint([path], folder);
        for (const finding of [...findings.values()].flat()) assert.match(finding.where ?? '', /^a\.\w+(?::\d+:\d+)?$/);
        rmSync(path);
      },
    ),
    { numRuns: 150 },
  );
});

test('what is cut off anywhere, or nested as deep as it is long, is read', () => {
  const path = join(folder, 'cut.py');
  const whole = readFileSync(join(FIXTURES, 'syntax/unusual.py'), 'utf8');
  for (let end = 0; end < whole.length; end += 37) {
    writeFileSync(path, whole.slice(0, end));
    lint([path], folder);
  }
  for (const [name, text] of [
    ['deep.py', `x = ${'('.repeat(50_000)}`],
    ['deep.ts', `const x = ${'['.repeat(50_000)}`],
    ['deep.js', `f(${'() => ('.repeat(20_000)}`],
    ['deep.mjs', 'a.'.repeat(100_000)],
  ] as const) {
    writeFileSync(join(folder, name), `${name.endsWith('py') ? '#' : '//'} mcp\n${text}`);
    const { findings } = lint([join(folder, name)], folder);
    assert.ok([...findings.values()].flat().length > 0, `${name} is told`);
  }
});

test('four times the text takes some four times as long, not sixteen', () => {
  const hostile: Record<string, (count: number) => string> = {
    'with.py': (count) => 'with (a as b), '.repeat(count),
    'unclosed.py': (count) => 'with (a as '.repeat(count),
    'as.py': (count) => `${'as ((a)'.repeat(count)}\n`,
    'case.py': (count) => ' case '.repeat(count),
    'for.py': (count) => `for ${'a, '.repeat(count)}`,
    'quotes.py': (count) => '"""\\'.repeat(count),
    'from.js': (count) => 'from "a" with { '.repeat(count),
    'closed.js': (count) => 'from "a" with { } '.repeat(count),
    'catch.ts': (count) => 'catch (e: '.repeat(count),
    'ignore.py': (count) => `# smoke: ignore ${'a '.repeat(count)}\n`,
    'stars.py': (count) => 'from . import *\n'.repeat(count),
    'returns.py': (count) => `def f(a):\n${'    if a and not a: return a()\n'.repeat(count)}`,
    'elses.js': (count) => `function f(a) { ${'if (a || !a) return a(); '.repeat(count)} }`,
    'chain.py': (count) => `${repeated(count, (index) => `a${index + 1} = a${index}.b\n`)}a${count}()\n`,
    'calls.py': (count) => repeated(count, (index) => `def f${index}():\n    f${(index * 7) % count}()\n`),
  };
  for (const [name, make] of Object.entries(hostile)) {
    const [short, long] = [timeOf(name, make(1_000)), timeOf(name, make(4_000))];
    // Below a quarter of a second nothing can be said.
    assert.ok(long < Math.max(250, short * 9), `${name}: ${short.toFixed()} ms, ${long.toFixed()} ms`);
  }
});

function repeated(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}

test('requirements are read from any text', () => {
  const parts = fc.constantFrom(
    'mcp',
    'fastmcp',
    '[cli]',
    '>=1',
    '<2',
    '~=',
    '==1.*',
    ',',
    ' ',
    '"',
    "'",
    ';',
    '#',
    '\n',
    '(',
    ')',
    '[project]\n',
    'dependencies = [',
    ']',
    '^1.2',
    '1.2.3.4.5',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (words) => {
      requirementsIn(words.join(''));
      requirementsOfPyproject(words.join(''));
    }),
    { numRuns: 500 },
  );
});

/** Processor time of this process, in ms. */
function timeOf(name: string, text: string): number {
  const path = join(folder, name);
  writeFileSync(path, `${text}\n`);
  const start = process.cpuUsage();
  lint([path], folder);
  const { user, system } = process.cpuUsage(start);
  rmSync(path);
  return (user + system) / 1000;
}
