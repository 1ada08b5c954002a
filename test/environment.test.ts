/** What a server is given of our environment: the safe list and what the file names, nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

/** What a CI job or a developer's shell holds. */
const POLLUTED = {
  GITHUB_TOKEN: 'not-for-servers-1',
  GITHUB_ENV: '/tmp/github-env',
  GITHUB_OUTPUT: '/tmp/github-output',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'not-for-servers-2',
  ACTIONS_RUNTIME_TOKEN: 'not-for-servers-3',
  AWS_SECRET_ACCESS_KEY: 'not-for-servers-4',
  AWS_PROFILE: 'prod',
  NODE_OPTIONS: '--no-warnings',
  NODE_PATH: '/tmp/modules',
  LD_LIBRARY_PATH: '/tmp/lib',
  PYTHONPATH: '/tmp/python',
  PYTHONSTARTUP: '/tmp/start.py',
  BASH_ENV: '/tmp/bash-env',
  HTTPS_PROXY: 'http://me:pw-12345@127.0.0.1:1',
  npm_config_registry: 'http://127.0.0.1:1',
  MY_OWN: 'unnamed',
  // An exported shell function is code.
  SHELL: '() { :; }',
  LOGNAME: 'me',
  USER: 'me',
  TERM: 'xterm',
  LANG: 'C',
};
const SAFE = ['HOME', 'LOGNAME', 'PATH', 'TERM', 'USER'];
const READABLE = [
  'COLUMNS',
  'FASTMCP_ENABLE_RICH_LOGGING',
  'FASTMCP_ENABLE_RICH_TRACEBACKS',
  'FASTMCP_SHOW_SERVER_BANNER',
  'NO_COLOR',
  'PYTHONFAULTHANDLER',
  'PYTHONUNBUFFERED',
  'RUST_BACKTRACE',
  'RUST_LIB_BACKTRACE',
];
const NAMED = ['MY_OWN_NAMED', 'NODE_OPTIONS'];

const skip = process.platform === 'win32';

test('a server gets the safe list, what makes it readable, and what the file names', { skip }, async (t) => {
  const work = new WorkFolder(t);
  const server = { ...fixture('echo-arguments.mjs'), env: { MY_OWN_NAMED: 'x1', NODE_OPTIONS: '--no-deprecation' } };
  const steps = [{ tool: 'faulty', args: { text: 'x' }, expect: { text: 'other' } }];
  await work.script({ server, steps }, [], { env: POLLUTED });
  const [call] = work.report().suites[0]!.steps.flatMap(({ calls = [] }) => calls);
  const given = (JSON.parse(call!.answer) as { env: Record<string, string> }).env;
  assert.deepEqual(Object.keys(given).sort(), [...SAFE, ...READABLE, ...NAMED, 'MCP_SMOKE_RUN'].sort());
  assert.equal(given['NODE_OPTIONS'], '--no-deprecation');
  assert.deepEqual([given['USER'], given['TERM']], ['me', 'dumb']);
});

test('--dotenv adds to the environment, which wins; a file that is not there is told in our words', async (t) => {
  const folder = new WorkFolder(t);
  folder.write('.env', 'WORD=from-the-file\nNODE_OPTIONS=--no-such-option\n');
  const step = { tool: 'echo', args: { text: '${env:WORD}' } };
  folder.write('smoke.yaml', { server: folder.server(), coverage: 'off', steps: [step] });
  assert.equal((await folder.run(['run', '--dotenv', '.env'])).code, 0);
  assert.equal((await folder.run(['run', '--dotenv', '.env'], { env: { WORD: 'set' } })).code, 0);
  assert.deepEqual(folder.calls, ['echo from-the-file', 'echo set']);
  const missing = await folder.run(['run', '--dotenv', 'no.env']);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /^--dotenv no\.env cannot be read: .*ENOENT/);
});
