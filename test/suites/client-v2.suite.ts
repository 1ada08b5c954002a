/**
 * The official client of the new generation beside us, in each of its modes against the same servers: which revision is spoken, and
 * which calls pass. Where we differ, the table says why. It comes from the cache and not from package.json: only this suite needs it.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { withHttp } from '../harness/http-fixture.ts';
import { orSkip } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { ROOT } from '../harness/smoke.ts';
import { fixture, judge } from '../harness/suite.ts';

const OLD = '2025-11-25';
const NEW = '2026-07-28';
const BOTH = ['echo', 'faulty'];
/** Its modes, and how we are told the same. */
const MODES = {
  legacy: { mode: 'legacy', protocol: OLD },
  auto: { mode: 'auto', protocol: 'auto' },
  pin: { mode: { pin: NEW }, protocol: NEW },
} as const;

/** `none`: not connected. */
type Verdict = 'none' | { readonly protocol: string; readonly calls: readonly boolean[] };
type Mode = keyof typeof MODES;

interface Row {
  readonly server: readonly string[];
  readonly tools?: readonly string[];
  /** What we come to, by mode. */
  readonly ours: Readonly<Record<Mode, Verdict>>;
  /** What it comes to, where that is not the same. */
  readonly theirs?: Partial<Record<Mode, Verdict>>;
  /** Why that is so. */
  readonly why?: string;
}

const all = (protocol: string, ...calls: boolean[]): Verdict => ({ protocol, calls });
const stateful = (...calls: boolean[]) =>
  ({ legacy: all(OLD, ...calls), auto: all(OLD, ...calls), pin: 'none' }) as const;
const stateless = (...calls: boolean[]) =>
  ({ legacy: 'none', auto: all(NEW, ...calls), pin: all(NEW, ...calls) }) as const;
const dual = (...calls: boolean[]) => ({ ...stateless(...calls), legacy: all(OLD, ...calls) });

const STDIO: readonly Row[] = [
  { server: ['hang-tool.mjs', '--healthy', '--era=stateful'], ours: stateful(true, true) },
  { server: ['hang-tool.mjs', '--healthy', '--era=stateless'], ours: stateless(true, true) },
  { server: ['hang-tool.mjs', '--healthy', '--era=both'], ours: dual(true, true) },
  { server: ['hang-tool.mjs', '--era=both'], ours: dual(true, false) },
  { server: ['error-as-success.mjs', '--healthy', '--era=both'], ours: dual(true, false) },
  { server: ['structured-mismatch.mjs', '--era=both'], ours: dual(true, false) },
  { server: ['official-client.mjs', '--era=both'], ours: dual(true, false) },
  { server: ['discover-fatal.mjs'], tools: ['echo'], ours: stateful(true) },
  { server: ['discover-fatal.mjs', '--variant=silent'], tools: ['echo'], ours: stateful(true) },
  { server: ['discover-fatal.mjs', '--variant=yes'], tools: ['echo'], ours: stateful(true) },
  {
    server: ['refuses-once.mjs', '--era=stateless'],
    ours: stateless(true, true),
    theirs: { auto: all(NEW, false, true), pin: all(NEW, false, true) },
    why: 'it asks server/discover of a process that it throws away, and the process that it keeps refuses its first tools/list',
  },
];

const HTTP: readonly Row[] = [
  { server: ['http.mjs'], ours: stateful(true, true) },
  { server: ['http.mjs', '--variant=session'], ours: stateful(true, true) },
  { server: ['http-era.mjs', '--era=stateless', '--healthy'], ours: stateless(true, true) },
  { server: ['http-era.mjs', '--era=stateless', '--healthy', '--sse'], ours: stateless(true, true) },
  { server: ['http-era.mjs', '--era=both', '--healthy'], ours: dual(true, true) },
  { server: ['http-era.mjs', '--era=stateless'], ours: stateless(true, false) },
];

describe('over stdio', { concurrency: 2 }, () => {
  for (const row of STDIO) each(row, ([name, ...args], body) => body(fixture(name!, ...args)));
});

describe('over HTTP', { concurrency: 2 }, () => {
  for (const row of HTTP) each(row, ([name, ...args], body) => withHttp(name!, args, ({ url }) => body({ url })));
});

function each(row: Row, start: (server: readonly string[], body: (server: object) => Promise<void>) => Promise<void>) {
  for (const mode of Object.keys(MODES) as Mode[])
    test(`${row.server.join(' ')}: ${mode}${row.theirs?.[mode] ? ` (we differ: ${row.why})` : ''}`, (t) =>
      start(row.server, (server) => compare(t, row, mode, server)));
}

async function compare(t: TestContext, { tools = BOTH, ours, theirs }: Row, mode: Mode, server: object): Promise<void> {
  const folder = await orSkip(t, () => npmPackage('@modelcontextprotocol/client', '2.4.0'));
  if (folder === undefined) return;
  assert.deepEqual(await official(folder, mode, server, tools), theirs?.[mode] ?? ours[mode], 'the official client');
  assert.deepEqual(await weJudge(mode, server, tools), ours[mode], 'we');
}

async function official(folder: string, mode: Mode, server: object, tools: readonly string[]): Promise<Verdict> {
  const client = join(ROOT, 'test/suites/client-v2/client.mjs');
  const args = [folder, ...[MODES[mode].mode, server, tools].map((one) => JSON.stringify(one))];
  const { stdout } = await promisify(execFile)(process.execPath, [client, ...args], { timeout: 120_000 });
  const said = JSON.parse(stdout);
  return said.error === undefined ? said : 'none';
}

/** A call passes where its step does. */
async function weJudge(mode: Mode, server: object, tools: readonly string[]): Promise<Verdict> {
  const steps = tools.map((tool) => ({ tool, args: { text: 'x' }, timeout: '3s' }));
  const { report } = await judge({ server, coverage: 'off', protocol: MODES[mode].protocol, steps });
  const suite = report.suites[0]!;
  const called = suite.steps.filter(({ kind }) => kind === 'call');
  if (suite.steps.find(({ kind }) => kind === 'connect')!.status !== 'passed') return 'none';
  return { protocol: suite.server.protocol!, calls: called.map(({ status }) => status === 'passed') };
}
