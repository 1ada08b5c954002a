/**
 * `mcp-smoke lint` over `test/lint/`: each file says in comments which findings are to be on which of its lines, and whatever
 * else is found is a false alarm. A folder is a project; what is healthy stands beside what is broken.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readJavascript } from '../src/lint/javascript/read.ts';
import type { Finding, Report } from '../src/model.ts';
import { type Ran, ROOT, smoke } from './harness/smoke.ts';

const FIXTURES = join(ROOT, 'test/lint');
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-lint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the fixtures', () => {
  let ran: Ran;
  let report: Report;

  before(async () => {
    const json = join(folder, 'fixtures.json');
    ran = await smoke(['lint', '.', '--report', `json=${json}`], { cwd: FIXTURES });
    report = JSON.parse(readFileSync(json, 'utf8'));
  });

  for (const project of readdirSync(FIXTURES)) {
    test(project, () => {
      const isHere = (where: string) => where.startsWith(`${project}/`);
      const wanted = expected(project);
      const found = findingsOf(report).map(placed).filter(isHere).sort();
      assert.deepEqual(found, wanted);
    });
  }

  test('errors fail it, and each is shown with its code', () => {
    assert.equal(ran.code, 1);
    assert.match(ran.stdout, /\nLint FAILED\.\n$/);
    assert.match(ran.stdout, /--> nested-mcp1\/server\.py:20:12\n +\|\n20 \| {5}return aio\.run\(load\(\)\)/);
    assert.match(ran.stdout, /\(by way of fetch_sync, again\)/);
    assert.match(ran.stdout, /fastmcp 2\.14\.7, uv\.lock/);
    // Notes with -v only.
    assert.doesNotMatch(ran.stdout, /^note /m);
  });

  test('every rule that is found can be explained, and so can the others of lint', async () => {
    const rules = new Set(findingsOf(report).map(({ rule }) => rule));
    assert.ok(rules.size >= 18, `${rules.size} rules`);
    const { stdout } = await smoke(['rules']);
    assert.deepEqual(
      [...rules].filter((rule) => !stdout.includes(` ${rule} `)),
      [],
    );
    const explained = await smoke(['explain', 'child-stdin-inherit']);
    assert.match(explained.stdout, /In source, mcp-smoke lint looks for: /);
  });
});

describe('what it says and writes', () => {
  test('a healthy server passes; notes are shown with -v', async () => {
    const path = join(FIXTURES, 'js-http');
    const { code, stdout } = await smoke(['lint', path]);
    assert.equal(code, 0);
    assert.match(stdout, /^1 file, 1 server with 1 handler: nothing found, in \d+ ms\nLint OK\.\n$/);
    const noted = await smoke(['lint', join(FIXTURES, 'blocking'), '-v']);
    assert.match(noted.stdout, /^note loop-blocked: /m);
    assert.equal(noted.code, 0);
  });

  test('where no handler is recognised, it says that nothing was checked', async () => {
    const path = join(folder, 'none');
    mkdirSync(path);
    writeFileSync(join(path, 'server.py'), '# mcp\nprint("x")\n');
    const nothing = await smoke(['lint', path]);
    assert.equal(nothing.code, 0);
    assert.match(
      nothing.stdout,
      /^1 file, no MCP server in them: nothing found, in .*\nnote no handlers recognised: nothing was checked\nLint OK\.\n$/,
    );
    writeFileSync(join(path, 'server.py'), 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\nmcp.run()\n');
    const start = await smoke(['lint', path]);
    assert.match(start.stdout, /\nnote no handlers recognised: only the start was checked\nLint OK\.\n$/);
  });

  test('a tool that is registered in a loop is not called by the name of the variable', async () => {
    const path = join(folder, 'loop');
    mkdirSync(path);
    const server = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
      const server = new McpServer({ name: 'x', version: '1' });
      const answer = async () => console.log('named');
      for (const each of ['a', 'b']) server.registerTool(each, {}, async () => console.log('none'));
      for (const each of ['c', 'd']) server.registerTool(each, {}, answer);
      await server.connect(new StdioServerTransport());`;
    writeFileSync(join(path, 'server.mjs'), server);
    const { stdout } = await smoke(['lint', path]);
    assert.match(stdout, /stdout-noise-call: A tool writes/);
    assert.match(stdout, /stdout-noise-call: The tool "answer" writes/);
    assert.doesNotMatch(stdout, /"each"/);
  });

  test('warnings fail it where that is asked for', async () => {
    const path = join(FIXTURES, 'imports-open');
    assert.equal((await smoke(['lint', path])).code, 0);
    assert.equal((await smoke(['lint', path, '--fail-on-warning'])).code, 1);
  });

  test('what is installed beside a package, and the SDK anywhere, are not of its project', async () => {
    const tells = 'def tell(text):\n    print(text)\n';
    const server =
      'from own.words import tell\nfrom beside import tell as other\nfrom mcp.server.fastmcp import FastMCP\n';
    const tool = 'mcp = FastMCP("x")\n@mcp.tool()\ndef a(text: str):\n    tell(text)\n    other(text)\nmcp.run()\n';
    const files = {
      'own/__init__.py': '',
      'own/words.py': tells,
      'own/server.py': server + tool,
      'beside/__init__.py': tells,
      'mcp/server/fastmcp/__init__.py': 'from mcp.server.fastmcp.server import FastMCP\nprint("x", flush=True)\n',
      'own-1.0.dist-info/METADATA': 'Name: own\nRequires-Dist: mcp<2\n',
    };
    for (const [place, found] of [
      ['lib/site-packages', ['own/words.py']],
      ['lib/project', ['beside/__init__.py', 'own/words.py']],
    ] as const) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(folder, place, file, '..'), { recursive: true });
        writeFileSync(join(folder, place, file), text);
      }
      const { stdout } = await smoke(['lint', join(folder, place, 'own/server.py')]);
      const places = Array.from(stdout.matchAll(/--> .*\/lib\/[\w-]+\/(\S+):\d+:\d+$/gm), ([, file]) => file);
      assert.deepEqual(places.sort(), found, stdout);
    }
  });

  test('mistakes of the user are exit 2', async () => {
    assert.deepEqual(await smoke(['lint', 'nowhere']), {
      code: 2,
      stdout: '',
      stderr: 'nowhere cannot be read: ENOENT\n',
    });
    const readme = await smoke(['lint', 'README.md']);
    assert.equal(readme.code, 2);
    assert.match(readme.stderr, /neither Python nor JavaScript/);
    assert.equal((await smoke(['lint'])).code, 2);
  });

  test('on GitHub each finding stands at its place', async () => {
    const { stdout, stderr } = await smoke(['lint', 'js-low-level', '--report', 'github'], { cwd: FIXTURES });
    assert.match(stdout, /^::error file=js-low-level\/search\.cjs,line=4,col=3,title=stdout-noise-call::/m);
    assert.match(stdout, /^::warning file=js-low-level\/search\.cjs,line=5,col=3,title=loop-blocked::/m);
    assert.match(stderr, /Lint FAILED\./);
  });

  test('a report of lint alone says so; with a run beside it, it is a smoke test', async () => {
    const [lint, run] = ['alone.json', 'beside.json'].map((name) => join(folder, name)) as [string, string];
    await smoke(['lint', 'test/lint/js-low-level', '--report', `json=${lint}`]);
    await smoke(['probe', '--report', `json=${run}`, '--', process.execPath, 'test/servers/script.mjs']);
    const shown = async (format: string, ...files: string[]) =>
      (await smoke(['report', ...files, '--report', format])).stdout;
    assert.match(await shown('pretty', lint), /\nLint FAILED\.\n$/);
    assert.match(await shown('pretty', lint, run), /\nSmoke test FAILED\.\n$/);
    assert.match(await shown('markdown', lint), /^## ❌ Lint FAILED\n/);
    assert.match(await shown('markdown', lint, run), /^## ❌ Smoke test FAILED\n/);
    const page = await shown('html', lint);
    assert.match(page, /<p class="eyebrow">Lint report, source of MCP servers<\/p>/);
    assert.match(page, /<p>The source did not pass: \d+ errors?(?: and \d+ warnings?)? in 1 file\.<\/p>/);
    const both = await shown('html', lint, run);
    assert.match(both, /<p class="eyebrow">Test report, MCP server<\/p>/);
    const fine = await smoke(['lint', 'test/servers/script.mjs', '--report', 'markdown']);
    assert.match(fine.stdout, /^## ✅ Lint OK\n/);
  });

  test('with the report of a run it makes one report', async () => {
    const [lint, run] = ['lint.json', 'run.json'].map((name) => join(folder, name));
    await smoke(['lint', 'test/lint/js-low-level', '--report', `json=${lint}`]);
    await smoke(['probe', '--report', `json=${run}`, '--', process.execPath, 'test/servers/stdout-noise-boot.mjs']);
    const { stdout, code } = await smoke(['report', lint!, run!, '--report', 'json']);
    const merged: Report = JSON.parse(stdout);
    assert.equal(code, 1);
    assert.deepEqual(
      merged.suites.map(({ kind, name }) => [kind, name]),
      [
        ['lint', 'lint'],
        [undefined, 'probe'],
      ],
    );
    const rules = findingsOf(merged).map(({ rule }) => rule);
    assert.ok(rules.includes('stdout-noise-call') && rules.includes('stdout-noise-boot'), rules.join());
    const { stdout: pretty } = await smoke(['report', lint!, '--report', 'pretty']);
    assert.match(pretty, /again +mcp-smoke lint test\/lint\/js-low-level\/search\.cjs/);
    assert.match(pretty, /warning loop-blocked: .*\n +seen +\|\n +5 \| {3}execFileSync/);
  });

  test('a secret that stands in the source is not shown', async () => {
    const path = join(folder, 'secret');
    mkdirSync(path);
    const secret = 'tok-8f7d6a5b4c3e2d1f';
    const server = readFileSync(join(FIXTURES, 'js-low-level/server.cjs'), 'utf8').replace(
      "require('./search.cjs')",
      `{ search: () => console.log('${secret}') }`,
    );
    writeFileSync(join(path, 'server.cjs'), server);
    const { stdout, code } = await smoke(['lint', path, '--report', `html=${join(path, 'report.html')}`], {
      env: { NOTES_TOKEN: secret },
    });
    assert.equal(code, 1);
    assert.match(stdout, /\[redacted:NOTES_TOKEN\]/);
    assert.ok(!readFileSync(join(path, 'report.html'), 'utf8').includes(secret));
  });
});

describe('what is read', () => {
  test('installed code only where it is named', async () => {
    const named = await smoke(['lint', join(FIXTURES, 'left-out/site-packages')]);
    assert.match(named.stdout, /import-time-decorator/);
  });

  test('a file of more than 1 MiB is told, and the others are read', async () => {
    const path = join(folder, 'big');
    mkdirSync(path);
    writeFileSync(join(path, 'big.py'), `# mcp\n${'x = 1\n'.repeat(200_000)}`);
    writeFileSync(join(path, 'server.py'), readFileSync(join(FIXTURES, 'left-out/site-packages/x/server.py')));
    const { stdout, code } = await smoke(['lint', path]);
    assert.equal(code, 1);
    assert.match(stdout, /warning not-checked: The file cannot be read, or is larger than 1 MiB.*\n--> .*big\.py/);
    assert.match(stdout, /error stdout-noise-call/);
  });

  test('what Node compiles is no syntax error, whatever the grammar makes of it', async () => {
    const path = join(folder, 'emitted');
    mkdirSync(path);
    const emitted = `var Transport = (_class = class {
  __init() {this._enableJsonResponse = false}
  __init2() {this._encoder = new TextEncoder()}
  __init3() {this._jsonResponseCollectors = /* @__PURE__ */ new Map()}
  /**
        jsonResponses = new Promise((resolve) => {
        });
      }
    }
    for (const message of messages) {
    }
    return new Response(_nullishCoalesce(sseReadable, () => ( null)), {
      headers: {
      },
    });
  }
  /**
   */
}, _class);
`;
    // Otherwise this shows nothing.
    assert.ok(readJavascript('/server.cjs', emitted).errors.length > 0);
    writeFileSync(join(path, 'server.cjs'), emitted);
    assert.doesNotMatch((await smoke(['lint', join(path, 'server.cjs')])).stdout, /syntax-error/);
    writeFileSync(join(path, 'server.cjs'), `${emitted})`);
    assert.match((await smoke(['lint', join(path, 'server.cjs')])).stdout, /warning syntax-error/);
  });

  test('minified code is left out, unless it is named', async () => {
    const path = join(folder, 'minified');
    mkdirSync(path);
    const code = readFileSync(join(FIXTURES, 'js-low-level/server.cjs'), 'utf8').replace(
      "require('./search.cjs')",
      '{ search: () => console.log(1) }',
    );
    writeFileSync(join(path, 'server.cjs'), `${code.replaceAll('\n', ' ')};${'f(1);'.repeat(500)}\n`);
    assert.match((await smoke(['lint', path])).stdout, /1 file, no MCP server in them: nothing found/);
    assert.match((await smoke(['lint', join(path, 'server.cjs')])).stdout, /error stdout-noise-call/);
  });
});

/** `project/file:line rule level`, as the comments say: `# expect: RULE LEVEL, …` of their own line, `expect-next:` of the next. */
function expected(project: string): string[] {
  const files = readdirSync(join(FIXTURES, project), { recursive: true, encoding: 'utf8' });
  return files.flatMap((file) => (/\.(?:py|ts|[cm]?js)$/.test(file) ? expectedIn(`${project}/${file}`) : [])).sort();
}

function expectedIn(file: string): string[] {
  if (file.includes('site-packages')) return [];
  const lines = readFileSync(join(FIXTURES, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, next, all = ''] = /expect(-next)?: (.*)$/.exec(line) ?? [];
    const at = index + 1 + (next ? 1 : 0);
    return all === '' ? [] : all.split(', ').map((one) => `${file}:${at} ${one}`);
  });
}

function findingsOf(report: Report): Finding[] {
  return report.suites.flatMap(({ steps }) => steps).flatMap(({ findings }) => findings);
}

function placed({ rule, level, where }: Finding): string {
  return `${where?.replace(/:\d+$/, '')} ${rule} ${level}`;
}

test('sarif: one rule that two lines of a file break is two alerts', async () => {
  const project = mkdtempSync(join(folder, 'sarif-'));
  const tool = (name: string) => `@mcp.tool()\ndef ${name}():\n    print("${name}")\n    return "${name}"\n`;
  const head = 'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n';
  writeFileSync(join(project, 'server.py'), `${head}${tool('one')}${tool('two')}mcp.run()\n`);
  writeFileSync(join(project, 'requirements.txt'), 'mcp==1.9.4\n');
  await smoke(['lint', '.', '--report', 'sarif=lint.sarif'], { cwd: project });
  const { runs } = JSON.parse(readFileSync(join(project, 'lint.sarif'), 'utf8'));
  const marks = runs[0].results.map((one: { partialFingerprints: object }) => JSON.stringify(one.partialFingerprints));
  assert.deepEqual([marks.length, new Set(marks).size], [2, 2]);
});
