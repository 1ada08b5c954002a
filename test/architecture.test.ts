/** The layers of the design as a table: who may import whom, and which room each outside package lives in. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';

/** Room → the rooms it may import, itself apart. Every entry must be in use. */
const ROOMS: Record<string, readonly string[]> = {
  model: [],
  json: [],
  stopping: [],
  waiting: ['stopping'],
  limits: ['waiting', 'stopping'],
  text: ['model'],
  template: ['model'],
  redact: ['model', 'text', 'waiting'],
  schema: ['model', 'json', 'limits', 'text'],
  expect: ['model', 'limits', 'schema', 'text'],
  contract: ['model', 'json', 'schema', 'expect'],
  config: ['model', 'json', 'template', 'expect', 'report', 'text', 'artifact'],
  checks: ['model', 'json', 'text'],
  diagnosis: ['model', 'text'],
  findings: ['model', 'checks'],
  report: ['model', 'text', 'waiting', 'stopping'],
  lint: ['model', 'config', 'checks', 'diagnosis', 'text'],
  live: ['model', 'report', 'text'],
  wire: ['model', 'json', 'text', 'waiting', 'stopping'],
  stacks: ['model', 'wire', 'waiting', 'stopping'],
  session: ['model', 'json', 'text', 'wire', 'waiting', 'stopping'],
  probes: ['model', 'session', 'checks', 'waiting', 'stopping'],
  run: [
    'model',
    'artifact',
    'limits',
    'session',
    'probes',
    'wire',
    'stacks',
    'checks',
    'diagnosis',
    'expect',
    'contract',
    'schema',
    'template',
    'redact',
    'findings',
    'report',
    'json',
    'text',
    'waiting',
    'stopping',
  ],
  artifact: ['model', 'json', 'wire', 'stopping'],
  starter: ['model', 'json', 'limits', 'schema', 'redact', 'config', 'template', 'text', 'stopping'],
  doctor: ['model', 'config', 'checks', 'wire', 'text'],
  engine: [
    'model',
    'limits',
    'run',
    'wire',
    'report',
    'redact',
    'config',
    'contract',
    'checks',
    'diagnosis',
    'probes',
    'lint',
    'live',
    'schema',
    'starter',
    'text',
    'waiting',
    'stopping',
  ],
  cli: [
    'model',
    'engine',
    'serve',
    'doctor',
    'starter',
    'run',
    'lint',
    'config',
    'session',
    'live',
    'report',
    'checks',
    'redact',
    'text',
    'waiting',
    'stopping',
  ],
  api: [
    'model',
    'engine',
    'checks',
    'config',
    'run',
    'lint',
    'redact',
    'report',
    'template',
    'text',
    'waiting',
    'stopping',
  ],
  serve: [
    'model',
    'api',
    'engine',
    'config',
    'run',
    'lint',
    'starter',
    'schema',
    'redact',
    'report',
    'text',
    'stopping',
  ],
  boot: [],
  index: ['cli'],
  thread: ['limits', 'expect', 'schema'],
};

/** Outside package → the one room, or file, that may import it. */
const HOMES: Record<string, string> = {
  'cross-spawn': 'wire/child.ts',
  'eventsource-parser': 'wire/sse.ts',
  '@modelcontextprotocol/sdk': 'session',
  '@modelcontextprotocol/server': 'serve/serve.ts',
  ajv: 'schema',
  'ajv-formats': 'schema',
  'js-yaml': 'config',
  yaml: 'config',
  'jsonc-parser': 'config',
  'smol-toml': 'config',
  tinyglobby: 'config',
  leven: 'text/suggest.ts',
  ignore: 'config/git-ignored.ts',
  yauzl: 'artifact/zip.ts',
  semver: 'artifact/runtime.ts',
  'json-p3': 'expect',
  '@aws-crypto/sha256-js': 'run/suite-report.ts',
  ora: 'live/spinner.ts',
  open: 'cli/browser.ts',
  yargs: 'cli',
  '@lezer/common': 'lint/grammar/parse.ts',
  '@lezer/python': 'lint/grammar/parse.ts',
  '@lezer/javascript': 'lint/grammar/parse.ts',
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = sourceFiles().flatMap(importsOf);
const inner = imports.filter(({ to }) => !to.startsWith('package:'));
const outer = imports.filter(({ to }) => to.startsWith('package:'));

test('imports go one way', () => {
  const wrong = inner.filter(
    ({ from, to }) => roomOf(from) !== roomOf(to) && !ROOMS[roomOf(from)]?.includes(roomOf(to)),
  );
  assert.deepEqual(wrong, []);
});

test('no entry of the table is stale', () => {
  const used = new Set(inner.map(({ from, to }) => `${roomOf(from)} → ${roomOf(to)}`));
  const stale = Object.entries(ROOMS)
    .flatMap(([room, allowed]) => allowed.map((other) => `${room} → ${other}`))
    .filter((edge) => !used.has(edge));
  assert.deepEqual(stale, []);
});

test('every outside package has one home', () => {
  const strangers = outer.filter(({ from, to }) => !isHome(HOMES[packageOf(to)], from));
  assert.deepEqual(strangers, []);
  const unused = Object.keys(HOMES).filter((name) => !outer.some(({ to }) => packageOf(to) === name));
  assert.deepEqual(unused, []);
});

test('no import cycle', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of inner) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `cycle: ${[...path, file].join(' → ')}`);
    if (done.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
});

test('what judges a server is not loaded before the server is started', () => {
  const judging = /^(?:diagnosis|expect|schema|checks)\//;
  const loaded = loadedWith('run/run.ts').filter((file) => judging.test(file));
  // Levels of rules, for the report of the first step.
  assert.deepEqual(loaded, ['checks/profiles.ts']);
  assert.ok(loadedWith('run/script.ts').includes('checks/index.ts'), 'else this test sees nothing');
});

test('reports that few runs ask for, and what makes a logo safe, are loaded when they are needed', () => {
  const rare = /^(?:report\/(?:html|pdf|sarif|intoto)|config\/logo)/;
  for (const entry of ['report/formats.ts', 'cli/execute.ts', 'cli/plans.ts', 'engine/deliver.ts'])
    assert.deepEqual(
      loadedWith(entry).filter((file) => rare.test(file)),
      [],
      entry,
    );
  assert.ok(
    loadedWith('report/html.ts').some((file) => rare.test(file)),
    'else this test sees nothing',
  );
});

test('a healthy server is judged without ajv and without the schemas of the official client', () => {
  const loaded = loadedWith('run/script.ts');
  const heavy = outer.filter(
    ({ from, to }) => loaded.includes(from) && /^package:(?:ajv|@modelcontextprotocol)/.test(to),
  );
  // Types of ajv, and the formats, which need no ajv.
  const used = heavy.filter(({ from }) => !['schema/issues.ts', 'schema/validator.ts'].includes(from));
  assert.deepEqual(used, [{ from: 'schema/formats.ts', to: 'package:ajv-formats/dist/formats.js' }]);
  assert.ok(
    loaded.includes('schema/validator.ts') && loaded.includes('session/official.ts'),
    'else this test sees nothing',
  );
});

test('files stay under 200 lines', () => {
  const long = sourceFiles().map((file) => ({
    file,
    lines: readFileSync(join(ROOT, 'src', file), 'utf8').split('\n').length - 1,
  }));
  assert.deepEqual(
    long.filter(({ lines }) => lines > 200),
    [],
  );
});

function sourceFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, 'src', file), 'utf8');
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)/g,
    ),
  ];
  return specifiers
    .map((match) => ({ from: file, to: resolve(file, (match[1] ?? match[2])!) }))
    .filter(({ to }) => to !== 'node');
}

/** The file, and all that is loaded together with it: neither types nor what is imported when it is needed. */
function loadedWith(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(join(ROOT, 'src', file), 'utf8');
  for (const [, specifier] of text.matchAll(/(?:^|\n)(?:import|export)\b(?! type\b)[^'"`;]*?from '(\.[^']+\.ts)'/g))
    loadedWith(resolve(file, specifier!), seen);
  return [...seen];
}

function resolve(file: string, specifier: string): string {
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node';
  if (!specifier.startsWith('.')) return `package:${specifier}`;
  const target = normalize(join(dirname(file), specifier));
  return target.startsWith('..') ? 'node' : target;
}

function packageOf(to: string): string {
  return to
    .slice('package:'.length)
    .split('/')
    .slice(0, to.includes(':@') ? 2 : 1)
    .join('/');
}

function isHome(home: string | undefined, file: string): boolean {
  return home !== undefined && (home.endsWith('.ts') ? file === home : roomOf(file) === home);
}

function roomOf(file: string): string {
  return file.split('/')[0]!.replace(/\.ts$/, '');
}
