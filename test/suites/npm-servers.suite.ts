/** Published servers, pinned: the healthy ones without a finding, the broken ones with theirs. Needs npm. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CACHE } from '../harness/cache.ts';
import { compareGolden, rulesIn, transcript } from '../harness/golden.ts';
import { startHttpServer } from '../harness/http-server.ts';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { serverFolder } from '../harness/server-folder.ts';

interface Published {
  readonly name: string;
  readonly version: string;
  readonly entry: string;
  /** Arguments of the server, for `probe`; `FOLDER` stands for a folder of its own. */
  readonly args?: readonly string[];
  readonly smokeFile: string;
  /** The rules that must be reported, errors and warnings, in order and each once; a healthy server has none. */
  readonly run: readonly string[];
  /** Absent where a probe shows nothing of its own: the server wants a network, or writes into the home folder. */
  readonly probe?: readonly string[];
}

const OFFICIAL = '@modelcontextprotocol/server-';

const SERVERS: readonly Published[] = [
  {
    ...official('everything', '2026.8.31'),
    args: ['stdio'],
    smokeFile: 'everything',
    // Its store keeps the process for the five minutes that it keeps a finished task.
    run: ['no-exit-on-eof'],
    probe: [],
  },
  {
    ...official('everything', '2025.11.25'),
    args: ['stdio'],
    smokeFile: 'everything-2025',
    run: ['no-exit-on-eof'],
    probe: ['no-exit-on-eof'],
  },
  { ...official('filesystem', '2026.8.31'), args: ['FOLDER'], smokeFile: 'filesystem', run: [], probe: [] },
  {
    ...official('filesystem', '2025.11.25'),
    args: ['FOLDER'],
    smokeFile: 'filesystem',
    run: ['content-shape', 'structured-mismatch'],
    probe: [],
  },
  {
    ...official('filesystem', '2025.8.21'),
    args: ['FOLDER'],
    smokeFile: 'filesystem',
    run: ['one-bad-tool-poisons-list', 'inputschema-type', 'content-shape'],
    probe: ['one-bad-tool-poisons-list', 'inputschema-type'],
  },
  { ...official('memory', '2026.8.31'), smokeFile: 'memory', run: [], probe: [] },
  { ...official('memory', '2025.11.25'), smokeFile: 'memory', run: ['structured-mismatch'], probe: [] },
  { ...official('sequential-thinking', '2026.8.31'), smokeFile: 'sequential-thinking', run: [], probe: [] },
  {
    name: 'mcp-hello-world',
    version: '1.1.2',
    entry: 'build/stdio.js',
    smokeFile: 'hello-world',
    run: ['stdout-noise-call'],
    probe: [],
  },
  {
    name: '@mapbox/mcp-server',
    version: '0.2.0',
    entry: 'dist/index.js',
    smokeFile: 'mapbox',
    run: ['error-as-success'],
  },
  {
    name: '@kazuph/mcp-taskmanager',
    version: '1.1.1',
    entry: 'dist/index.js',
    smokeFile: 'taskmanager',
    run: ['error-as-success'],
  },
  {
    name: 'wikipedia-mcp',
    version: '1.0.3',
    entry: 'dist/index.js',
    smokeFile: 'wikipedia',
    run: ['error-as-success'],
  },
];

for (const server of SERVERS) {
  const golden = `npm/${server.name.replace(OFFICIAL, '').replace(/^@/, '').replace('/', '-')}-${server.version}`;
  test(`run ${server.name} ${server.version}`, (t) => runs(t, server, golden));
  if (server.probe) test(`probe ${server.name} ${server.version}`, (t) => probes(t, server, `${golden}-probe`));
}

test('run and probe everything 2026.8.31 over streamable HTTP', async (t) => {
  const entry = await entryOf(t, SERVERS[0]!);
  if (entry === undefined) return;
  const { port, stop } = await startHttpServer([entry, 'streamableHttp']);
  t.after(stop);
  const holes = { [`port=${port}`]: 'port=<port>' };
  const file = 'test/suites/everything-http.smoke.yaml';
  const run = await transcript(['run', file, '--var', `port=${port}`], { holes });
  const probe = await transcript(['probe', '--call', 'read-only', `http://127.0.0.1:${port}/mcp`]);
  assert.deepEqual([...rulesIn(run), ...rulesIn(probe)], []);
  compareGolden('npm/everything-2026.8.31-http', run);
  compareGolden('npm/everything-2026.8.31-http-probe', probe);
});

async function runs(t: TestContext, server: Published, golden: string): Promise<void> {
  const entry = await entryOf(t, server);
  if (entry === undefined) return;
  const folder = serverFolder(t);
  const file = `test/suites/${server.smokeFile}.smoke.yaml`;
  const args = ['run', file, '--var', `entry=${entry}`, '--var', `folder=${folder}`];
  await judge(golden, args, folder, server.run);
}

async function probes(t: TestContext, server: Published, golden: string): Promise<void> {
  const entry = await entryOf(t, server);
  if (entry === undefined) return;
  const folder = serverFolder(t);
  const args = (server.args ?? []).map((arg) => (arg === 'FOLDER' ? folder : arg));
  await judge(golden, ['probe', '--call', 'read-only', '--', 'node', entry, ...args], folder, server.probe ?? []);
}

async function judge(golden: string, args: readonly string[], folder: string, rules: readonly string[]): Promise<void> {
  const said = await transcript(args, { holes: { [CACHE]: '<cache>', [folder]: '<folder>' } });
  assert.deepEqual(rulesIn(said), rules, said);
  compareGolden(golden, said);
}

async function entryOf(t: TestContext, { name, version, entry }: Published): Promise<string | undefined> {
  const folder = await orSkip(t, () => npmPackage(name, version));
  return folder === undefined ? undefined : join(folder, entry);
}

function official(name: string, version: string): Pick<Published, 'name' | 'version' | 'entry'> {
  return { name: `${OFFICIAL}${name}`, version, entry: 'dist/index.js' };
}
