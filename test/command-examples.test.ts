/** The examples of every command's help are lines that work: read by the command's own parser, and run in a folder that has what they name. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Command, nameOf } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { parsePlain } from '../src/cli/plain.ts';
import { parseByYargs } from '../src/cli/yargs.ts';
import { ROOT, smoke } from './harness/smoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const prepared = join(folder, 'prepared');

/** Of these the other end is somewhere on the internet. */
const isElsewhere = (line: string) => line.includes('https://') && !line.startsWith('logout ');
const SERVER = ['script', 'serve', 'protocol', 'era'].map((name) => `${name}.mjs`);

before(async () => {
  for (const name of SERVER) cpSync(join(ROOT, 'test/servers', name), join(prepared, 'src', name));
  const write = (name: string, text: string) => writeFileSync(join(prepared, name), text);
  write('server.mjs', "import './src/script.mjs';\n");
  write('.mcp.json', JSON.stringify({ mcpServers: { notes: { command: 'node', args: ['server.mjs'] } } }));
  const file = (path: string) =>
    `server: { command: node, args: [${path}] }\nvars: { region: us }\nsteps: [{ tool: look, tags: [quick], args: { text: "\${region}" } }]\n`;
  write('smoke.yaml', file('server.mjs'));
  mkdirSync(join(prepared, 'smoke'));
  write('smoke/look.smoke.yaml', file('../server.mjs'));
  const reports = ['result', 'old', 'new', 'shard-1', 'shard-2'].flatMap((name) => ['--report', `json=${name}.json`]);
  const ran = await smoke(['run', 'smoke.yaml', ...reports], { cwd: prepared });
  assert.equal(ran.code, 0, ran.stdout + ran.stderr);
});

for (const command of commands) {
  for (const { line, does } of command.examples) {
    test(`mcp-smoke ${line}`, async () => {
      await assertRead(command, line);
      assert.ok(does.length > 0 && !does.endsWith('.'));
      if (isElsewhere(line)) return;
      const cwd = mkdtempSync(join(folder, 'run-'));
      cpSync(prepared, cwd, { recursive: true });
      if (line === 'init -- node server.mjs') rmSync(join(cwd, 'smoke.yaml'));
      const ran = await smoke(line.split(' '), { cwd, env: { XDG_CONFIG_HOME: cwd, HOME: cwd } });
      assert.equal(ran.code, 0, ran.stdout + ran.stderr);
    });
  }
}

/** Whoever reads the line, takes it for this very command. */
async function assertRead(command: Command, line: string): Promise<void> {
  assert.doesNotMatch(line, /["'\\]| {2}|^mcp-smoke/);
  const words = line.split(' ');
  const parsed = await parseByYargs(words, commands);
  assert.equal(parsed && nameOf(parsed.command), nameOf(command));
  const plain = parsePlain(words, commands);
  assert.ok(plain === undefined || plain.command === command);
}

test('a help page shows them under their own head', async () => {
  const { stdout } = await smoke(['doctor', '--help']);
  assert.match(stdout, /\nExamples:\n {2}mcp-smoke doctor {2,}this machine and folder\n/);
});
