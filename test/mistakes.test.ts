/** Typical mistakes of users, and what they are told: golden transcripts. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { calledAs } from '../src/cli/called-as.ts';
import { compareGolden, transcript } from './harness/golden.ts';
import { withHttp } from './harness/http-fixture.ts';
import { ROOT, smoke } from './harness/smoke.ts';

const cwd = join(ROOT, 'test/golden/files/mistakes');

/** Files of that folder. */
const RUN = [
  'latency',
  'flow-variable',
  'flow-index',
  'braces',
  'one-word',
  'not-executable',
  'relative',
  'environment',
  'other-names',
  'host-config',
  'no-dashes',
  'quote',
  'quote-in-quotes',
  'tool-name',
  'quoted-number',
  'destructive',
  'words',
  'server-only',
  'colon-in-flow',
  'curly-quotes',
  'no-break-space',
];

const COMMANDS: Record<string, readonly string[]> = {
  'probe-one-word': ['probe', '--', 'python3 six.py'],
  'rule-name': ['explain', 'misingenv'],
  'command-name': ['prob', '--', 'node', 'server.mjs'],
  'no-scheme': ['probe', '127.0.0.1:3000/mcp'],
  'no-dashes-before-command': ['probe', 'node', 'server.mjs'],
  'step-name': ['run', 'words.smoke.yaml', '--step', 'exactli'],
  'probe-missing-env': ['probe', '--', 'node', '../../../servers/missing-env.mjs'],
  'probe-tool-error': ['probe', '--call', 'read-only', '--', 'node', '../../../servers/refusing-tool.mjs'],
};

for (const name of RUN) {
  test(`mistake: ${name}`, async () =>
    compareGolden(`mistakes/${name}`, await transcript(['run', `${name}.smoke.yaml`], { cwd })));
}

for (const [name, args] of Object.entries(COMMANDS)) {
  test(`mistake: ${name}`, async () => compareGolden(`mistakes/${name}`, await transcript(args, { cwd })));
}

test('mistake: a token without its scheme', () =>
  withHttp('http-auth.mjs', [], async ({ url, hello }) => {
    const holes = { [String(hello['issuer'])]: '<issuer>', [url]: '<url>' };
    const env = { URL: url, TOKEN: 'not-good-1234567890' };
    compareGolden('mistakes/bearer', await transcript(['run', 'bearer.smoke.yaml'], { cwd, env, holes }));
    const probe = ['probe', url, '--header', 'Authorization=TOKEN'];
    compareGolden('mistakes/probe-bearer', await transcript(probe, { cwd, env, holes }));
  }));

test('mistake: no credentials in probe', () =>
  withHttp('http-auth.mjs', [], async ({ url, hello }) => {
    const holes = { [String(hello['issuer'])]: '<issuer>', [url]: '<url>' };
    compareGolden('mistakes/probe-no-credentials', await transcript(['probe', url], { cwd, holes }));
  }));

test('a fix names ${port}, and not the number that was chosen', async () => {
  const { stdout, code } = await smoke(['run', 'wrong-path.smoke.yaml'], { cwd });
  assert.equal(code, 3);
  assert.match(stdout, /wrong-transport: .* is spoken at http:\/\/127\.0\.0\.1:\d+\/mcp\./);
  assert.match(stdout, /fix {7}Set server\.url to http:\/\/127\.0\.0\.1:\$\{port\}\/mcp\./);
});

test('mistake: a value that is missing', async () => {
  for (const line of [
    'run --report',
    'run words.smoke.yaml --report -q',
    'run --grep',
    'check --var',
    'probe --from',
    'init -o',
  ]) {
    const { code, stderr } = await smoke(line.split(' '), { cwd });
    assert.equal(code, 2, line);
    assert.match(stderr, /^Not enough arguments following: [\w-]+\nTry: mcp-smoke --help\n$/, line);
  }
});

test('mistake: words that a command does not take, and what is given twice', async () => {
  const rows: [line: string, says: RegExp][] = [
    ['probe http://127.0.0.1:1/mcp extra', /^probe does not take "extra"; it is: mcp-smoke probe \[url\]$/m],
    ['run words.smoke.yaml --timeout=', /^--timeout takes a duration such as 500ms, 5s or 2m, not ""$/m],
    ['run words.smoke.yaml --connect-timeout=', /^--connect-timeout takes a duration/],
    ['run words.smoke.yaml --protocol=', /^unknown protocol revision ""; known: auto, /],
    ['probe --timeout= -- node', /^--timeout takes a duration/],
    ['probe --connect-timeout= -- node', /^--connect-timeout takes a duration/],
    ['rules extra', /^rules does not take "extra"/],
    ['serve extra', /^serve does not take "extra"/],
    ['schema smoke report', /^schema does not take "report"; it is: mcp-smoke schema \[what\]$/m],
    ['schema -- report', /^schema does not take "report"/],
    ['explain hang-tool loop-blocked', /^explain does not take "loop-blocked"/],
    ['run words.smoke.yaml --baseline a --baseline b', /^--baseline is given twice$/m],
    ['run words.smoke.yaml --timeout 1s --timeout 2s', /^--timeout is given twice$/m],
    ['run words.smoke.yaml --grep a --grep b', /^--grep is given twice$/m],
    ['run words.smoke.yaml --jobs 1 --jobs 2', /^--jobs is given twice$/m],
    ['probe --call none --call read-only -- node', /^--call is given twice$/m],
    ['init -o a -o b -- node', /^--output is given twice$/m],
  ];
  for (const [line, says] of rows) {
    const { code, stdout, stderr } = await smoke(line.split(' '), { cwd });
    assert.deepEqual([code, stdout], [2, ''], line);
    assert.match(stderr, says, line);
  }
});

test('what is to be typed again begins as the program was called', () => {
  const npm = { npm_config_user_agent: 'npm/10.8.2 node/v20.20.2 linux x64' };
  const rows: [string, Record<string, string>, string][] = [
    ['/home/me/notes/node_modules/.bin/mcp-smoke', {}, 'npx mcp-smoke'],
    ['/home/me/node_modules/mcp-smoke/bin/mcp-smoke.js', {}, 'npx mcp-smoke'],
    ['/home/me/.npm/_npx/0a1b/node_modules/.bin/mcp-smoke', { ...npm, npm_command: 'exec' }, 'npx mcp-smoke'],
    [
      '/home/me/notes/node_modules/mcp-smoke/bin/mcp-smoke.js',
      { npm_config_user_agent: 'pnpm/9.1.0' },
      'pnpm exec mcp-smoke',
    ],
    ['/home/me/notes/node_modules/.bin/mcp-smoke', { npm_config_user_agent: 'yarn/4.1.0' }, 'yarn mcp-smoke'],
    ['/usr/local/bin/mcp-smoke', {}, 'mcp-smoke'],
    ['/usr/local/lib/node_modules/mcp-smoke/bin/mcp-smoke.js', {}, 'mcp-smoke'],
    ['/home/me/notes/bin/mcp-smoke.js', {}, 'node bin/mcp-smoke.js'],
    ['/opt/mcp smoke/bin/mcp-smoke.js', {}, "node '/opt/mcp smoke/bin/mcp-smoke.js'"],
  ];
  for (const [script, env, expected] of rows) assert.equal(calledAs(script, env, '/home/me/notes'), expected, script);
});
