/** `mcp-smoke serve`: what it answers, what it refuses, and that nothing is left of it. Through real processes, and no client of an SDK. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../src/model.ts';
import { ServeClient } from './harness/mcp-client.ts';
import { leftAfterAWhile, processesWith } from './harness/processes.ts';
import { smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'mcp-smoke-serve-')));
after(() => rmSync(top, { recursive: true, force: true }));

/** A folder with one beside it that is none of ours. */
function project(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(top, 'project-'));
  const own = { 'smoke.yaml': smokeFile('script.mjs', [{ tool: 'look', args: { text: 'x' } }]), ...files };
  for (const [name, text] of Object.entries(own)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function smokeFile(server: string, steps: readonly object[], ...args: string[]): string {
  return JSON.stringify({ server: fixture(server, ...args), coverage: 'off', steps });
}

const mcpJson = (server: object) => JSON.stringify({ mcpServers: { notes: server } });

const open: ServeClient[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) {
    client.child.stdin!.end();
    await client.ended;
  }
});

async function client(cwd: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const one = new ServeClient(cwd, args, env);
  open.push(one);
  await one.initialize();
  return one;
}

/** Until a condition holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}

test('it passes its own smoke test, all probes included, in both eras and without a finding', async () => {
  const { stdout, code, stderr } = await smoke(['run', 'examples/serve.smoke.yaml', '--report', 'json']);
  const { suites } = JSON.parse(stdout) as Report;
  assert.deepEqual(
    suites.map(({ server }) => server.protocol),
    ['2026-07-28', '2025-11-25'],
  );
  const findings = suites.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  assert.deepEqual([findings, code], [[], 0], stderr);
});

describe('what it answers', () => {
  test('a report as text and as data, that of a failing run as well, which is no error of the tool', async () => {
    const steps = [{ tool: 'look', args: { text: 'x' }, expect: { text: { equals: 'y' } } }];
    const one = await client(project({ 'smoke.yaml': smokeFile('script.mjs', steps) }));
    const { text, structured, isError } = await one.call('run', {});
    assert.equal(isError, false);
    assert.match(text, /\n {2}FAIL +look/);
    assert.match(text, /error expectation: /);
    assert.match(text, /Smoke test FAILED\.\n$/);
    assert.doesNotMatch(text, /\u001b/);
    assert.equal(structured.verdict, 'failed');
    const [step] = structured.suites[0]!.steps.filter(({ kind }) => kind === 'call');
    assert.deepEqual([step!.status, step!.findings[0]!.rule], ['failed', 'expectation']);
  });

  test('of a large report the beginning, the end, and how much is left out', async () => {
    const one = await client(project({ 'smoke.yaml': smokeFile('hidden-text.mjs', [], '--variant=all') }));
    const { text, structured } = await one.call('probe', { file: 'smoke.yaml', probes: ['unknown-tool'] });
    assert.ok(text.length <= 12_100, String(text.length));
    assert.ok(JSON.stringify(structured).length < 100_000);
    const many = Array.from({ length: 130 }, (_, index) => ({
      name: `step ${index}`,
      tool: 'fail',
      args: { text: 'x' },
    }));
    writeFileSync(join(one.cwd, 'many.smoke.yaml'), smokeFile('script.mjs', many));
    const large = await one.call('run', { files: ['many.smoke.yaml'] });
    assert.match(large.text, /… \([\d,]+ lines left out\)\n/);
    assert.match(large.text, /^.*\n.*\n\n {2}OK +connect/);
    assert.match(large.text, /Smoke test FAILED\.\n$/);
    assert.ok(large.text.length <= 12_100);
    const { omitted, suites, totals } = large.structured;
    assert.equal(totals.failed, 130);
    assert.equal(suites[0]!.steps.length, 100);
    assert.deepEqual(omitted, { steps: 34, findings: 80 });
  });

  test('two calls at once, each its own', async () => {
    const text = (word: string) => smokeFile('script.mjs', [{ name: word, tool: 'wait', args: { text: '200' } }]);
    const one = await client(project({ 'a.smoke.yaml': text('first'), 'b.smoke.yaml': text('second') }));
    const answers = await Promise.all(['a', 'b'].map((name) => one.call('run', { files: [`${name}.smoke.yaml`] })));
    const names = answers.map(({ structured }) => structured.suites[0]!.steps.map((step) => step.name));
    assert.deepEqual([names[0]!.includes('first'), names[1]!.includes('second')], [true, true]);
    assert.deepEqual([names[0]!.includes('second'), names[1]!.includes('first')], [false, false]);
  });

  test('progress where it is asked for, and only there', async () => {
    const one = await client(project());
    await one.call('run', {}, 'p-1');
    const told = one.messages.filter(({ method }) => method === 'notifications/progress').map(({ params }) => params!);
    assert.ok(told.length >= 5);
    assert.deepEqual(
      told.map(({ progress, progressToken }) => [progress, progressToken]),
      told.map((_, index) => [index + 1, 'p-1']),
    );
    assert.equal(told[0]!['message'], 'smoke.yaml: connect: passed');
    assert.equal(one.messages.at(-1)!.method, undefined, 'the answer comes last');
    await one.call('run', {});
    assert.equal(one.messages.filter(({ method }) => method !== undefined).length, told.length);
  });

  test('a first smoke file, which check accepts', async () => {
    const folder = project({ '.mcp.json': mcpJson(fixture('script.mjs')) });
    const one = await client(folder);
    const { text, structured } = await one.call('init', { config: '.mcp.json' });
    assert.match(text, /^\d+ steps: /);
    assert.match(structured.text, /\nserver:\n {2}from: "?\.mcp\.json"?\n {2}name: "?notes"?\n/);
    writeFileSync(join(folder, 'first.smoke.yaml'), structured.text);
    const checked = await one.call('check', { files: ['first.smoke.yaml'] });
    assert.equal(checked.isError, false, checked.text);
    assert.equal(checked.structured.files[0]!.file, 'first.smoke.yaml');
  });
});

describe('what it refuses, as an answer that says why', () => {
  const OUTSIDE = /outside of the folder that this server was started in$/;
  const LEADS_OUT = /leads out of the folder that this server was started in$/;
  const NAME_IT = /^name the server by `file` .* a command or a URL is not taken$/;

  const rows: readonly (readonly [tool: string, args: object, says: RegExp])[] = [
    ['run', { files: ['../beside/smoke.yaml'] }, OUTSIDE],
    ['run', { files: ['a/../../beside/smoke.yaml'] }, OUTSIDE],
    ['run', { files: [join(top, 'beside/smoke.yaml')] }, OUTSIDE],
    ['run', { files: ['..'] }, OUTSIDE],
    ['run', { files: ['link.smoke.yaml'] }, LEADS_OUT],
    ['run', { files: ['linked/smoke.yaml'] }, LEADS_OUT],
    ['run', { files: ['linked'] }, LEADS_OUT],
    ['run', { files: ['*.yaml'] }, /^no such file or folder: \*\.yaml$/],
    ['run', { files: ['smoke.yaml\0'] }, /^a path may not be empty$/],
    ['run', { files: [], report: 'html=x.html' }, /must NOT have additional properties.* run takes: files, /],
    ['run', { allowDestructive: true }, /run takes: files, /],
    ['check', { files: ['../beside/smoke.yaml'] }, OUTSIDE],
    ['check', { files: ['link.smoke.yaml'] }, LEADS_OUT],
    ['lint', { paths: ['..'] }, OUTSIDE],
    ['lint', { paths: ['linked/server.mjs'] }, LEADS_OUT],
    ['lint', { paths: [] }, /paths must NOT have fewer than 1 items/],
    ['probe', { file: '../beside/smoke.yaml' }, OUTSIDE],
    ['probe', { config: '../beside/.mcp.json' }, OUTSIDE],
    ['probe', { config: 'linked/.mcp.json' }, LEADS_OUT],
    ['probe', { config: '~/.claude.json' }, /^no such file or folder: ~\/\.claude\.json$/],
    ['probe', { command: ['node', '-e', '0'] }, /probe takes: file, config, server/],
    ['probe', { url: 'http://127.0.0.1:1/mcp' }, /probe takes: file, config, server/],
    ['probe', {}, NAME_IT],
    ['probe', { file: 'smoke.yaml', config: '.mcp.json' }, NAME_IT],
    ['probe', { file: 'smoke.yaml', server: 'notes' }, /^`server` goes with `config`$/],
    ['probe', { config: '.mcp.json', server: 'note' }, /no server "note".*did you mean.*notes/],
    ['init', { config: '../beside/.mcp.json' }, OUTSIDE],
    ['init', { config: '.mcp.json', write: 'new.smoke.yaml' }, /init takes: config, server, timeout/],
    ['run', { files: ['from.smoke.yaml'] }, /beside\/\.mcp\.json is not in the folder that may be read here/],
    ['check', { files: ['from.smoke.yaml'] }, /beside\/\.mcp\.json is not in the folder that may be read here/],
    ['probe', { file: 'from.smoke.yaml' }, /beside\/\.mcp\.json is not in the folder that may be read here/],
    ['explain', { rule: 'hang-tol' }, /^there is no rule "hang-tol"; did you mean/],
    ['explain', {}, /required.* explain takes: rule$/],
  ];

  const folder = project({
    '.mcp.json': mcpJson(fixture('script.mjs')),
    'smoke/own.yaml': smokeFile('script.mjs', [{ tool: 'look', args: { text: 'x' } }]),
    'from.smoke.yaml': 'server: { from: ../beside/.mcp.json }\nsteps: []\n',
  });
  const beside = join(top, 'beside');
  mkdirSync(beside);
  writeFileSync(join(beside, 'smoke.yaml'), smokeFile('script.mjs', []));
  writeFileSync(join(beside, '.mcp.json'), mcpJson(fixture('script.mjs')));
  writeFileSync(join(beside, 'server.mjs'), 'export {};\n');
  symlinkSync(join(beside, 'smoke.yaml'), join(folder, 'link.smoke.yaml'));
  symlinkSync(beside, join(folder, 'linked'));
  symlinkSync(join(beside, 'smoke.yaml'), join(folder, 'smoke/link.yaml'));
  let shared: Promise<ServeClient> | undefined;

  for (const [tool, args, says] of rows) {
    test(`${tool} ${JSON.stringify(args).replace(top, '<top>')}`, async () => {
      shared ??= Promise.resolve(new ServeClient(folder)).then(async (one) => {
        await one.initialize();
        return one;
      });
      const { text, isError } = await (await shared).call(tool, args);
      assert.equal(isError, true, text);
      assert.match(text, says);
    });
  }

  after(async () => (await shared)?.close());

  test('a folder is searched without following links', async () => {
    const { structured } = await (await client(folder)).call('run', { files: ['smoke'] });
    assert.deepEqual(
      structured.suites.map(({ file }) => file),
      ['smoke/own.yaml'],
    );
  });

  test('what source imports from outside is not read', async () => {
    const handler = (path: string) =>
      [
        "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';",
        "import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';",
        `import { say } from '${path}';`,
        "const server = new McpServer({ name: 'x', version: '1' });",
        "server.registerTool('x', {}, async () => say());",
        'await server.connect(new StdioServerTransport());',
      ].join('\n');
    const say = 'export function say() {\n  console.log("secret line");\n  return { content: [] };\n}\n';
    const inside = project({ 'src/server.mjs': handler('./say.mjs'), 'src/say.mjs': say });
    const outside = project({ 'src/server.mjs': handler(`../../${basename(inside)}/src/say.mjs`) });
    const linked = project({ 'src/server.mjs': handler('./say.mjs') });
    symlinkSync(join(inside, 'src/say.mjs'), join(linked, 'src/say.mjs'));
    const lint = async (folder: string) =>
      (await (await client(folder)).call('lint', { paths: ['src/server.mjs'] })).text;
    assert.match(await lint(inside), /secret line/, 'else this test sees nothing');
    for (const folder of [outside, linked]) assert.doesNotMatch(await lint(folder), /secret line/);
  });

  test('a folder that is called like the home of the user is none', async () => {
    const name = (server: string) => JSON.stringify({ mcpServers: { [server]: fixture('script.mjs') } });
    const home = project({ '.mcp.json': name('at-home') });
    const one = await client(project({ '~/.mcp.json': name('here') }), [], { HOME: home });
    const { structured, text } = await one.call('probe', { config: '~/.mcp.json' });
    assert.equal(structured.suites[0]?.name, 'here', text);
  });

  test('a tool that there is not is an error of the protocol', async () => {
    const { error } = await (await client(folder)).request('tools/call', { name: 'sh', arguments: {} });
    assert.deepEqual([error!.code, error!.message], [-32602, 'there is no tool "sh"']);
  });

  test('a smoke file with a mistake: where it is, and what may have been meant', async () => {
    const wrong = 'server: { comand: node }\nsteps: []\n';
    const one = await client(project({ 'smoke.yaml': wrong }));
    for (const tool of ['run', 'check']) {
      const { text, isError } = await one.call(tool, {});
      assert.equal(isError, true);
      assert.match(text, /smoke\.yaml:1:11[\s\S]*command/);
    }
  });

  test('a ninth run at once', async () => {
    const slow = smokeFile('script.mjs', [{ tool: 'wait', args: { text: '1500' } }]);
    const one = await client(project({ 'smoke.yaml': slow }));
    const answers = await Promise.all(Array.from({ length: 9 }, () => one.call('run', {})));
    assert.deepEqual(answers.map(({ isError }) => isError).sort(), [...Array(8).fill(false), true]);
    assert.match(answers.find(({ isError }) => isError)!.text, /^8 runs are under way/);
  });
});

describe('what it writes', () => {
  test('nothing, by any of its tools', async () => {
    const folder = project({ '.mcp.json': mcpJson(fixture('script.mjs')) });
    const one = await client(folder);
    const { result } = await one.request('tools/list', {});
    const names = (result!['tools'] as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(names, ['probe', 'run', 'check', 'lint', 'explain', 'init']);
    await one.call('run', {});
    await one.call('probe', { file: 'smoke.yaml' });
    await one.call('init', { config: '.mcp.json' });
    await one.call('check', {});
    await one.call('lint', { paths: ['.'] });
    const { stdout } = await smoke(['check', '.'], { cwd: folder });
    assert.match(stdout, /^OK {4}smoke\.yaml/);
    assert.deepEqual(filesIn(folder), ['.mcp.json', 'smoke.yaml']);
  });

  test('no report that a smoke file names, and nothing on stdout that a rule of its own prints; check does not run it', async () => {
    const rule = (mark: string) =>
      `import { writeFileSync } from 'node:fs';\nconsole.log('printed by a rule');\nwriteFileSync(${JSON.stringify(mark)}, '');\n` +
      "export default { id: 'no-x', level: 'warning', title: 'A title.', hint: 'A hint.', subject: 'tool', inspect: () => undefined };\n";
    const folder = project();
    const mark = join(folder, 'ran');
    writeFileSync(join(folder, 'rule.mjs'), rule(mark));
    const file = JSON.parse(readFileSync(join(folder, 'smoke.yaml'), 'utf8'));
    const own = { ...file, rules: './rule.mjs', reporters: ['json=out.json'] };
    writeFileSync(join(folder, 'smoke.yaml'), JSON.stringify(own));
    const one = await client(folder);
    const checked = await one.call('check', {});
    assert.equal(checked.isError, false, checked.text);
    assert.ok(!existsSync(mark));
    const { structured, text } = await one.call('run', {});
    assert.equal(structured.verdict, 'passed', text);
    assert.ok(existsSync(mark), 'else this test sees nothing');
    assert.ok(!existsSync(join(folder, 'out.json')));
    assert.match(one.stderr, /printed by a rule/);
  });

  test('and no lock file: what is kept is compared, a new answer is not kept', async () => {
    const folder = project();
    const file = JSON.parse(readFileSync(join(folder, 'smoke.yaml'), 'utf8'));
    const [step] = file.steps;
    const write = (more: object) => writeFileSync(join(folder, 'smoke.yaml'), JSON.stringify({ ...file, ...more }));
    write({ steps: [{ ...step, expect: { snapshot: true } }] });
    const one = await client(folder);
    const run = async () => (await one.call('run', {})).text;
    assert.match(await run(), /snapshot: no answer of this step is kept in smoke\.lock\.json/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('lock')),
      [],
    );
    write({ baseline: 'smoke.lock.json' });
    await smoke(['run', '--update-baseline'], { cwd: folder });
    const kept = readFileSync(join(folder, 'smoke.lock.json'), 'utf8').replaceAll('"look"', '"gone"');
    writeFileSync(join(folder, 'smoke.lock.json'), kept);
    assert.match(await run(), /contract-tool-removed/);
    assert.equal(readFileSync(join(folder, 'smoke.lock.json'), 'utf8'), kept);
  });

  test('with --allow-write a smoke file in the folder that is not there yet', async () => {
    const folder = project({ '.mcp.json': mcpJson(fixture('script.mjs')) });
    symlinkSync(join(top, 'nowhere.smoke.yaml'), join(folder, 'dangling.smoke.yaml'));
    const one = await client(folder, ['--allow-write']);
    const init = (write: string) => one.call('init', { config: '.mcp.json', write });
    const { structured, text } = await init('new.smoke.yaml');
    assert.equal(structured.written, 'new.smoke.yaml', text);
    assert.match(readFileSync(join(folder, 'new.smoke.yaml'), 'utf8'), /\nsteps:\n/);
    const refused: readonly (readonly [string, RegExp])[] = [
      ['new.smoke.yaml', /^new\.smoke\.yaml is there already$/],
      ['../new.smoke.yaml', /outside of the folder/],
      ['dangling.smoke.yaml', /^dangling\.smoke\.yaml is there already$/],
      ['.git/hooks/pre-commit', /no such file or folder|no name of a smoke file/],
      ['package.json', /no name of a smoke file/],
    ];
    for (const [path, says] of refused) {
      const answer = await init(path);
      assert.equal(answer.isError, true, path);
      assert.match(answer.text, says);
    }
    assert.ok(!existsSync(join(top, 'new.smoke.yaml')) && !existsSync(join(top, 'nowhere.smoke.yaml')));
    assert.deepEqual(filesIn(folder), ['.mcp.json', 'dangling.smoke.yaml', 'new.smoke.yaml', 'smoke.yaml']);
  });

  test('no secret of the environment, whatever a server does with it', async () => {
    const token = 'hunter2-T0ken-0123456789';
    const server = { ...fixture('echo-secret.mjs'), env: { NOTES_TOKEN: '${env:NOTES_TOKEN}' } };
    const steps = [{ tool: 'faulty', args: { text: 'x' }, expect: { text: { equals: 'y' } } }];
    const file = JSON.stringify({ server, secrets: ['NOTES_TOKEN'], coverage: 'off', steps });
    const one = await client(project({ 'smoke.yaml': file }), [], { NOTES_TOKEN: token });
    const { text } = await one.call('run', {}, 'p');
    assert.match(text, /\[redacted:NOTES_TOKEN\]/);
    await one.call('check', {});
    await one.call('check', { files: [token] });
    const wrong = await one.call('explain', { rule: token });
    assert.equal(wrong.isError, true);
    await one.close();
    assert.ok(!`${one.stdout}${one.stderr}`.includes(token));
  });
});

describe('what is left of it', () => {
  const mark = () => `--mark=serve-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const hanging = (name: string) =>
    smokeFile('hang-tool.mjs', [{ tool: 'faulty', args: { text: 'x' }, timeout: '600s' }], name);

  test('a call that is cancelled ends its server, and is not answered; the next one is', async () => {
    const name = mark();
    const one = await client(project({ 'hang.smoke.yaml': hanging(name) }));
    void one.call('run', { files: ['hang.smoke.yaml'] });
    const requestId = one.lastId;
    await until(() => processesWith(name).length > 0);
    one.send({ method: 'notifications/cancelled', params: { requestId, reason: 'no longer wanted' } });
    await until(() => processesWith(name).length === 0);
    const { structured } = await one.call('run', { files: ['smoke.yaml'] });
    assert.equal(structured.verdict, 'passed');
    assert.ok(!one.messages.some(({ id }) => id === requestId));
  });

  for (const [how, end, expected] of [
    ['a client that closes stdin', (one: ServeClient) => one.child.stdin!.end(), { code: 0, signal: null }],
    ['a client that has gone', (one: ServeClient) => one.child.stdout!.destroy(), undefined],
    ['SIGTERM', (one: ServeClient) => one.child.kill('SIGTERM'), { code: 143, signal: null }],
    ['SIGKILL', (one: ServeClient) => one.child.kill('SIGKILL'), { code: null, signal: 'SIGKILL' }],
  ] as const) {
    test(`${how}: no process, though two runs hang`, async () => {
      const name = mark();
      const one = await client(project({ 'hang.smoke.yaml': hanging(name) }));
      for (let count = 0; count < 2; count++) void one.call('run', { files: ['hang.smoke.yaml'] }, 'p');
      await until(() => processesWith(name).length === 2);
      end(one);
      if (expected === undefined) one.send({ id: 99, method: 'ping' });
      const ended = await one.ended;
      if (expected) assert.deepEqual(ended, expected);
      assert.deepEqual(await leftAfterAWhile(name), []);
    });
  }

  test('teardown runs, though the client has gone', async () => {
    const name = mark();
    const folder = project();
    const log = join(folder, 'log');
    const steps = [{ tool: 'wait', args: { text: '100000' }, timeout: '120s' }];
    const file = JSON.parse(smokeFile('script.mjs', steps, name, `--log=${log}`));
    writeFileSync(
      join(folder, 'smoke.yaml'),
      JSON.stringify({ ...file, teardown: [{ tool: 'create', args: { text: 'end' } }] }),
    );
    const one = await client(folder);
    void one.call('run', {});
    await until(() => existsSync(log));
    assert.equal(await one.close(), 0);
    assert.equal(readFileSync(log, 'utf8'), 'wait 100000\ncreate end\n');
    assert.deepEqual(await leftAfterAWhile(name), []);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}
