/** What the pages print for shells and CI systems, run as printed, in a project of its own; npm, npx, uvx and a venv are stand-ins. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { ROOT } from './harness/smoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-snippets-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const NODE = process.execPath;
const SERVERS = join(ROOT, 'test/servers');
const put = (name: string, content: string, mode = 0o644) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content, { mode });
};
const stub = (name: string, script: string) => put(name, `#!/bin/sh\n${script}\n`, 0o755);
const server = { command: 'node', args: ['server.mjs'] };
const smoke = (tool: string) =>
  stringify({ server: { ...server, cwd: '..' }, coverage: 'off', steps: [{ tool, args: { text: 'x' } }] });

put(
  'server.mjs',
  `import { echo, serve, tool } from ${JSON.stringify(join(SERVERS, 'serve.mjs'))};\nserve({ tools: [echo, tool('list_notes', echo.call)] });\n`,
);
put(
  'smoke.yaml',
  stringify({
    server: { ...server, env: { KEY: '${env:KEY:-none}' } },
    coverage: 'off',
    steps: [{ tool: 'echo', args: { text: 'x' } }],
  }),
);
for (const name of ['a', 'b', 'c', 'd', 'e']) put(`smoke/${name}.yaml`, smoke('echo'));
put('.env.test', 'KEY=from-the-file\n');
put('mcp-smoke-0.1.0.tgz', '');
// A fetched package or an installed one: ours.
stub(
  'bin/npx',
  `[ "$1" = --yes ] && shift\ncase "$1" in mcp-smoke|./mcp-smoke-*.tgz) shift; exec "${NODE}" "${ROOT}bin/mcp-smoke.js" "$@" ;; esac\nexit 99`,
);
stub('bin/npm', '[ "$1" = ci ]');
stub('bin/uvx', `[ "$1" = my-server ] && exec "${NODE}" server.mjs`);
stub(
  'made-python',
  `case "$2" in notes_server) exec "${NODE}" "${ROOT}examples/servers/notes.mjs" ;; pytest) exit 0 ;; esac\nexit 99`,
);
stub(
  'bin/python',
  '[ "$1 $2 $3" = "-m venv .venv" ] && mkdir -p .venv/bin && cp made-python .venv/bin/python && cp bin/npm .venv/bin/pip && echo exit 0 > .venv/bin/pip && chmod +x .venv/bin/pip',
);
symlinkSync(NODE, join(folder, 'bin/node'));

const pages = (...names: string[]) => names.map((name) => readFileSync(join(ROOT, name), 'utf8')).join('\n');
const ALL = pages('README.md', 'docs/ci.md');
const blocks = (language: string) =>
  [...ALL.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, body]) => body!);
const documents = blocks('yaml').map((body) => parse(body) as Record<string, unknown>);

interface Said {
  readonly code: number | null;
  readonly output: string;
}

/** One script as CI systems run it. Only to catch a hang is its time bound. */
async function bash(script: string, env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const PATH = `${folder}/bin:${process.env['PATH']}`;
  const options = { cwd: folder, env: { PATH, HOME: folder, ...env }, timeout: 240_000 };
  const child = spawn('bash', ['--norc', '-e', '-c', script], options);
  child.stdin.end();
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output: (await said).join('\n') };
}

async function passes(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, output } = await bash(script, env);
  assert.equal(code, 0, `${script}\n${output}`);
  return output;
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, string>;
}

interface Job {
  readonly strategy?: { readonly matrix?: { readonly shard: readonly number[] } };
  readonly steps: readonly Step[];
}

test('GitHub workflows: every step of every job', async () => {
  const jobs = documents.flatMap((document) => Object.values((document['jobs'] ?? {}) as Record<string, Job>));
  assert.equal(jobs.length, 5);
  const ran: string[] = [];
  for (const { strategy, steps } of jobs) {
    const shards = strategy?.matrix?.shard ?? [0];
    for (const shard of shards) {
      const fill = (line: string) =>
        line
          .replaceAll('${{ matrix.shard }}', String(shard))
          .replaceAll('${{ strategy.job-total }}', String(shards.length))
          .replace(/\$\{\{ secrets\.\w+ \}\}/g, 'a-secret-12345');
      for (const step of steps) {
        const script = step.uses?.startsWith('mcp-smoke/') ? actionWith(step.with ?? {}) : step.run && fill(step.run);
        if (script !== undefined) ran.push(`${script}\n${await passes(script)}`);
      }
    }
  }
  for (const file of ['smoke.xml', 'smoke.html', '1.json', '4.json']) assert.ok(existsSync(join(folder, file)), file);
  const report = ran.find((one) => one.includes('mcp-smoke report *.json')) ?? '';
  assert.doesNotMatch(report, /::error/);
  const merged = ['1', '2', '3', '4'].flatMap(
    (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')).suites,
  );
  assert.equal(new Set(merged.map(({ file }) => file)).size, 5, 'every file is in one shard');
  for (const name of ['1', '2', '3', '4']) rmSync(join(folder, `${name}.json`));
});

function actionWith(inputs: Readonly<Record<string, string>>): string {
  const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
  const [{ run, env }] = runs.steps as [{ run: string; env: Record<string, string> }];
  const values = Object.entries(env).map(([name, value]) => {
    const input = /inputs\.([\w-]+)/.exec(value)?.[1];
    return `export ${name}='${input === undefined ? ROOT : (inputs[input] ?? '')}'`;
  });
  return `${values.join('\n')}\n${run}`;
}

test('GitLab: one job, and several workers with one report', async () => {
  type GitlabJob = { script?: string[]; parallel?: number };
  const all = documents.flatMap((document) => Object.values(document) as GitlabJob[]);
  const jobs = all.filter((job) => Array.isArray(job?.script));
  assert.equal(jobs.length, 3);
  for (const { script = [], parallel = 0 } of jobs) {
    const workers =
      parallel === 0
        ? [{}]
        : Array.from({ length: parallel }, (_, index) => ({
            CI_NODE_INDEX: String(index + 1),
            CI_NODE_TOTAL: String(parallel),
          }));
    for (const env of workers) await passes(script.join('\n'), env);
  }
  const files = ['1', '2', '3'].flatMap(
    (name) => JSON.parse(readFileSync(join(folder, `smoke-${name}.json`), 'utf8')).suites,
  );
  assert.equal(new Set(files.map(({ file }) => file)).size, 5);
});

test('Kubernetes: each pod of the indexed job', async () => {
  const [job] = documents.filter(({ kind }) => kind === 'Job') as [
    { spec: { completions: number; template: { spec: { containers: { command: string[] }[] } } } },
  ];
  const { completions, template } = job.spec;
  const counts: number[] = [];
  for (let index = 0; index < completions; index++) {
    const output = await passes(template.spec.containers[0]!.command.join(' '), {
      JOB_COMPLETION_INDEX: String(index),
    });
    counts.push(output.match(/^smoke\/\w\.yaml$/gm)?.length ?? 0);
  }
  assert.deepEqual(counts, [2, 2, 1]);
});

/** They run until they are ended, want a server or a package that is not here, or look at this machine. */
const NOT_HERE = /--watch|serve |https:\/\/|--package|intoto|doctor/;

test('commands for a shell', async () => {
  const lines = blocks('sh')
    .flatMap((body) => body.split('\n'))
    .filter((line) => /^npx mcp-smoke /.test(line));
  const here = lines.filter((line) => !NOT_HERE.test(line));
  assert.deepEqual([lines.length, here.length], [22, 15]);
  put('.mcp.json', JSON.stringify({ mcpServers: { notes: server } }));
  put('src/server.mjs', '// Nothing to find.\n');
  for (const line of here) {
    // It writes over no file.
    if (line.includes(' init ')) rmSync(join(folder, 'smoke.yaml'));
    await passes(line);
  }
});

test('the smoke file of the Python recipe, and its pytest test', async (t) => {
  const [file] = blocks('yaml').filter((body) => body.includes('.venv/bin/python\n'));
  put('py/smoke.yaml', file!);
  await passes('python -m venv .venv && cd py && ln -s ../.venv . && npx mcp-smoke run smoke.yaml');
  const [code] = blocks('python');
  const ran = spawnSync('python3', ['-c', `${code}\ntest_smoke()`], {
    cwd: join(folder, 'py'),
    env: { PATH: `${folder}/bin:${process.env['PATH']}` },
    encoding: 'utf8',
  });
  if (ran.error) t.diagnostic('python3 is not here');
  else assert.equal(ran.status, 0, ran.stderr);
});
