/** Which values are secrets: not settings, and never words that stand in every output. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worthHiding } from '../src/config/secret-name.ts';
import { folder, plan } from './harness/config.ts';
import { smoke } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const SETTINGS: readonly (readonly [string, string])[] = [
  ['MCP_MODE', 'stdio'],
  ['PORT', '3000'],
  ['LOG_LEVEL', 'debug'],
  ['FEATURE_X', 'true'],
  ['PLATFORM', 'linux'],
  ['RUNTIME', 'node'],
  ['REGION', 'eu-west-1'],
  ['LOCALE', 'en_US.UTF-8'],
  ['CONFIG', '/etc/notes/config.json'],
  ['DATA', './data/notes.db'],
  ['BASE', 'http://localhost:8000/api/v1'],
  ['BIND', '127.0.0.1:8000'],
  ['RELEASE', 'v1.12.3'],
  ['TOKEN_FORMAT', 'json'],
];
const SECRETS: readonly (readonly [string, string])[] = [
  ['X', 'sesame'],
  ['X', 'k9-Qz77!vLpW'],
  ['X', 'hunter2-and-more'],
  ['X', '/9xKq3LmZ8vT5wYb/aB+cD'],
  ['X', 'https://hooks.example/services/T0AB/B1CD/x8Kq3LmZ8vT5'],
  ['X', 'postgres://app:pw@db/notes'],
  ['X', '5f2b8c90-7d1e-4a55-9c3b-0e6f1a2b3c4d'],
  ['DB_PASSWORD', 'eu-west-1'],
];

test('settings are no secrets, whatever carries them; values of another kind are', () => {
  for (const [name, value] of SETTINGS) assert.equal(worthHiding(name, value), false, `${name}=${value}`);
  for (const [name, value] of SECRETS) assert.equal(worthHiding(name, value), true, `${name}=${value}`);
});

test('what goes into arguments of the server, of its app and of steps is a secret, as in its env', async () => {
  const secret = 'k9-Qz77!vLpW';
  const env = { HOME: '/home/me', KX: secret, MODE: 'stdio' };
  const places = [
    'server: { command: node, args: [a, "--k=${env:KX}", "${env:MODE}"] }',
    `server: { url: "http://127.0.0.1:\${port}/", start: { command: node, args: ["\${env:KX}"] } }`,
    'server: { command: node }\nsteps: [{ tool: a, args: { deep: [{ k: "x ${env:KX} ${env:MODE}" }] } }]',
    'server: { command: node }\nteardown: [{ tool: a, args: { k: "${env:KX}" } }]',
    'server: { url: "http://127.0.0.1:1/" }\nsteps: [{ http: { url: /x, method: POST, json: { k: "${env:KX}" } } }]',
  ];
  for (const text of places) {
    assert.deepEqual((await plan(text, { env })).secrets, [{ name: 'KX', value: secret }], text);
  }
  assert.ok(folder);
});

test('what goes there by way of variables is a secret, too; a variable that goes nowhere or is overridden is none', async () => {
  const secret = 'k9-Qz77!vLpW';
  const env = { HOME: '/home/me', KX: secret, KY: 'n4-Vb31!wRtZ', MODE: 'stdio' };
  const vars =
    'vars: { v: "x-${env:KX}", w: "${v}", deep: { a: [{ b: "${w}" }] }, m: "${env:MODE}", idle: "${env:KY}" }\n';
  const places = [
    'server: { command: node, args: [a, "--k=${v}", "${m}"] }',
    'server: { command: node, env: { A: "pre ${w} post", B: "${m}" } }',
    'server: { url: "http://127.0.0.1:1/?a=${w}" }',
    'server: { url: "http://127.0.0.1:1/", headers: { X-A: "${w:-none}" } }',
    `server: { url: "http://127.0.0.1:\${port}/", start: { command: node, env: { A: "\${w}" } } }`,
    'server: { command: node }\nsteps: [{ tool: a, args: { all: "${deep}" } }]',
    'server: { command: node }\nsteps: [{ tool: a, args: { k: "${case.k}" }, cases: [{ k: "${w}" }] }]',
    'server: { url: "http://127.0.0.1:1/" }\nsteps: [{ http: { url: /x, method: POST, body: "${w}" } }]',
  ];
  for (const text of places) {
    assert.deepEqual((await plan(vars + text, { env })).secrets, [{ name: 'KX', value: secret }], text);
  }
  assert.deepEqual((await plan(`${vars}${places[0]}`, { env, vars: { v: 'plain-text-77' } })).secrets, []);
});

test('variables that each take the one before them twice are followed once', async () => {
  const later = Array.from({ length: 2_000 }, (_, at) => `v${at + 1}: "\${v${at}:-}\${v${at}:-}"`);
  const text = `vars: { v0: "\${env:KX:-}", ${later.join(', ')} }\nserver: { command: node, args: ["\${v2000:-x}"] }`;
  assert.deepEqual((await plan(text, { env: {} })).secrets, []);
});

test('options of the command line whose names say so carry secrets: --token X, --api-key=X, -password', async () => {
  const values = async (args: string) => (await plan(`server: { command: node, args: ${args} }`)).secrets;
  assert.deepEqual(await values('[--token, tk-12345678]'), [{ name: 'token', value: 'tk-12345678' }]);
  assert.deepEqual(await values('[--api-key=ak-12345678, --mode, plain-12345678]'), [
    { name: 'api-key', value: 'ak-12345678' },
  ]);
  assert.deepEqual(await values('[-password, pw-12345678]'), [{ name: 'password', value: 'pw-12345678' }]);
  assert.deepEqual(await values('[--token, --verbose]'), []);
});

test('passwords of the proxies in the environment are secrets, however the variable is written', async () => {
  const env = { HTTPS_PROXY: 'http://me:first-pw-11@p.test:3128', http_proxy: 'http://me:second%2Dpw-22@p.test:3128' };
  const { secrets } = await plan('server: { url: "https://h.test/mcp" }', { env });
  assert.deepEqual(secrets.map(({ value }) => value).sort(), ['first-pw-11', 'second-pw-22']);
});

test('a secret argument of the server is in no output', async (t) => {
  const work = new WorkFolder(t);
  const value = 'zq8-Lantern-5521';
  const server = fixture('echo-arguments.mjs', '--token', value);
  const steps = [{ tool: 'faulty', args: { text: 'x' }, expect: { text: 'other' } }];
  const ran = await work.script({ server, steps }, ['-vv', '--report', 'pretty=a.txt', '--report', 'html=a.html']);
  for (const text of [ran.stdout, ran.stderr, work.read('report.json'), work.read('a.txt'), work.read('a.html')]) {
    assert.ok(!text.includes(value), text);
  }
  assert.match(work.read('a.txt'), /\[redacted:token\]/);
});

test('a secret that goes through `vars` into the arguments and the env of the server is in no output', async (t) => {
  const work = new WorkFolder(t);
  const env = { ACME_LOGIN: 'ann.Qv73kdLs83nW', DB_URL: 'Server=db;Pwd7=Qx81kdLs83nWq' };
  const vars = { login: '${env:ACME_LOGIN}', db: '${env:DB_URL}', both: '${login}/${db}' };
  const server = { ...fixture('echo-arguments.mjs', '--as=${login}'), env: { BOTH: '${both}' } };
  const steps = [{ tool: 'faulty', args: { text: 'for ${login}' }, expect: { text: 'other' } }];
  const args = ['-v', '--report', 'pretty=a.txt', '--report', 'html=a.html'];
  const ran = await work.script({ vars, server, steps }, args, { env });
  for (const text of [ran.stdout, ran.stderr, work.read('report.json'), work.read('a.txt'), work.read('a.html')]) {
    for (const value of Object.values(env)) assert.ok(!text.includes(value), text);
  }
  assert.match(ran.stdout, /--as=\[redacted:ACME_LOGIN\] \(stdio\)/);
});

for (const [value, told] of [
  ['linux', /ordinary word/],
  ['node', /ordinary word/],
  ['json', /ordinary word/],
  ['html', /ordinary word/],
  ['Password', /ordinary word/],
  ['/usr/local/bin', /ordinary word/],
  ['false', /ordinary word/],
  ['hello', /fewer than 6 letters/],
  ['65535', /fewer than 6 digits/],
  ['a1', /shorter than 4/],
] as const) {
  test(`${value} as a named secret is refused before the start`, async (t) => {
    const work = new WorkFolder(t);
    const file = { server: { command: 'touch', args: ['started'] }, secrets: ['NOTES_TOKEN'] };
    work.write('smoke.yaml', file);
    const { code, stderr } = await work.run(['run', 'smoke.yaml', '--report', 'json=r.json'], {
      env: { NOTES_TOKEN: value },
    });
    assert.equal(code, 2, stderr);
    assert.match(stderr, told);
    assert.match(stderr, /`NOTES_TOKEN`[\s\S]*use a longer value, or take it off the list/);
    assert.deepEqual([work.read('started'), work.read('r.json')], ['', '']);
  });
}

test('probe: a setting that is passed on is no secret, a token is', async () => {
  const { command, args } = fixture('echo-arguments.mjs');
  const run = (env: Record<string, string>) =>
    smoke(['probe', '--env', 'MCP_MODE', '--env', 'NOTES_TOKEN', '--report', 'json', '--', command, ...args], { env });
  const { code, stdout } = await run({ MCP_MODE: 'stdio', NOTES_TOKEN: 'k9-Qz77-vLpW' });
  const report = JSON.parse(stdout);
  assert.deepEqual([code, report.secrets.values, report.suites[0].server.transport], [0, 1, 'stdio']);
});
