/** `init` and `probe --write`: from nothing to a smoke file that passes. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { draftOf } from '../src/starter/draft.ts';
import { serverLines } from '../src/starter/server-lines.ts';
import { starterOf } from '../src/starter/smoke-file.ts';
import { plan } from './harness/config.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

interface Written {
  readonly server: Record<string, unknown>;
  readonly steps: readonly {
    readonly tool: string;
    readonly args?: Record<string, unknown>;
    readonly skip?: string;
    readonly todo?: string;
  }[];
}

const starter = (work: WorkFolder, ...args: readonly string[]) => {
  const { command, args: rest } = fixture('starter.mjs', `--log=${work.path}/calls`, ...args);
  return ['--', command, ...rest];
};
const written = (work: WorkFolder, name = 'smoke.yaml') => parse(work.read(name)) as Written;

test('a server whose tools need nothing special: check accepts the file, run passes at once', async (t) => {
  const work = new WorkFolder(t);
  const made = await work.run(['init', ...starter(work, '--plain')]);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(made.stdout, 'smoke.yaml: 3 steps: 3 to run\nnext: mcp-smoke run\n');
  assert.equal(made.stderr, '');
  assert.equal(work.read('calls'), '', 'nothing was called');
  assert.match(
    work.read('smoke.yaml'),
    /^# yaml-language-server: \$schema=\.\/node_modules\/mcp-smoke\/schema\/smoke\.schema\.json\n/,
  );
  assert.match(work.read('smoke.yaml'), /^ {2}# Does formats\.$/m);
  assert.equal((await work.run(['check'])).code, 0);
  const ran = await work.run(['run']);
  assert.equal(ran.code, 0, ran.stdout);
  assert.deepEqual(
    work.calls.map((call) => call.slice(0, call.indexOf(' {'))),
    ['nothing', 'formats', 'create: # "note"'],
  );
});

test('what needs a real value is a TODO that check points at and run skips; what may do harm is not called', async (t) => {
  const work = new WorkFolder(t);
  assert.equal((await work.run(['init', '-o', 'notes.smoke.yaml', ...starter(work)])).code, 0);
  const { steps } = written(work, 'notes.smoke.yaml');
  const told = Object.fromEntries(steps.map(({ tool, todo, skip }) => [tool, todo ?? skip?.split(':')[0] ?? 'runs']));
  assert.deepEqual(told, {
    nothing: 'runs',
    formats: 'runs',
    'create: # "note"': 'runs',
    get_note: 'give a real note_id',
    read_file: 'give a real path',
    open: 'give a real target',
    rename: 'give a real names[0].uuid',
    add_lines: 'give a real entityName',
    create_entities: 'runs',
    now: 'give a real local_timezone',
    at: 'give a real moment',
    rate: 'give a real of',
    impossible: told['impossible'],
    twins:
      'write the arguments: no input could be made that fits inputSchema: /pair must not have an item twice: items 0 and 1 are the same',
    format_disk: 'the tool says that it is destructive',
    delete_all: 'going by its name, it destroys something',
    send_mail: 'going by its name, others notice when it is called',
    delete_preview: 'runs',
    clear_cache: 'runs',
  });
  assert.match(told['impossible']!, /^write the arguments: no input could be made/);
  assert.deepEqual(steps.find(({ tool }) => tool === 'rename')?.args, { names: [{ uuid: 'TODO' }] });
  const made = steps.find(({ tool }) => tool === 'create_entities')?.args;
  assert.deepEqual(made, { entities: [{ entityName: 'example', displayName: 'example' }] });
  const checked = await work.run(['check', 'notes.smoke.yaml']);
  assert.equal(checked.code, 0);
  const line = work.read('notes.smoke.yaml').split('\n').indexOf('    todo: give a real note_id') + 1;
  assert.match(
    checked.stdout,
    new RegExp(`^TODO {2}notes\\.smoke\\.yaml:${line}:11 {2}get_note: give a real note_id$`, 'm'),
  );
  assert.equal(checked.stdout.match(/^TODO/gm)?.length, 10);
  const ran = await work.run(['run', 'notes.smoke.yaml']);
  assert.equal(ran.code, 0, ran.stdout);
  assert.match(ran.stdout, /SKIP {3}get_note {2}to do: give a real note_id/);
  const called = steps.filter(({ tool }) => told[tool] === 'runs').map(({ tool }) => tool);
  assert.deepEqual(
    work.calls.map((call) => call.slice(0, call.indexOf(' {'))),
    called,
  );
});

test('a file that is there stays, unless --force is given; - is stdout', async (t) => {
  const work = new WorkFolder(t);
  work.write('smoke.yaml', 'mine');
  const refused = await work.run(['init', ...starter(work)]);
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /smoke\.yaml is there already; --force writes over it/);
  assert.equal(work.read('smoke.yaml'), 'mine');
  const shown = await work.run(['init', '-o', '-', ...starter(work)]);
  assert.equal(shown.code, 0);
  assert.equal((parse(shown.stdout) as Written).steps.length, 19);
  assert.equal(work.read('smoke.yaml'), 'mine');
  assert.equal((await work.run(['init', '--force', ...starter(work)])).code, 0);
  assert.equal(work.read('smoke.yaml'), shown.stdout);
});

test('where nothing would run, what is to be done comes before the run', async (t) => {
  const work = new WorkFolder(t);
  const next = async (...args: string[]) => (await work.run(['init', '--force', ...args])).stdout.split('\n').at(-2);
  assert.equal(
    await next(...starter(work, '--only=get_note')),
    'next: fill in what `mcp-smoke check` lists as TODO, then mcp-smoke run',
  );
  assert.match((await work.run(['check'])).stdout, /^TODO /m);
  assert.equal(
    await next('-o', 'a b.yaml', ...starter(work, '--only=delete_all')),
    "next: take out the `skip:` of what may be called, then mcp-smoke run 'a b.yaml'",
  );
  assert.equal(await next(...starter(work, '--only=nothing')), 'next: mcp-smoke run');
});

test('a server that does not start: why, and no file', async (t) => {
  const work = new WorkFolder(t);
  const shown = await work.run(['init', '-o', '-', '--', 'no-such-command-anywhere']);
  assert.match(shown.stderr, /\nno smoke file was written: the tools are not known\n$/);
  const { code, stdout, stderr } = await work.run(['init', '--', 'no-such-command-anywhere']);
  assert.equal(code, 3);
  assert.equal(stdout, '');
  assert.match(stderr, /spawn-enoent[\s\S]*smoke\.yaml was not written/);
  assert.equal(work.read('smoke.yaml'), '');
});

test('no secret stands in the file: the variable that holds it does', async (t) => {
  const work = new WorkFolder(t);
  const secret = 'k3y-of-mine-17';
  const env = { MY_KEY: secret, GIVEN: 'also-s3cret-x' };
  const args = [
    '--token',
    secret,
    '--header',
    `X-Api-Key: ${secret}`,
    'DB_PASSWORD=hunter-2-x',
    'https://me:pa55word9@h/',
  ];
  const made = await work.run(['init', '--env', 'GIVEN', ...starter(work, '--plain', ...args)], { env });
  assert.equal(made.code, 0, made.stderr);
  const { server } = written(work);
  assert.deepEqual((server['args'] as string[]).slice(-7), [
    '--plain',
    '--token',
    '${env:MY_KEY}',
    '--header',
    'X-Api-Key: ${env:MY_KEY}',
    'DB_PASSWORD=${env:DB_PASSWORD}',
    'https://me:${env:URL_PASSWORD}@h/',
  ]);
  assert.deepEqual(server['env'], { GIVEN: '${env:GIVEN}' });
  assert.doesNotMatch(work.read('smoke.yaml'), /k3y-of|also-s3|hunter|pa55/);
  assert.match(made.stdout, /^set first, since the file holds no secret: DB_PASSWORD, URL_PASSWORD$/m);
  const unset = await work.run(['check'], { env });
  assert.match(unset.stderr, /environment variable `DB_PASSWORD` is not set/);
  const set = { ...env, DB_PASSWORD: 'hunter-2-x', URL_PASSWORD: 'pa55word9' };
  const ran = await work.run(['run'], { env: set });
  assert.equal(ran.code, 0, ran.stdout);
});

test('init --from: the file names the config and the server', async (t) => {
  const work = new WorkFolder(t);
  const one = fixture('starter.mjs', '--plain', '--api-key', 's3cret-of-file');
  work.write('.mcp.json', JSON.stringify({ mcpServers: { one, two: { command: '${NOT_SET_HERE}' } } }));
  const several = await work.run(['init', '--from', '.mcp.json']);
  assert.equal(several.code, 2);
  assert.match(several.stderr, /several servers; add --server NAME, one of: one, two/);
  const mistyped = await work.run(['init', '--from', '.mcp.json', '--server', 'oned']);
  assert.match(mistyped.stderr, /no server "oned"; did you mean `one`/);
  const unset = await work.run(['init', '--from', '.mcp.json', '--server', 'two']);
  assert.deepEqual([unset.code, /two of \.mcp\.json: .*`NOT_SET_HERE` is not set/.test(unset.stderr)], [2, true]);
  const made = await work.run(['init', '--from', '.mcp.json', '--server', 'one', '-o', 'smoke/one.yaml']);
  assert.equal(made.code, 2, 'the folder is not there');
  assert.equal((await work.run(['init', '--from', '.mcp.json', '--server', 'one'])).code, 0);
  assert.deepEqual(written(work).server, { from: '.mcp.json', name: 'one' });
  assert.equal((await work.run(['run'])).code, 0);
  const env = { HOME: work.path };
  const project = join(work.path, 'project');
  mkdirSync(project);
  const fromHome = ['init', '--from', join(work.path, '.mcp.json'), '--server', 'one'];
  assert.equal((await work.run(fromHome, { env, cwd: project })).code, 0);
  assert.deepEqual(written(work, 'project/smoke.yaml').server, { from: '~/.mcp.json', name: 'one' });
  assert.equal((await work.run(['run'], { env, cwd: project })).code, 0);
});

test('init URL: headers by the variables that hold their values, and no secret of the address', async (t) => {
  const work = new WorkFolder(t);
  const seen: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    seen.push(request.headers.authorization);
    const message = JSON.parse((await text(request)) || '{}') as { id?: number; method?: string };
    if (message.id === undefined) return response.writeHead(request.method === 'POST' ? 202 : 405).end();
    const results: Record<string, object> = {
      initialize: {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'web', version: '1' },
      },
      'tools/list': { tools: [{ name: 'ping_me', inputSchema: { type: 'object' } }] },
      ping: {},
    };
    const result = results[message.method ?? ''];
    const body = result ? { result } : { error: { code: -32601, message: 'Method not found' } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, ...body }));
  }).listen(0, '127.0.0.1');
  t.after(() => server.closeAllConnections());
  t.after(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp?api_key=query-s3cret`;
  const env = { MY_AUTH: 'Bearer header-s3cret', API_KEY: 'query-s3cret' };
  const made = await work.run(['init', url, '--header', 'Authorization=MY_AUTH'], { env });
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(written(work).server, {
    url: url.replace('query-s3cret', '${env:API_KEY}'),
    headers: { Authorization: '${env:MY_AUTH}' },
  });
  assert.doesNotMatch(work.read('smoke.yaml') + made.stdout + made.stderr, /s3cret/);
  assert.ok(seen.length > 2 && seen.every((one) => one === env.MY_AUTH));
  assert.equal((await work.run(['check'], { env })).code, 0);
});

test('probe --write: the same file beside the probe', async (t) => {
  const work = new WorkFolder(t);
  const probed = await work.run(['probe', '--write', 'smoke.yaml', ...starter(work, '--plain')]);
  assert.equal(probed.code, 0);
  assert.match(probed.stdout, /OK {5}schema[\s\S]*Smoke test OK\.\nsmoke\.yaml: 3 steps/);
  const [before] = [work.read('smoke.yaml')];
  assert.equal((await work.run(['init', '--force', ...starter(work, '--plain')])).code, 0);
  assert.equal(work.read('smoke.yaml'), before);
});

const stop = new AbortController().signal;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '${env:HOME}',
    '$${x}',
    '${',
    '# a',
    'yes',
    '~',
    '- x',
    "it's",
    '"',
    '*a',
    '&a',
    '!t',
    '%Y',
    '@',
    '`',
    '\u2028',
    '\ud800',
    'a: b',
    '__proto__',
    'TODO',
  ),
);
const anySchema = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', 'nonsense') }),
    fc.record({ const: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown> }),
    fc.record({ default: fc.jsonValue() as fc.Arbitrary<unknown>, description: anyText }),
    fc.record({ enum: fc.array(fc.oneof(anyText, fc.double(), fc.constant(2 ** 60), fc.constant(-0))) }),
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }),
    fc
      .dictionary(anyText, tie('schema'), { maxKeys: 4 })
      .map((properties) => ({ type: 'object', properties, required: Object.keys(properties) })),
    fc.jsonValue() as fc.Arbitrary<unknown>,
  ),
})).schema;
const anyTool = fc.oneof(
  fc.record(
    {
      name: anyText,
      description: fc.oneof(anyText, fc.jsonValue() as fc.Arbitrary<unknown>),
      inputSchema: fc
        .dictionary(anyText, anySchema, { maxKeys: 4 })
        .map((properties) => ({ type: 'object', properties, required: Object.keys(properties) })),
      annotations: fc.oneof(fc.record({ destructiveHint: fc.boolean() }), fc.jsonValue() as fc.Arbitrary<unknown>),
    },
    { requiredKeys: ['name'] },
  ),
  fc.jsonValue() as fc.Arbitrary<unknown>,
);

test('any list of tools becomes a file that check accepts, with the arguments that the schema gave', async () => {
  const property = fc.asyncProperty(fc.array(anyTool, { maxLength: 6 }), anyText, async (tools, named) => {
    // No command line can hold it.
    const name = named.replaceAll('\0', '');
    const drafts = [];
    for (const tool of tools) {
      const draft = await draftOf(tool, stop);
      if (draft) drafts.push(draft);
    }
    const origin = {
      kind: 'command',
      spec: { transport: 'stdio', command: 'x', args: [name], env: {}, cwd: '/' },
      env: [],
    } as const;
    const { lines } = serverLines(origin, [], {}, (path) => path);
    const { text } = starterOf({ name, server: lines, drafts, schemaPath: './s.json' });
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u, 'nothing invisible');
    const read = await plan(text);
    assert.equal((read.server as { args?: string[] }).args?.[0], name);
    const steps = read.steps.map(({ target, args }) => [target, args]);
    assert.deepEqual(
      JSON.parse(JSON.stringify(steps)),
      JSON.parse(JSON.stringify(drafts.map(({ tool, args }) => [tool, args]))),
    );
  });
  const unseen = '\u00ad\u0600\u061c\u06dd\u070f\u0890\u08e2\u180e\u200b\u{e0041}';
  await fc.assert(property, { numRuns: 300, examples: [[[{ name: `a${unseen}` }], `b${unseen}`]] });
});

test('a list that is too long for a file is cut, and the file says so', async () => {
  const properties = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, { type: 'integer' }]));
  const inputSchema = { type: 'object', properties, required: Object.keys(properties) };
  const drafts = [];
  for (let index = 0; index < 600; index++) drafts.push((await draftOf({ name: `t${index}`, inputSchema }, stop))!);
  const { text, counts } = starterOf({ name: 'x', server: ['server: { command: x }'], drafts, schemaPath: '.' });
  const { steps } = await plan(text);
  assert.ok(counts.left > 100 && steps.length === 600 - counts.left, `${counts.left} left out`);
  assert.match(text, new RegExp(`# There was no room for ${counts.left} more tools`));
});
