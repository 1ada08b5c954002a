/** `doctor` looks at the machine and the folder; it starts no server, ends nothing, and tells no secret. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixture } from './harness/suite.ts';
import { WorkFolder } from './harness/work-folder.ts';

/** A home and a PATH of its own: nothing of the machine that runs the test is seen. */
function setUp(work: WorkFolder): Record<string, string> {
  const [home, bin] = ['home', 'bin'].map((name) => join(work.path, name));
  for (const folder of [home!, bin!, join(work.path, 'project')]) mkdirSync(folder);
  symlinkSync(process.execPath, join(bin!, 'node'));
  writeFileSync(join(bin!, 'uv'), '#!/bin/sh\necho uv 9.9.9\n');
  writeFileSync(join(bin!, 'docker'), '#!/bin/sh\nexit 1\n');
  for (const name of ['uv', 'docker']) chmodSync(join(bin!, name), 0o755);
  return { HOME: home!, PATH: bin! };
}

const section = (stdout: string, title: string) =>
  stdout.split('\n\n').find((one) => one.startsWith(`${title}\n`)) ?? '';

test('commands, configs, variables and smoke files', async (t) => {
  const work = new WorkFolder(t);
  const env = { ...setUp(work), A_TOKEN: 'never-shown-91' };
  const servers = {
    fine: { command: 'node', args: ['--api-key', 'never-shown-90'], env: { T: '${A_TOKEN}' } },
    gone: { command: 'no-such-command' },
    needs: { command: 'node', args: ['${B_TOKEN}'] },
  };
  work.write('project/.mcp.json', JSON.stringify({ mcpServers: servers }));
  work.write('home/.claude.json', '{"broken');
  work.write('project/smoke.yaml', { server: { command: 'node' }, steps: [{ tool: 'x', when: { env: ['C_URL'] } }] });
  const { stdout, code } = await work.run(['doctor'], { env, cwd: join(work.path, 'project') });
  assert.equal(code, 1, 'the broken config is wrong');
  const commands = section(stdout, 'Commands');
  assert.match(commands, /OK {6}node +v\d+/);
  assert.match(commands, /OK {6}uv +uv 9\.9\.9/);
  assert.match(commands, /MISSING uvx +not on the PATH/);
  assert.match(commands, /NOTE {4}docker .*but its engine does not answer/);
  assert.match(section(stdout, 'Smoke files'), /OK {6}smoke\.yaml {2}1 step\b/);
  const configs = section(stdout, 'Configs of hosts');
  assert.match(configs, /OK {6}\.mcp\.json +Claude Code, 3 servers/);
  assert.match(configs, /OK {8}fine +.*bin\/node/);
  assert.match(configs, /NOTE {6}gone +"no-such-command" was not found/);
  assert.match(configs, /NOTE {6}needs +environment variable `B_TOKEN` is not set/);
  assert.match(configs, /WRONG {3}~\/\.claude\.json +not valid JSON/);
  const variables = section(stdout, 'Variables');
  for (const line of [/OK {6}A_TOKEN +set/, /MISSING B_TOKEN +not set/, /MISSING C_URL +not set/])
    assert.match(variables, line);
  assert.doesNotMatch(stdout, /never-shown/);
});

test('mistakes in smoke files are shown with their place', async (t) => {
  const work = new WorkFolder(t);
  const env = setUp(work);
  work.write('smoke.yaml', 'server: { comand: x }\n');
  const { stdout, code } = await work.run(['doctor'], { env });
  assert.equal(code, 1);
  assert.match(section(stdout, 'Smoke files'), /WRONG[\s\S]*unknown key `comand`[\s\S]*smoke\.yaml:1:11/);
});

test('the server of a smoke file is looked for; a file with mistakes hides none of the others', async (t) => {
  const work = new WorkFolder(t);
  const env = setUp(work);
  const project = { env, cwd: join(work.path, 'project') };
  const bad = {
    a: { command: 'no-such-command' },
    b: { command: 'node there.mjs' },
    c: { command: 'node', args: ['missing.mjs'] },
    d: { from: '.mcp.json', name: 'gone' },
    e: { url: 'http://127.0.0.1:${port}/mcp', start: { command: './app', ready: { tcp: '127.0.0.1:${port}' } } },
  };
  for (const [name, server] of Object.entries(bad)) work.write(`project/${name}.smoke.yaml`, { server, steps: [] });
  work.write('project/there.mjs', '');
  work.write('project/.mcp.json', JSON.stringify({ mcpServers: { gone: { command: './gone.sh' } } }));
  work.write('project/f.smoke.yaml', {
    server: { command: 'node', args: ['there.mjs'] },
    protocol: ['2026-07-28', '2025-11-25'],
    steps: [],
  });
  work.write('project/g.smoke.yaml', 'server: { comand: x }\n');
  const { stdout, code } = await work.run(['doctor'], project);
  assert.equal(code, 1, stdout);
  const told = section(stdout, 'Smoke files').replaceAll(work.path, '').replaceAll(/ {3,}/g, '  ');
  const lines = [
    /OK {2}a\.smoke\.yaml {2}0 steps\n {2}WRONG {2}server {2}"no-such-command" was not found/,
    /b\.smoke.*\n {2}WRONG {2}server {2}"node there\.mjs" was not found .* arguments in one\.\n {2}Split it: command: node, args: \[there\.mjs\]/,
    /c\.smoke.*\n {2}WRONG {2}server {2}there is no missing\.mjs; it is taken from the working folder, .*project\n/,
    /d\.smoke.*\n {2}WRONG {2}server {2}"\.\/gone\.sh" was not found .*there is no .*project\/gone\.sh/,
    /e\.smoke.*\n {2}WRONG {2}server {2}"\.\/app" was not found/,
    /OK {2}f\.smoke.*\n {2}OK {2}server {2}\/bin\/node\n {2}WRONG {2}g\.smoke\.yaml {2}error: unknown key `comand`/,
  ];
  for (const line of lines) assert.match(told, line);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'g']) {
    const run = await work.run(['run', `${name}.smoke.yaml`], project);
    assert.ok(run.code === 2 || run.code === 3, `${name}: what is WRONG is wrong in a run, too: ${run.stdout}`);
  }
});

test('ports that configs name', async (t) => {
  const work = new WorkFolder(t);
  const env = setUp(work);
  const listener = createServer().listen(0, '127.0.0.1');
  t.after(() => listener.close());
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  work.write(
    '.mcp.json',
    JSON.stringify({
      mcpServers: { a: { url: `http://127.0.0.1:${port}/mcp` }, b: { url: 'http://localhost:1/mcp' } },
    }),
  );
  const { stdout, code } = await work.run(['doctor'], { env });
  assert.equal(code, 0, stdout);
  assert.match(section(stdout, 'Ports'), new RegExp(`NOTE {4}${port} .*in use`));
  assert.match(section(stdout, 'Ports'), /NOTE {4}1 +nothing listens/);
});

test('the command of a server left behind is told on one line; our own reaper is none', {
  skip: process.platform === 'win32',
}, async (t) => {
  const work = new WorkFolder(t);
  const lines = `while true; do\n  sleep 1 # mcp\ndone\n${'#'.repeat(500)}`;
  const host = `const { spawn } = require('node:child_process');
    const start = (name) => spawn('/bin/sh', ['-c', ${JSON.stringify(lines)}, name], { stdio: ['pipe', 'ignore', 'ignore'], detached: true }).pid;
    console.log(start('mcp-server'), start('mcp-smoke-reaper')); setTimeout(() => process.exit(), 300);`;
  const gone = spawn(process.execPath, ['-e', host], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(gone.stdout, 'data');
  const pids = String(said).trim().split(' ').map(Number);
  t.after(() => {
    for (const pid of pids) process.kill(-pid, 'SIGKILL');
  });
  await once(gone, 'close');
  const { stdout } = await work.run(['doctor'], { env: setUp(work) });
  const told = section(stdout, 'Servers left behind').split('\n');
  assert.equal(told.filter((line) => line.includes(`pid ${pids[0]} `)).length, 1);
  assert.match(
    told.find((line) => line.includes(`pid ${pids[0]} `))!,
    /"\/bin\/sh -c while true; do\\n .{1,220}… \([\d,]+ characters\)", for \d/,
  );
  assert.ok(!told.some((line) => line.includes(`pid ${pids[1]} `)), told.join('\n'));
  assert.ok(
    told.slice(1).every((line) => /^ {2}(?:NOTE|OK) /.test(line) || line === ''),
    told.join('\n'),
  );
});

test('a server whose host has gone is told of, and left alone', { skip: process.platform === 'win32' }, async (t) => {
  const work = new WorkFolder(t);
  const { command, args } = fixture('no-exit-on-eof.mjs', `--mark=${work.path}/mcp-left-behind`);
  const host = `const { spawn } = require('node:child_process');
    const child = spawn(${JSON.stringify(command)}, ${JSON.stringify([...args, '--token', 'never-shown-92'])}, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    console.log(child.pid); setTimeout(() => process.exit(), 300);`;
  const gone = spawn(process.execPath, ['-e', host], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(gone.stdout, 'data');
  const pid = Number(String(said));
  t.after(() => process.kill(pid, 'SIGKILL'));
  await once(gone, 'close');
  const { stdout } = await work.run(['doctor'], { env: setUp(work) });
  const told = section(stdout, 'Servers left behind');
  assert.match(told, new RegExp(`NOTE {4}pid ${pid} .*no-exit-on-eof\\.mjs`));
  assert.doesNotMatch(told, /never-shown/);
  process.kill(pid, 0);
});
