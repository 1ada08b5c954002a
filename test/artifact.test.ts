/** `server: { package: … }`: what is published, installed by itself, and each thing that may be wrong with it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { SuiteReport } from '../src/model.ts';
import { type Files, tarball, zip } from './harness/archives.ts';
import { ROOT } from './harness/smoke.ts';
import { WorkFolder } from './harness/work-folder.ts';

const SHEBANG = '#!/usr/bin/env node\n';
const HEALTHY = `${SHEBANG}import { serve } from './serve.mjs';\nserve();\n`;
const LIBRARY: Files = Object.fromEntries(
  ['serve.mjs', 'protocol.mjs', 'era.mjs'].map((name) => [
    name,
    readFileSync(join(ROOT, 'test/servers', name), 'utf8'),
  ]),
);

/** A package without dependencies: no registry is asked. */
function npmPackage(files: Files, manifest: object = {}): Files {
  const all = { name: '@acme/notes', version: '1.2.3', bin: { notes: 'server.mjs' }, ...manifest };
  return { 'package.json': JSON.stringify(all), ...LIBRARY, ...files };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const leftOver = (work: WorkFolder) => readdirSync(join(work.path, 'tmp'));

/** Runs one smoke file on an artifact, with a TMPDIR of its own, in which nothing may stay. */
async function tested(
  work: WorkFolder,
  name: string,
  bytes: Buffer | string | undefined,
  { file = {}, env = {} }: { file?: object; env?: Record<string, string> } = {},
): Promise<SuiteReport & { readonly told: readonly string[]; readonly code: number | null; readonly out: string }> {
  if (bytes !== undefined) writeFileSync(join(work.path, name), bytes);
  mkdirSync(join(work.path, 'tmp'), { recursive: true });
  const steps = [{ tool: 'echo', args: { text: 'hi' }, expect: { text: { equals: 'hi' } } }];
  work.write('smoke.yaml', { server: { package: name, ...file }, steps });
  const reports = ['json=report.json', 'html=report.html', 'markdown=report.md'].flatMap((one) => ['--report', one]);
  const ran = await work.run(['run', 'smoke.yaml', ...reports], {
    env: { TMPDIR: join(work.path, 'tmp'), ...env },
  });
  assert.deepEqual(leftOver(work), [], 'nothing stays');
  const [suite] = work.report().suites;
  const told = suite!.steps.flatMap(({ findings }) =>
    findings.filter(({ level }) => level !== 'info').map(({ rule, message }) => `${rule}: ${message}`),
  );
  return { ...suite!, told, code: ran.code, out: ran.stdout + ran.stderr };
}

function writeAll(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

describe('npm', { concurrency: 2 }, () => {
  test('a tarball that is whole: the script passes, the report names it and its hash', async (t) => {
    const work = new WorkFolder(t);
    const bytes = tarball(npmPackage({ 'server.mjs': HEALTHY }));
    const { code, artifact, steps, told, out } = await tested(work, 'notes.tgz', bytes);
    assert.equal(code, 0, out);
    assert.deepEqual(told, ['tool-untested: 1 of 2 tools have no step: faulty']);
    assert.deepEqual(artifact, {
      kind: 'npm',
      path: 'notes.tgz',
      sha256: sha256(bytes),
      name: '@acme/notes',
      version: '1.2.3',
    });
    assert.deepEqual(
      steps.map(({ kind, status }) => `${kind} ${status}`),
      ['install passed', 'connect passed', 'list passed', 'schema passed', 'call passed', 'close passed'],
    );
    const page = work.read('report.html');
    assert.ok(page.includes('@acme/notes 1.2.3 (npm)') && page.includes(sha256(bytes)));
    assert.ok(work.read('report.md').includes(sha256(bytes)));
    assert.match(out, /OK {5}install {2}@acme\/notes 1\.2\.3 \(npm\), sha256 [0-9a-f]{12}…/);
  });

  test('a folder is packed first: what `files` leaves out is missing, and the fix says where it is', async (t) => {
    const work = new WorkFolder(t);
    const files = npmPackage(
      {
        'server.mjs': `${SHEBANG}import './lib/extra.mjs';\nimport { serve } from './serve.mjs';\nserve();\n`,
        'lib/extra.mjs': '',
      },
      // Installers see nothing of the environment either.
      { files: ['*.mjs'], scripts: { prepack: 'node -e "process.exitCode = process.env.LEAKED ? 1 : 0"' } },
    );
    writeAll(join(work.path, 'source'), files);
    const { code, told, steps, artifact } = await tested(work, 'source', undefined, {
      env: { LEAKED: 'leaked' },
    });
    assert.equal(code, 3);
    assert.deepEqual(told, [
      'package-file-missing: lib/extra.mjs is not in the package, and server.mjs needs it. The server exited before it had answered initialize (exit code 1).',
    ]);
    assert.match(steps[1]!.findings[0]!.hint, /add lib\/extra\.mjs to `files`/);
    assert.match(artifact!.sha256!, /^[0-9a-f]{64}$/);
    assert.equal(steps.at(-1)!.status, 'skipped');
  });

  const cases: readonly [string, Files, object, RegExp][] = [
    [
      'a file that CommonJS asks for',
      { 'server.mjs': '', 'main.cjs': `${SHEBANG}require('./dist/main');\n` },
      { bin: 'main.cjs' },
      /^package-file-missing: dist\/main is not in the package, and main\.cjs needs it\./,
    ],
    [
      'a data file',
      {
        'server.mjs': `${SHEBANG}import fs from 'node:fs';\nfs.readFileSync(new URL('data/words.txt', import.meta.url));\n`,
      },
      {},
      /^package-file-missing: data\/words\.txt is not in the package\./,
    ],
    [
      'a dev dependency',
      { 'server.mjs': `${SHEBANG}import 'left-pad';\n` },
      { devDependencies: { 'left-pad': '1.3.0' } },
      /^package-dependency-missing: server\.mjs needs left-pad, which is only among the devDependencies, which nobody gets who installs it\./,
    ],
    [
      'a dependency that is not named',
      { 'main.cjs': `${SHEBANG}require('@scope/thing/deep');\n` },
      { bin: 'main.cjs' },
      /^package-dependency-missing: main\.cjs needs @scope\/thing, which is not among the dependencies\./,
    ],
    [
      'no shebang',
      { 'server.mjs': HEALTHY.slice(SHEBANG.length) },
      {},
      /^package-no-shebang: server\.mjs does not begin with #!/,
    ],
    [
      'a wrong bin',
      {},
      { bin: { notes: 'dist/server.js' } },
      /^package-bin: `bin` says dist\/server\.js, which is not in the package\.$/,
    ],
    ['no bin', {}, { bin: undefined }, /^package-bin: package\.json has no `bin`/],
    [
      'several commands',
      { 'server.mjs': HEALTHY },
      { bin: { a: 'server.mjs', b: 'server.mjs' } },
      /^package-bin: It has the commands a, b; none of them is called notes/,
    ],
  ];
  for (const [name, files, manifest, expected] of cases) {
    test(name, async (t) => {
      const work = new WorkFolder(t);
      const { code, told, out } = await tested(work, 'notes.tgz', tarball(npmPackage(files, manifest)));
      assert.equal(code, 3, out);
      assert.equal(told.length, 1, told.join('\n'));
      assert.match(told[0]!, expected);
    });
  }

  test('a dependency that cannot be had', async (t) => {
    const work = new WorkFolder(t);
    const files = npmPackage({ 'server.mjs': HEALTHY }, { dependencies: { gone: '1.0.0' } });
    const config = npmrc(work, 'registry=http://127.0.0.1:1/\nfetch-retries=0\n');
    const env = { npm_config_userconfig: config, npm_config_cache: join(work.path, 'cache') };
    const { code, told, steps } = await tested(work, 'notes.tgz', tarball(files), { env });
    assert.deepEqual([code, told], [3, ['package-not-installable: npm could not install it.']]);
    assert.match(steps[0]!.findings[0]!.evidence!, /ECONNREFUSED/);
  });

  test('a Node that is too old is a warning where the server starts, and stands beside what happens where it does not', async (t) => {
    const work = new WorkFolder(t);
    const healthy = npmPackage({ 'server.mjs': HEALTHY }, { engines: { node: '>=99' } });
    const warned = await tested(work, 'notes.tgz', tarball(healthy));
    assert.equal(warned.code, 0, warned.out);
    assert.match(warned.told[0]!, /^package-runtime: `engines` of package\.json asks for Node >=99, and here is \d+/);
    const refused = await tested(work, 'notes.tgz', tarball(healthy), {
      env: { npm_config_userconfig: npmrc(work, 'engine-strict=true\n') },
    });
    assert.equal(refused.code, 3);
    assert.match(refused.told[0]!, /^package-runtime: npm refuses it: it asks for \{"node":">=99"\}/);
  });

  test('one of several commands, arguments, variables, and nothing of the environment', async (t) => {
    const work = new WorkFolder(t);
    const server = `${HEALTHY}process.stderr.write(JSON.stringify([process.argv.slice(2), process.env.GIVEN, process.env.LEAKED, process.cwd()]) + '\\n');\n`;
    const files = npmPackage({ 'server.mjs': server, 'other.mjs': '' }, { bin: { a: 'server.mjs', b: 'other.mjs' } });
    const file = { bin: 'a', args: ['--x', 'y'], env: { GIVEN: 'given' } };
    const { code, stderrTail } = await tested(work, 'notes.tgz', tarball(files), { file, env: { LEAKED: 'leaked' } });
    assert.equal(code, 0);
    const [args, given, leaked, cwd] = JSON.parse(stderrTail) as [string[], string, null, string];
    assert.deepEqual([args, given, leaked], [['--x', 'y'], 'given', null]);
    assert.match(cwd, /mcp-smoke-package-\w+\/work$/);
  });

  test('probe --package and init --package', async (t) => {
    const work = new WorkFolder(t);
    writeFileSync(join(work.path, 'notes.tgz'), tarball(npmPackage({ 'server.mjs': HEALTHY })));
    const probed = await work.run(['probe', '--package', 'notes.tgz']);
    assert.equal(probed.code, 0, probed.stdout);
    assert.match(probed.stdout, /OK {5}install/);
    const made = await work.run(['init', '--package', 'notes.tgz', '--', '--flag']);
    assert.equal(made.code, 0, made.stderr);
    assert.deepEqual((parse(work.read('smoke.yaml')) as { server: object }).server, {
      package: 'notes.tgz',
      args: ['--flag'],
    });
    const unknown = await work.run(['probe', '--package', 'nowhere.tgz']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /nowhere\.tgz: no package that is known here/);
  });

  for (const times of [1, 3]) {
    const title = `after ${times === 1 ? 'Ctrl-C' : 'the last Ctrl-C, which ends us at once,'} nothing stays either`;
    test(title, { skip: process.platform === 'win32' }, async (t) => {
      const work = new WorkFolder(t);
      mkdirSync(join(work.path, 'tmp'));
      // npm does not end by itself.
      const stuck = npmPackage({}, { scripts: { prepack: "trap '' TERM; sleep 20" } });
      writeAll(join(work.path, 'source'), stuck);
      const ran = await work.run(['probe', '--package', 'source'], {
        env: { TMPDIR: join(work.path, 'tmp') },
        during: async (child) => {
          while (leftOver(work).length === 0) await sleep(20);
          for (let sent = 0; sent < times; sent++) {
            child.kill('SIGINT');
            await sleep(100);
          }
        },
      });
      assert.equal(ran.code, 130, ran.stdout);
      assert.deepEqual(leftOver(work), []);
    });
  }
});

function npmrc(work: WorkFolder, text: string): string {
  work.write('npmrc', text);
  return join(work.path, 'npmrc');
}

describe('a bundle', { concurrency: 2 }, () => {
  const manifest = (server: object = {}, more: object = {}) =>
    JSON.stringify({
      manifest_version: '0.3',
      name: 'notes',
      version: '2.0.0',
      server: {
        type: 'node',
        entry_point: 'server/server.mjs',
        mcp_config: {
          command: 'node',
          args: ['${__dirname}/server/server.mjs'],
          env: { KEY: '${user_config.api_key}' },
        },
        ...server,
      },
      ...more,
    });
  const inServer = Object.fromEntries(
    Object.entries({ ...LIBRARY, 'server.mjs': HEALTHY }).map(([name, text]) => [`server/${name}`, text]),
  );
  const whole = { 'manifest.json': manifest(), ...inServer };

  test('that is whole', async (t) => {
    const bytes = zip(whole);
    const { code, artifact, out } = await tested(new WorkFolder(t), 'notes.mcpb', bytes);
    assert.equal(code, 0, out);
    assert.deepEqual(
      { ...artifact, path: '' },
      { kind: 'mcpb', path: '', sha256: sha256(bytes), name: 'notes', version: '2.0.0' },
    );
  });

  const config = { user_config: { api_key: { type: 'string', required: true } } };
  const binary = manifest({
    type: 'binary',
    entry_point: 'server/run',
    mcp_config: { command: '${__dirname}/server/run' },
  });
  const cases: readonly [string, Buffer, RegExp][] = [
    [
      'without its entry',
      zip({ 'manifest.json': manifest() }),
      /^package-bin: `entry_point` says server\/server\.mjs, which is not in the bundle\.$/,
    ],
    ['without a manifest', zip(inServer), /^package-bin: The bundle cannot be started: there is no manifest\.json/],
    [
      'whose program has no execute bit',
      zip({ 'manifest.json': binary, 'server/run': '#!/bin/sh\n' }),
      /^package-not-executable: The manifest starts server\/run, which has no execute bit\.$/,
    ],
    [
      'that lacks a file',
      zip({ 'manifest.json': manifest(), 'server/server.mjs': HEALTHY }),
      /^package-file-missing: server\/serve\.mjs is not in the package, and server\/server\.mjs needs it\./,
    ],
    [
      'that needs a setting',
      zip({ ...whole, 'manifest.json': manifest({}, config) }),
      /^package-not-configured: It asks its user for API_KEY, and no such variable is set\.$/,
    ],
    [
      'that leads outside',
      zip({ ...whole, '../evil.txt': 'x' }),
      /^package-not-installable: The bundle cannot be unpacked: /,
    ],
    ['with a link', zip({ ...whole, link: '/etc/passwd' }, { link: 0o120_777 }), /unpacked: link is a link\.$/],
    ['that is no archive', Buffer.from('hello'), /^package-not-installable: The bundle cannot be unpacked: /],
  ];
  for (const [name, bytes, expected] of cases) {
    test(name, async (t) => {
      const { code, told, out } = await tested(new WorkFolder(t), 'notes.mcpb', bytes);
      assert.equal(code, 3, out);
      assert.equal(told.length, 1, told.join('\n'));
      assert.match(told[0]!, expected);
    });
  }

  test('with its setting from a variable; an executable program; a Node that is too old', async (t) => {
    const server = manifest(
      { mcp_config: { command: '${__dirname}/server/run', args: ['${user_config.api_key}'] } },
      {
        ...config,
        compatibility: { runtimes: { node: '>=99' } },
      },
    );
    const run = '#!/bin/sh\nif [ "$1" = key-1234 ]; then exec node "$(dirname "$0")/server.mjs"; fi\n';
    const bytes = zip({ ...whole, 'manifest.json': server, 'server/run': run }, { 'server/run': 0o100_755 });
    const { code, told, out } = await tested(new WorkFolder(t), 'notes.mcpb', bytes, { env: { API_KEY: 'key-1234' } });
    assert.equal(code, 0, out);
    assert.match(told[0]!, /^package-runtime: `compatibility` of the manifest asks for Node >=99/);
  });
});

test('server.json: the package that it names, from the registry, with its arguments and variables', async (t) => {
  const work = new WorkFolder(t);
  const server = `${HEALTHY}process.stderr.write(JSON.stringify([process.argv.slice(2), process.env.MODE]) + '\\n');\n`;
  const bytes = tarball(npmPackage({ 'server.mjs': server }));
  const registry = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) return response.end(bytes);
    const { port } = registry.address() as AddressInfo;
    const manifest = JSON.parse(npmPackage({})['package.json']!) as object;
    const dist = {
      tarball: `http://127.0.0.1:${port}/notes.tgz`,
      shasum: createHash('sha1').update(bytes).digest('hex'),
    };
    const versions = { '1.2.3': { ...manifest, dist } };
    response.end(JSON.stringify({ name: '@acme/notes', 'dist-tags': { latest: '1.2.3' }, versions }));
  }).listen(0, '127.0.0.1');
  t.after(() => registry.close());
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  const entry = {
    registryType: 'npm',
    identifier: '@acme/notes',
    version: '1.2.3',
    transport: { type: 'stdio' },
    packageArguments: [
      { type: 'positional', value: 'serve' },
      { type: 'named', name: '--level', default: 'low' },
    ],
    environmentVariables: [{ name: 'MODE', isRequired: true }],
  };
  const text = JSON.stringify({
    name: 'io.github.acme/notes',
    packages: [{ registryType: 'oci', identifier: 'x', transport: { type: 'streamable-http' } }, entry],
  });
  const npm = { npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(work.path, 'cache') };
  const missing = await tested(work, 'server.json', text, { env: npm });
  assert.match(missing.told.join(), /^package-not-configured: It asks its user for MODE/);
  const whole = await tested(work, 'server.json', text, { env: { ...npm, MODE: 'fast' } });
  assert.equal(whole.code, 0, whole.out);
  assert.deepEqual(JSON.parse(whole.stderrTail), [['serve', '--level', 'low'], 'fast']);
  assert.deepEqual([whole.artifact!.kind, whole.artifact!.sha256], ['registry', sha256(Buffer.from(text))]);
});

test('docker: where there is none, or its engine is off, that is said', {
  skip: process.platform === 'win32',
}, async (t) => {
  const work = new WorkFolder(t);
  const bin = join(work.path, 'bin');
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, 'node'));
  const none = await tested(work, 'docker:acme/notes', undefined, { env: { PATH: bin } });
  assert.deepEqual(
    [none.code, none.told],
    [3, ['package-no-docker: docker was not found: acme/notes cannot be started.']],
  );
  writeFileSync(join(bin, 'docker'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(bin, 'docker'), 0o755);
  const off = await tested(work, 'docker:acme/notes', undefined, { env: { PATH: `${bin}:/bin:/usr/bin` } });
  assert.match(off.told.join(), /^package-no-docker: docker is here, but its engine does not answer/);
});

test('docker: the image is started with its variables by name, and what came is told', {
  skip: process.platform === 'win32',
}, async (t) => {
  const work = new WorkFolder(t);
  const bin = join(work.path, 'bin');
  mkdirSync(bin);
  const id = 'ab'.repeat(32);
  const fake = `#!/bin/sh
echo "$*" >> ${work.path}/calls
case $1 in version) echo 1;; image) echo sha256:${id};; run) exec ${process.execPath} ${ROOT}test/servers/hints.mjs;; esac
`;
  writeFileSync(join(bin, 'docker'), fake);
  chmodSync(join(bin, 'docker'), 0o755);
  work.write('smoke.yaml', {
    server: { package: 'docker:acme/notes:1', args: ['--x'], env: { KEY: 'v' } },
    coverage: 'off',
    steps: [],
  });
  const ran = await work.run(['run', 'smoke.yaml', '--pass-if-empty', '--report', 'json=report.json'], {
    env: { PATH: `${bin}:/bin:/usr/bin` },
  });
  assert.equal(ran.code, 0, ran.stdout);
  assert.match(work.calls.at(-1)!, /^run -i --rm --init --name mcp-smoke-[\w-]+ -e KEY acme\/notes:1 --x$/);
  assert.equal(work.report().suites[0]!.artifact!.sha256, id);
});
