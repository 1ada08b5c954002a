/** Servers as they are published and built today, in both eras: no false alarm, and which revisions they speak. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CACHE, cached } from '../harness/cache.ts';
import { compareGolden, rulesIn, transcript } from '../harness/golden.ts';
import { install, orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { withoutStderr } from '../harness/python-text.ts';
import { serverFolder } from '../harness/server-folder.ts';
import { ROOT } from '../harness/smoke.ts';
import { judge as judgeFile } from '../harness/suite.ts';
import { venv } from '../harness/venv.ts';

const NEW = '2026-07-28';
const OLD = '2025-11-25';
const SDK = 'test/suites/sdk';
const READ_ONLY = ['--call', 'read-only'];
/** A busy machine starts some of them slowly. */
const PATIENT = ['--connect-timeout', '120s'];

/** Their tools want a network, credentials or a project, and are not called. FOLDER stands for a folder of its own. */
const PUBLISHED = [
  { name: '@upstash/context7-mcp', version: '4.1.1', entry: 'dist/index.js', args: [] },
  { name: '@bitbonsai/mcpvault', version: '0.16.0', entry: 'dist/server.js', args: ['FOLDER'] },
  { name: 'mongodb-mcp-server', version: '3.0.4', entry: 'dist/esm/index.js', args: ['--readOnly'] },
  { name: 'shadcn', version: '4.23.0', entry: 'dist/index.js', args: ['mcp'] },
  { name: 'convex', version: '1.48.0', entry: 'bin/main.js', args: ['mcp', 'start'] },
];

for (const { name, version, entry, args } of PUBLISHED)
  test(`${name} ${version}`, async (t) => {
    const installed = await orSkip(t, () => npmPackage(name, version));
    if (installed === undefined) return;
    const folder = serverFolder(t);
    const command = ['node', join(installed, entry), ...args.map((arg) => arg.replace('FOLDER', folder))];
    await speaksBoth(`${name.replace(/^@/, '').replace('/', '-')}-${version}`, command, {
      holes: { [folder]: '<folder>' },
    });
  });

const [CONTEXT7] = PUBLISHED;
test('context7-mcp over HTTP', async (t) => {
  const folder = await orSkip(t, () => npmPackage(CONTEXT7!.name, CONTEXT7!.version));
  if (folder === undefined) return;
  const command = `node ${join(folder, CONTEXT7!.entry)} --transport http --port`;
  // Whoever calls without credentials is served, and told on each answer where there are some: that is no refusal.
  await overHttp('context7', command, 'query-docs');
});

for (const mode of ['serve', 'reject'])
  test(`the SDK for TypeScript, 2.x: what becomes of older clients is "${mode}"`, async (t) => {
    const folder = await typescript(t);
    if (folder === undefined) return;
    const script = ['node', `${SDK}/node.mjs`, folder, mode];
    const older = mode === 'reject' ? ['protocol-not-spoken'] : [];
    await speaksBoth(`typescript-${mode}`, script, { options: READ_ONLY, older });
    await overHttp(`typescript-${mode}`, `node ${join(ROOT, SDK, 'node.mjs')} ${folder} ${mode}`, 'echo', { older });
  });

test('the SDK for Go', async (t) => {
  const folder = await orSkip(t, () =>
    cached('go/go-sdk@1.8.0', async (target) => {
      await install('go', ['build', '-o', join(target, 'notes'), '.'], join(ROOT, SDK, 'go'));
    }),
  );
  if (folder === undefined) return;
  await speaksBoth('go-sdk-1.8.0', [join(folder, 'notes')], { options: READ_ONLY });
  await overHttp('go-sdk-1.8.0', join(folder, 'notes'), 'echo');
});

test('the SDK for Rust', async (t) => {
  const folder = await orSkip(t, () =>
    cached('rust/rmcp@3.9.0', async (target) => {
      cpSync(join(ROOT, SDK, 'rust'), target, { recursive: true });
      await install('cargo', ['build', '--locked', '-j1'], target);
    }),
  );
  if (folder === undefined) return;
  await speaksBoth('rmcp-3.9.0', [join(folder, 'target/debug/notes')], { options: READ_ONLY });
});

for (const requirement of ['mcp==2.3.0', 'fastmcp==4.0.10'])
  test(`healthy tools on ${requirement}`, async (t) => {
    const bin = await orSkip(t, () => venv(requirement));
    if (bin === undefined) return;
    const env = { PATH: `${bin}:${process.env['PATH']}` };
    const command = ['python', 'test/suites/python/healthy_server.py'];
    await speaksBoth(requirement.replace('==', '-'), command, { options: READ_ONLY, env });
  });

/** A tool of the matrix, and what it comes to. */
const TOLD: Readonly<Record<string, string>> = {
  blocked_sync: 'hang-tool',
  blocked_async: 'loop-blocked matrix_server.py:81 in blocked_async',
  exits: 'zombie-session matrix_server.py:94 in exits',
  crashes: 'crash-on-call',
  nested_asyncio_run_async: 'nested-asyncio-run matrix_server.py:68 in nested_asyncio_run_async',
  lost_surrogate: 'response-lost-serialisation',
};

for (const requirement of ['mcp==2.3.0', 'fastmcp==4.0.10'])
  test(`what faulty tools on ${requirement} come to does not depend on the era`, async (t) => {
    const bin = await orSkip(t, () => venv(requirement));
    if (bin === undefined) return;
    const server = { command: join(bin, 'python'), args: [join(ROOT, 'test/suites/python/matrix_server.py'), 'stdio'] };
    const steps = Object.keys(TOLD).map((tool) => ({ tool, timeout: '3s' }));
    const more = { protocol: [NEW, OLD], connectTimeout: '120s', coverage: 'off' };
    const { report } = await judgeFile({ server, ...more, steps });
    for (const { server: spoken, steps: done } of report.suites) {
      const told = done.flatMap(({ name, findings }) =>
        findings.map(({ rule, where = '' }) => [name, `${rule} ${where}`.trim()]),
      );
      assert.deepEqual(Object.fromEntries(told), TOLD, spoken.protocol);
    }
    assert.deepEqual(
      report.suites.map(({ server: { protocol } }) => protocol),
      [NEW, OLD],
    );
  });

interface Options {
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly holes?: Readonly<Record<string, string>>;
  /** Rules that each era must be reported under. */
  readonly newer?: readonly string[];
  readonly older?: readonly string[];
}

/** `auto` takes the newer revision; the older one is spoken, too. */
async function speaksBoth(golden: string, command: readonly string[], more: Options = {}): Promise<void> {
  const { options = [], env, holes } = more;
  const probe = (...protocol: string[]) =>
    said(['probe', ...options, ...PATIENT, ...protocol, '--', ...command], {
      ...(env ? { env } : {}),
      holes: holes ?? {},
    });
  await judge(golden, await probe(), await probe('--protocol', OLD), more);
}

async function overHttp(golden: string, command: string, tool: string, more: Options = {}): Promise<void> {
  const run = (...protocol: string[]) => {
    const vars = ['--var', `command=${command}`, '--var', `tool=${tool}`];
    return said(['run', 'test/suites/eras-http.smoke.yaml', ...vars, ...protocol], {});
  };
  await judge(`${golden}-http`, await run(), await run('--protocol', OLD), more);
}

async function judge(golden: string, inNew: string, inOld: string, { newer = [], older = [] }: Options): Promise<void> {
  assert.deepEqual([rulesIn(inNew), rulesIn(inOld)], [newer, older], `${inNew}${inOld}`);
  assert.match(inNew, new RegExp(`protocol ${NEW}`));
  if (!older.includes('protocol-not-spoken')) assert.match(inOld, new RegExp(`protocol ${OLD}`));
  compareGolden(`eras/${golden}`, `${inNew}\n${inOld}`);
}

async function said(args: readonly string[], { env, holes = {} }: Options): Promise<string> {
  const text = await transcript(args, { ...(env ? { env } : {}), holes: { [CACHE]: '<cache>', ...holes } });
  return withoutStderr(text);
}

/** Where the packages of the SDK are. */
async function typescript(t: TestContext): Promise<string | undefined> {
  const folder = await orSkip(t, () => npmPackage('@modelcontextprotocol/node', '2.1.2'));
  return folder && join(folder, '../..');
}
