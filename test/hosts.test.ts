/** Configs of hosts: each read as its host reads it, and `probe --from`, which tries all servers of one. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { after, test } from 'node:test';
import type { HostServer } from '../src/config/hosts/entry.ts';
import { loadHost } from '../src/config/hosts/load.ts';
import type { StdioServer } from '../src/model.ts';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mcp-smoke-hosts-')));
after(() => rmSync(folder, { recursive: true }));

const ENV = { TOKEN: 'tok-12345', API_KEY: 'from-input' };

async function load(path: string, content: object | string, cwd = folder) {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content));
  const loaded = await loadHost(full, { env: ENV, cwd });
  assert.ok(!('problem' in loaded), JSON.stringify(loaded));
  return Object.fromEntries(loaded.servers.map((server) => [server.name, server]));
}

/** What becomes of these arguments in the file of a host. */
async function expanded(path: string, args: readonly string[], key = 'mcpServers', more: object = {}) {
  const { one } = await load(path, { ...more, [key]: { one: { command: 'x', args } } });
  const { args: values, cwd } = (one!.spec ?? {}) as StdioServer;
  return { values, cwd, problems: one!.problems, unset: one!.unset };
}

test('Claude Code: whatever stands in braces is a variable', async () => {
  const args = ['${TOKEN}', 'a ${NOPE:-b} c', '${NOPE:-}', '$TOKEN', '${CLAUDE_PROJECT_DIR}/x'];
  const { values, cwd } = await expanded('p/.mcp.json', args);
  assert.deepEqual(values, ['tok-12345', 'a b c', '', '$TOKEN', `${folder}/p/x`]);
  assert.equal(cwd, join(folder, 'p'));
  const { problems, unset } = await expanded('p/.mcp.json', ['${env:TOKEN}', '${NOPE}']);
  assert.deepEqual(unset, ['env:TOKEN', 'NOPE']);
  assert.match(problems.join(), /`env:TOKEN` is not set.*`NOPE` is not set/);
});

test('Claude Code keeps servers of the user and of projects in one file', async () => {
  const here = join(folder, 'work');
  const server = (name: string) => ({ command: name });
  const content = {
    mcpServers: { all: server('a'), both: server('user') },
    projects: {
      [here]: { mcpServers: { mine: server('m'), both: server('project') } },
      '/other': { mcpServers: { mine: server('o') } },
      '/none': {},
    },
  };
  const servers = await load('.claude.json', content, join(here, 'below'));
  const commands = Object.entries(servers).map(([name, { spec }]) => [name, (spec as StdioServer).command]);
  assert.deepEqual(commands, [
    ['all', 'a'],
    ['both', 'project'],
    ['mine', 'm'],
    ['mine (/other)', 'o'],
  ]);
  assert.equal((servers['mine (/other)']!.spec as StdioServer).cwd, '/other');
});

test('Claude Desktop and Codex fill in nothing', async () => {
  const { values } = await expanded('d/claude_desktop_config.json', ['${TOKEN}', '${env:TOKEN}']);
  assert.deepEqual(values, ['${TOKEN}', '${env:TOKEN}']);
});

test('VS Code: places, the environment, what it asks for, a file of variables, comments', async () => {
  const args = [
    '${workspaceFolder}/s.py',
    '${workspaceFolderBasename}',
    '${env:TOKEN}',
    '${/}',
    '${input:api-key}',
    '${input:region}',
    '${TOKEN}',
  ];
  const inputs = [
    { id: 'api-key', type: 'promptString', password: true, description: 'The key' },
    { id: 'region', type: 'pickString', options: ['a', 'b'], default: 'b' },
  ];
  const { values, cwd } = await expanded('v/.vscode/mcp.json', args, 'servers', { inputs });
  assert.deepEqual(values, [`${folder}/v/s.py`, 'v', 'tok-12345', sep, 'from-input', 'b', '${TOKEN}']);
  assert.equal(cwd, join(folder, 'v'));
  const asked = await expanded('v/.vscode/mcp.json', ['${input:other}'], 'servers', {
    inputs: [{ id: 'other', type: 'promptString', description: 'Another key' }],
  });
  assert.deepEqual(asked.problems, ['VS Code asks its user for `other` (Another key): set OTHER']);
  const host = await expanded('v/.vscode/mcp.json', ['${command:x}'], 'servers');
  assert.deepEqual(host.problems, ['`${command:x}` can only be filled by the host']);
  writeFileSync(join(folder, 'v/.env'), 'A=1\nB="two words"\n');
  const text = `{ // a comment
    "servers": { "one": { "type": "stdio", "command": "x", "envFile": "\${workspaceFolder}/.env", "env": { "B": 3, "C": null, }, }, }, }`;
  const { one } = await load('v/.vscode/mcp.json', text);
  assert.deepEqual((one!.spec as StdioServer).env, { A: '1', B: '3' });
  const missing = await load('v/.vscode/mcp.json', { servers: { one: { command: 'x', envFile: 'nowhere.env' } } });
  assert.deepEqual(missing['one']!.problems, ['`envFile` cannot be read: no such file']);
});

test('Visual Studio: `servers` in .mcp.json, with the variables of VS Code', async () => {
  const { values } = await expanded('s/.mcp.json', ['${env:TOKEN}', '${workspaceFolder}'], 'servers');
  assert.deepEqual(values, ['tok-12345', join(folder, 's')]);
});

test('Cursor and Windsurf', async () => {
  const cursor = await expanded('c/.cursor/mcp.json', ['${env:TOKEN}', '${workspaceFolder}', '${input:x}', '${TOKEN}']);
  assert.deepEqual(cursor.values, ['tok-12345', join(folder, 'c'), '${input:x}', '${TOKEN}']);
  const windsurf = await expanded('w/mcp_config.json', ['${env:TOKEN}', '${workspaceFolder}']);
  assert.deepEqual(windsurf.values, ['tok-12345', '${workspaceFolder}']);
});

test('Gemini: with and without braces, and `url` is the older transport', async () => {
  const { values } = await expanded('g/.gemini/settings.json', ['$TOKEN', '${TOKEN}', '${NOPE:-x}', '$1']);
  assert.deepEqual(values, ['tok-12345', 'tok-12345', 'x', '$1']);
  const servers = { old: { url: 'http://h/sse' }, now: { httpUrl: 'http://h/mcp' } };
  const { old, now } = await load('g/.gemini/settings.json', { mcpServers: servers });
  assert.deepEqual(
    [old!.spec, now!.spec].map((spec) => spec?.transport === 'http' && spec.legacySse === true),
    [true, false],
  );
});

test('Codex: TOML, forwarded variables, tokens and headers from variables', async () => {
  const text = `model = "x"
[mcp_servers.local]
command = "node" # comment
args = ["s.mjs", "\${TOKEN}"]
env_vars = ["TOKEN", { name = "API_KEY", source = "local" }]
[mcp_servers.local.env]
A = "b"
[mcp_servers.web]
url = "https://h/mcp"
bearer_token_env_var = "TOKEN"
http_headers = { "X-A" = "1" }
env_http_headers = { "X-Key" = "API_KEY" }
[mcp_servers.off]
command = "x"
enabled = false
[mcp_servers.needs]
url = "https://h/mcp"
bearer_token_env_var = "NOPE"
`;
  const servers = await load('x/.codex/config.toml', text);
  assert.deepEqual(servers['local']!.spec, {
    transport: 'stdio',
    command: 'node',
    args: ['s.mjs', '${TOKEN}'],
    env: { TOKEN: 'tok-12345', API_KEY: 'from-input', A: 'b' },
    cwd: join(folder, 'x'),
  });
  assert.deepEqual(servers['web']!.spec, {
    transport: 'http',
    url: 'https://h/mcp',
    headers: { 'X-A': '1', 'X-Key': 'from-input', Authorization: 'Bearer tok-12345' },
  });
  assert.deepEqual(servers['web']!.usedEnv, ['API_KEY', 'TOKEN']);
  assert.equal(servers['off']!.isOff, true);
  assert.deepEqual(servers['needs']!.unset, ['NOPE']);
});

test('what is wrong is said without the line, which may hold a secret', async () => {
  for (const [path, content, problem] of [
    ['b/.codex/config.toml', 'a = "tok-secret', 'not valid TOML in line 1'],
    ['b/.codex/config.toml', 'a = 1', 'it has no `mcp_servers`'],
    ['b/.mcp.json', '{"mcpServers":\n "tok-secret', 'not valid JSON: a text is not closed in line 2'],
    ['b/.mcp.json', '{"mcpServers": {"a": {}}\n', 'not valid JSON: a `}` is missing where the file ends'],
    ['b/.mcp.json', '{"mcpServers": {\n"a": {} "b": {}}}', 'not valid JSON: a comma is missing in line 2'],
    ['b/.mcp.json', '{}', 'it has no `mcpServers` (or `servers`, as VS Code calls them)'],
    ['b/.vscode/mcp.json', '{"mcpServers": {}}', 'it has no `servers`'],
    ['b/.mcp.json', '[]', 'it is not an object'],
  ] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
    assert.deepEqual(await loadHost(join(folder, path), { env: ENV, cwd: folder }), { problem });
  }
});

test('a key that is nearly `command` or `url` is named', async () => {
  const path = join(folder, 'c/.mcp.json');
  mkdirSync(dirname(path), { recursive: true });
  const entries = { a: { comand: 'node' }, b: { uri: 'https://h' }, c: { args: ['x'], env: {} } };
  writeFileSync(path, JSON.stringify({ mcpServers: entries }));
  const { servers = [] } = (await loadHost(path, { env: ENV, cwd: folder })) as { servers?: readonly HostServer[] };
  const neither = 'this server has neither a `command` nor a `url`';
  assert.deepEqual(
    servers.map(({ problems }) => problems),
    [
      [`${neither}: did you mean \`command\` where it says \`comand\`?`],
      [`${neither}: did you mean \`url\` where it says \`uri\`?`],
      [neither],
    ],
  );
});

test('probe --from: every server of the file, one table, what cannot be tried with the reason', async (t) => {
  const work = new WorkFolder(t);
  const servers = {
    first: { ...fixture('hints.mjs'), env: { SOME_TOKEN: 'never-shown-77' } },
    gone: { command: 'no-such-command-anywhere' },
    needs: { command: 'x', args: ['${NO_SUCH_TOKEN}'] },
    off: { command: 'x', disabled: true },
    last: fixture('hints.mjs', '--password', 'never-shown-78'),
  };
  work.write('.mcp.json', { mcpServers: servers });
  writeFileSync(join(work.path, '.mcp.json'), JSON.stringify({ mcpServers: servers }));
  const { code, stdout } = await work.run(['probe', '--from', '.mcp.json', '--report', 'json=report.json']);
  assert.equal(code, 3);
  const table = stdout.slice(stdout.lastIndexOf('\n\n  OK'));
  const rows = table.split('\n').filter((line) => /^ {2}[A-Z]/.test(line));
  const words = rows.map((row) =>
    row
      .replace(/ +\d+(?:\.\d+)? m?s$/, '')
      .trim()
      .split(/ {2,}| (?=[a-z])/),
  );
  assert.deepEqual(
    words.map(([status, name]) => [status, name]),
    [
      ['OK', 'first'],
      ['BROKEN', 'gone'],
      ['SKIP', 'needs'],
      ['SKIP', 'off'],
      ['OK', 'last'],
    ],
  );
  assert.match(table, /OK {5}first {2}fixture 1\.0\.0 {2}2025-11-25 {2}3 tools/);
  assert.match(table, /gone {3}spawn-enoent: /);
  assert.match(table, /needs {2}environment variable `NO_SUCH_TOKEN` is not set/);
  assert.match(table, /off {4}the host has it switched off/);
  assert.match(stdout, /again {5}mcp-smoke probe --from \.mcp\.json --server gone/);
  assert.doesNotMatch(stdout + work.read('report.json'), /never-shown/);
  const { suites, totals } = work.report();
  assert.deepEqual([suites.length, totals.skipped, totals.broken], [5, 2, 1]);
  const one = await work.run(['probe', '--from', '.mcp.json', '--server', 'first']);
  assert.equal(one.code, 0, one.stdout);
  assert.match(one.stdout, /^first$/m);
});

test('probe --from: where no server can be tried, nothing ran', async (t) => {
  const work = new WorkFolder(t);
  const servers = { needs: { command: 'x', args: ['${NO_SUCH_TOKEN}'] }, off: { command: 'x', disabled: true } };
  work.write('.mcp.json', JSON.stringify({ mcpServers: servers }));
  const { code, stdout } = await work.run(['probe', '--from', '.mcp.json', '--report', 'json=report.json']);
  assert.equal(code, 4, stdout);
  assert.match(
    stdout,
    /2 skipped in .*\nNothing ran: every server was left out \(exit code 4\)\.\nSmoke test FAILED\.\n$/,
  );
  assert.deepEqual([work.report().verdict, work.report().exitCode], ['broken', 4]);
});

test('probe --from: servers run beside each other, at most --jobs of them', async (t) => {
  const work = new WorkFolder(t);
  const slow = fixture('slow-start.mjs', '--ms=500');
  work.write('.mcp.json', JSON.stringify({ mcpServers: { a: slow, b: slow, c: slow } }));
  const { code, stdout } = await work.run(['probe', '--from', '.mcp.json', '--jobs', '2', '--report', 'json=r.json']);
  assert.equal(code, 0, stdout);
  const [a, b, c] = work.report('r.json').suites.map(({ steps }) => {
    const first = steps[0]!.startedAtMs!;
    return { from: first, connected: first + steps[0]!.durationMs, to: steps.at(-1)!.startedAtMs! };
  });
  assert.ok(b!.from < a!.connected, 'the second starts beside the first');
  assert.ok(c!.from >= Math.min(a!.to, b!.to), 'the third waits');
  const bad = await work.run(['probe', '--from', '.mcp.json', '--jobs', '0']);
  assert.deepEqual([bad.code, bad.stderr], [2, '--jobs takes a whole number from 1\n']);
});
