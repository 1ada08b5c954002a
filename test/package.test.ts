/** What is published: packed, installed without a network, and run from there. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from './harness/smoke.ts';

const FIXTURE = join(ROOT, 'test/servers/hang-tool.mjs');
const HANG_MS = 120_000;
const LARGEST_BYTES = 1_000_000;
/** Of the packed files, by folder; a name in full is a file that must be there. */
const WANTED = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'bin/mcp-smoke.js', 'bin/package.json'];
const SCHEMAS = ['schema/lock.schema.json', 'schema/report.schema.json', 'schema/smoke.schema.json'];
const BUILT = ['dist/THIRD-PARTY-LICENSES.txt', 'dist/help.json', 'dist/names.json', 'dist/package.json'];
const TYPES = ['dist/types/api/index.d.ts', 'dist/types/api/test.d.ts'];

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-package-'));
const user = join(folder, 'user');
after(() => rmSync(folder, { recursive: true, force: true }));

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe('the package', () => {
  let packed: Packed;

  before(async () => {
    mkdirSync(user);
    writeFileSync(join(user, 'package.json'), '{ "name": "user", "private": true }');
    // Built already; packing would build once more, under the feet of other tests.
    const { stdout } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
    packed = packedFrom(stdout);
  });

  test('holds the program, its schemas and the licences, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);
    assert.deepEqual(
      [...WANTED, ...SCHEMAS, ...BUILT, ...TYPES].filter((path) => !paths.includes(path)),
      [],
    );
    const others = paths.filter((path) => ![...WANTED, ...SCHEMAS, ...BUILT].includes(path));
    assert.deepEqual(
      others.filter((path) => !/^dist\/(?:[\w-]+\.js|types\/[\w/-]+\.d\.ts)$/.test(path)),
      [],
    );
    assert.ok(packed.size < LARGEST_BYTES, `${packed.size} bytes`);
  });

  test('installs without a network, brings nothing along, and runs', async () => {
    const tarball = join(folder, packed.filename);
    await npm(['install', '--offline', '--no-audit', '--no-fund', tarball], user);
    const { packages } = JSON.parse(readFileSync(join(user, 'node_modules/.package-lock.json'), 'utf8'));
    assert.deepEqual(Object.keys(packages), ['node_modules/mcp-smoke']);
    const { stdout } = await npm(
      ['exec', '--offline', '--', 'mcp-smoke', 'probe', '--', process.execPath, FIXTURE],
      user,
    );
    assert.match(stdout, /OK {5}list {5}2 tools/);
    assert.match(stdout, /Smoke test OK\.\n$/);
  });

  test('is a library from there: import, require, and what is for test runners', async () => {
    const code = `import { smoke, probe, lint, render, defineCheck, UsageError, RunError } from 'mcp-smoke';
      import { smokeTests } from 'mcp-smoke/test';
      import { createRequire } from 'node:module';
      const required = createRequire(process.cwd() + '/x.js')('mcp-smoke');
      const { verdict } = await probe([process.execPath, ${JSON.stringify(FIXTURE)}]).report;
      const all = [smoke, lint, render, defineCheck, UsageError, RunError, smokeTests];
      console.log(verdict, all.map((one) => typeof one).join(), required.smoke === smoke);`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: user });
    assert.equal(stdout, `passed ${Array(7).fill('function').join()} true\n`);
  });

  test('prints its schema and its version from there', async () => {
    const bin = join(user, 'node_modules/.bin/mcp-smoke');
    const schema = await run(process.execPath, [bin, 'schema'], { cwd: user });
    assert.equal(schema.stdout, readFileSync(join(ROOT, 'schema/smoke.schema.json'), 'utf8'));
    const { stdout } = await run(process.execPath, [bin, '--version'], { cwd: user });
    assert.equal(stdout.trim(), JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  });
});

test('the lock file names every optional package, or npm ci refuses it', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
  assert.ok(wanted.length > 0);
  assert.deepEqual(
    wanted.filter((name) => !packages[`node_modules/${name}`]),
    [],
  );
});

interface Lock {
  readonly packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
}

/** npm as it is on this machine, with a cache of its own. */
function npm(args: readonly string[], cwd: string) {
  const { PATH = '' } = process.env;
  const env = { PATH, HOME: folder, npm_config_cache: join(folder, 'cache'), npm_config_update_notifier: 'false' };
  return run('npm', args, { cwd, env, timeout: HANG_MS });
}

/** npm 10 gives a list, npm 12 a map by name. */
function packedFrom(text: string): Packed {
  const [first] = Object.values(JSON.parse(text) as Record<string, Packed>);
  assert.ok(first);
  return first;
}
