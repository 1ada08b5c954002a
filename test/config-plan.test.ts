import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findSmokeFiles } from '../src/config/find.ts';
import { loadPlans } from '../src/config/load.ts';
import { type HttpServer, type StdioServer, UsageError } from '../src/model.ts';
import { failure, folder, load, options, plan, SERVER, told, write } from './harness/config.ts';

async function stdio(text: string): Promise<StdioServer> {
  return (await plan(text)).server as StdioServer;
}

test('defaults', async () => {
  const { steps, server, source: _, bytes: __, ...rest } = await plan(`${SERVER}steps: [{ tool: a }]`);
  assert.deepEqual(server, { transport: 'stdio', command: 'node', args: [], env: {}, cwd: folder });
  const [{ at, expect, places, ...step } = assert.fail()] = steps;
  assert.deepEqual(step, {
    id: 'a',
    kind: 'call',
    name: 'a',
    target: 'a',
    args: {},
    capture: [],
    needs: [],
    retry: { attempts: 1, delayMs: 0 },
    repeat: { count: 1, concurrency: 1 },
    sendInvalid: false,
    allowDestructive: false,
    safe: false,
    whenEnv: [],
    tags: [],
    teardown: false,
  });
  assert.deepEqual([at.line, expect.status, places.get('/tool')?.column], [2, 'ok', 17]);
  assert.deepEqual(rest, {
    name: 't.yaml',
    file: 't.yaml',
    protocol: 'auto',
    secrets: [],
    vars: {},
    env: options.env,
    timeoutMs: 30_000,
    connectTimeoutMs: 30_000,
    limits: { messageBytes: 32 * 1024 * 1024 },
    tools: { include: [], exclude: [] },
    coverage: 'warn',
    diagnose: true,
    rules: {},
    teardown: [],
    callReadOnly: false,
    probes: [],
    variables: [],
  });
});

test('`diagnose: off` is off, anything else on', async () => {
  assert.equal((await plan(`${SERVER}diagnose: off\n`)).diagnose, false);
  assert.equal((await plan(`${SERVER}diagnose: on\n`)).diagnose, true);
});

test('the command line wins over the file, a step over both', async () => {
  const text = `${SERVER}timeout: 1s\nconnectTimeout: 2m\nprotocol: 2025-06-18\nvars: { a: 1, b: "$\{a}" }\nsteps: [{ tool: a, timeout: 1.5s }]`;
  const read = await plan(text);
  assert.deepEqual([read.timeoutMs, read.connectTimeoutMs, read.steps[0]?.timeoutMs], [1_000, 120_000, 1_500]);
  assert.deepEqual([read.protocol, read.vars], ['2025-06-18', { a: 1, b: 1 }]);
  const vars = { a: '${literal}', more: 'x' };
  const [won] = await load(text, { timeoutMs: 7, connectTimeoutMs: 8, protocol: 'auto', vars });
  assert.deepEqual([won?.timeoutMs, won?.connectTimeoutMs, won?.steps[0]?.timeoutMs], [7, 8, 1_500]);
  assert.deepEqual([won?.protocol, won?.vars], ['auto', { a: '${literal}', more: 'x', b: '${literal}' }]);
  await assert.rejects(load(text, { protocol: '2099-01-01' }), UsageError);
});

test('a list of protocols gives a plan for each', async () => {
  const plans = await load(`name: N\n${SERVER}protocol: [2025-06-18, 2025-11-25]`);
  assert.deepEqual(
    plans.map(({ name, protocol }) => [name, protocol]),
    [
      ['N [2025-06-18]', '2025-06-18'],
      ['N [2025-11-25]', '2025-11-25'],
    ],
  );
});

test('server strings are expanded at once, steps are not', async () => {
  write('sub/smoke.yaml', 'server: { command: "${c}", args: ["-p=${env:PORT}", "$${x}"], cwd: .. }\nvars: { c: run }');
  const [first] = await loadPlans(['sub/smoke.yaml'], options);
  const expected = { transport: 'stdio', command: 'run', args: ['-p=8080', '${x}'], env: {}, cwd: folder };
  assert.deepEqual([first?.server, first?.file], [expected, 'sub/smoke.yaml']);
  const { steps } = await plan(`${SERVER}vars: { v: 1 }\nsteps: [{ tool: a, args: { a: "$\{v} $\{uuid} $\{i}" } }]`);
  assert.deepEqual(steps[0]?.args, { a: '${v} ${uuid} ${i}' });
});

test('steps know which captures they need; teardown sees all', async () => {
  const { steps, teardown } = await plan(`${SERVER}vars: { v: 1 }
steps:
  - { tool: Create It!, capture: { id: $.id } }
  - { tool: get, args: { a: "$\{id} $\{v}", b: "$\{late:-x}" }, expect: { structured: { $.n: { each: { equals: "$\{id}" } } } } }
  - { resource: "notes://$\{id}", capture: { late: $.x } }
  - { tool: get, when: { env: [NOPE] }, args: { a: "$\{env:NOPE}" } }
  - { tool: connect }
teardown:
  - { tool: get, args: { a: "$\{late}" } }`);
  const all = [...steps, ...teardown];
  assert.deepEqual(
    all.map(({ needs }) => needs),
    [[], ['id'], ['id'], [], [], ['late']],
  );
  assert.deepEqual(
    all.map(({ id }) => id),
    ['create-it', 'get', 'notes-id', 'get-2', 'connect-2', 'get-3'],
  );
});

test('matchers: bare values, maps, nested maps', async () => {
  const { steps } = await plan(`${SERVER}steps:
  - tool: a
    expect:
      status: rpc-error
      code: -32602
      text: { contains: a, notMatches: "$\{uuid}(" }
      structured: { $.a: [1], $.b: null, $.c: { type: null, length: { gt: 1 } }, $.d: { equals: { x: 1 } } }`);
  const { expect } = steps[0]!;
  const brief = (matchers: typeof expect.text): unknown =>
    matchers.map(({ name, operand, nested }) => [name, nested ? brief(nested) : operand]);
  assert.deepEqual([expect.status, expect.code], ['rpc-error', -32602]);
  assert.deepEqual(brief(expect.text), [
    ['contains', 'a'],
    ['notMatches', '${uuid}('],
  ]);
  assert.deepEqual(
    expect.structured.map(({ matchers }) => brief(matchers)),
    [
      [['equals', [1]]],
      [['equals', null]],
      [
        ['type', 'null'],
        ['length', [['gt', 1]]],
      ],
      [['equals', { x: 1 }]],
    ],
  );
});

test('JSON, a byte order mark, CR LF, anchors and __proto__ are read', async () => {
  assert.equal((await stdio('{\n\t"server": {"command": "x"}\n}')).command, 'x');
  assert.equal((await stdio('\ufeffserver:\r\n  command: x\r\n')).command, 'x');
  const { vars, steps } = await plan(
    `${SERVER}vars: { a: &a [1], b: *a }\nsteps: [{ tool: t, args: { __proto__: 1 } }]`,
  );
  assert.deepEqual(vars, { a: [1], b: [1] });
  assert.equal(JSON.stringify(steps[0]?.args), '{"__proto__":1}');
});

test('secrets: named ones, those in headers and URL, and those that look like one', async () => {
  const secrets = async (text: string, env = {}) =>
    (await plan(text, { env: { ...options.env, ...env } })).secrets.map(({ name, value }) => `${name}=${value}`);
  const url = 'http://u:p%40ss@h/?api_key=abcd&q=public';
  assert.deepEqual(
    await secrets(`server: { url: "${url}", headers: { X-Me: "a $\{env:TOKEN}", Authorization: Bearer lit-eral } }`),
    ['TOKEN=tok-12345', 'Authorization=lit-eral', 'URL password=p@ss', 'api_key=abcd'],
  );
  assert.deepEqual(await secrets('server: { url: "http://localhost:${env:PORT}/" }'), []);
  const stdio = 'server: { command: x, env: { A: "${env:WORD}", DB_PASSWORD: hunter22, MONKEY: banana } }';
  assert.deepEqual(await secrets(stdio, { WORD: 'sesame' }), ['WORD=sesame', 'DB_PASSWORD=hunter22']);
  const named = `server: { command: x, env: { MINE: own-value } }\nsecrets: [MINE, TOKEN, UNSET, HOME]`;
  assert.deepEqual(await secrets(named), ['MINE=own-value', 'TOKEN=tok-12345', 'HOME=/home/me']);
  const used = `${SERVER}steps: [{ tool: a, args: { a: "$\{env:TOKEN}", b: "$\{env:HOME}" } }, { tool: b, when: { env: [API_KEY] } }]`;
  assert.deepEqual(await secrets(used, { API_KEY: 'key-1' }), ['TOKEN=tok-12345', 'API_KEY=key-1']);
});

test('from: the hosts’ configs', async () => {
  write(
    'host/.mcp.json',
    `{ // comment
  "mcpServers": {
    "notes": { "command": "$\{CMD:-node}", "args": ["x", "$\{TOKEN}"], "env": { "K": "$\{TOKEN}" }, "disabled": true, },
    "web": { "type": "http", "url": "http://h/$\{PORT}", "headers": { "X-A": "$\{TOKEN}" } },
    "old": { "type": "sse", "url": "http://h/" }, "none": {}, "bad": { "command": "x", "args": [1] },
    "needs": { "command": "$\{NOPE}" }
  } }`,
  );
  write(
    '.vscode/mcp.json',
    '{"servers": {"one": {"command": "x", "args": ["${workspaceFolder}/s.py", "${env:PORT}"]}}}',
  );
  write('host/broken.json', '{"mcpServers": ');
  const from = (name: string) => `server: { from: host/.mcp.json, name: ${name} }`;
  const notes = await plan(from('notes'));
  assert.deepEqual(notes.server, {
    transport: 'stdio',
    command: 'node',
    args: ['x', 'tok-12345'],
    env: { K: 'tok-12345' },
    cwd: join(folder, 'host'),
  });
  assert.deepEqual(notes.secrets, [{ name: 'TOKEN', value: 'tok-12345' }]);
  const web: HttpServer = { transport: 'http', url: 'http://h/8080', headers: { 'X-A': 'tok-12345' }, proxies: {} };
  assert.deepEqual((await plan(from('web'))).server, web);
  const old = { transport: 'http', url: 'http://h/', headers: {}, legacySse: true, proxies: {} };
  assert.deepEqual((await plan(from('old'))).server, old);
  const one = await stdio('server: { from: .vscode/mcp.json }');
  assert.deepEqual([one.args, one.cwd], [[`${folder}/s.py`, '8080'], folder]);
  for (const [text, words] of [
    [from('nots'), /has no server `nots` \| did you mean `notes`\? \| notes, web/],
    [from('none'), /neither/],
    [from('bad'), /`args\[0\]` of this server is not text/],
    [from('needs'), /`NOPE` is not set/],
    ['server: { from: host/.mcp.json }', /several servers \| add `name`/],
    ['server: { from: host/broken.json }', /not valid JSON: a value is missing where the file ends/],
    ['server: { from: t.yaml }', /not valid JSON/],
  ] as const) {
    assert.match((await failure(text)).problems.map(told).join('\n'), words);
  }
});

test('finds smoke files', async () => {
  const files = [
    'smoke.yaml',
    'a.smoke.yml',
    'smoke/b.yaml',
    'other.yaml',
    'deep/x/smoke.yml',
    'deep/node_modules/m/smoke.yaml',
  ];
  for (const file of [...files, 'deep/node_modules/empty/x.txt']) write(`find/${file}`, '');
  const cwd = join(folder, 'find');
  assert.deepEqual(await findSmokeFiles([], cwd), ['a.smoke.yml', 'smoke.yaml', 'smoke/b.yaml']);
  assert.deepEqual(await findSmokeFiles(['deep'], cwd), ['deep/x/smoke.yml']);
  assert.deepEqual(await findSmokeFiles(['smoke', 'smoke/b.yaml'], cwd), ['smoke/b.yaml']);
  assert.deepEqual(await findSmokeFiles(['*.y{a,}ml', 'other.yaml'], cwd), ['a.smoke.yml', 'other.yaml', 'smoke.yaml']);
  const usage = (words: RegExp) => (error: unknown) => error instanceof UsageError && words.test(error.message);
  await assert.rejects(
    findSmokeFiles(['nope.yaml', '*.nope'], cwd),
    usage(/no such file.*nope\.yaml\nno file fits \*\.nope/),
  );
  await assert.rejects(
    findSmokeFiles([], join(cwd, 'deep/node_modules/empty')),
    usage(/looked for smoke\.yaml, smoke\.yml, \*\.smoke\.yaml/),
  );
});

test('the proxies of a server are those of the environment that the file is read with', async () => {
  const env = { https_proxy: 'http://p:1', NO_PROXY: 'x', HTTP_PROXY: '', OTHER_PROXY: 'o' };
  const { server } = await plan('server: { url: https://h/ }', { env });
  assert.deepEqual(server.transport === 'http' && server.proxies, { https_proxy: 'http://p:1', NO_PROXY: 'x' });
});
