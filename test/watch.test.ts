/** `run --watch`: again on a change of the smoke file or of the server's files; Ctrl-C leaves nothing behind. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverFiles } from '../src/config/watched.ts';
import { leftAfterAWhile } from './harness/processes.ts';
import { ROOT } from './harness/smoke.ts';
import { WorkFolder } from './harness/work-folder.ts';

const HANG_MS = 120_000;

/** Writes a server of one tool that says `word`; it logs nothing, but writes `state` where that is asked. */
function writeServer(folder: WorkFolder, word: string, writes = false): void {
  const log = writes
    ? `import { writeFileSync } from 'node:fs';\nwriteFileSync('state.txt', String(Date.now()));\n`
    : '';
  const serve = JSON.stringify(join(ROOT, 'test/servers/serve.mjs'));
  const code = `import { serve, textResult, tool } from ${serve};\nserve({ tools: [tool('say', () => textResult('${word}'))] });\n`;
  folder.write('server.mjs', `${log}${code}`);
}

/** Runs `body` beside a watching run; resolves with what was said, once it has ended by SIGINT. */
async function watching(folder: WorkFolder, body: (said: (pattern: RegExp) => Promise<void>) => Promise<void>) {
  let child: ChildProcess | undefined;
  let text = '';
  const said = async (pattern: RegExp) => {
    for (const start = Date.now(); !pattern.test(text) && Date.now() - start < HANG_MS; ) await sleep(50);
    assert.match(text, pattern);
  };
  const running = folder.run(['run', '--watch'], {
    during: (started) => {
      child = started;
      started.stdout?.on('data', (chunk: string) => {
        text += chunk;
      });
    },
  });
  try {
    await body(said);
  } finally {
    child?.kill('SIGINT');
  }
  return running;
}

const file = (expected: string) => ({
  server: { command: 'node', args: ['server.mjs'] },
  coverage: 'off',
  steps: [{ tool: 'say', args: { text: 'x' }, expect: { text: expected } }],
});

test('again on a change of the server, and of the smoke file; a mistake in it is told, and mended', async (t) => {
  const folder = new WorkFolder(t);
  writeServer(folder, 'one');
  folder.write('smoke.yaml', file('one'));
  const { code, stdout, stderr } = await watching(folder, async (said) => {
    await said(/Smoke test OK\.\nWatching \d+ files?; Ctrl-C ends it\.\n$/);
    writeServer(folder, 'two');
    await said(/Changed: server\.mjs\n[\s\S]*expected to equal "one"[\s\S]*Smoke test FAILED\.\nWatching/);
    folder.write('smoke.yaml', file('two'));
    await said(/Changed: smoke\.yaml\n[\s\S]*Smoke test OK\.\nWatching[^\n]*\n$/);
    folder.write('smoke.yaml', { stepz: [] });
    await said(/(?:Changed: smoke\.yaml\n[\s\S]*){2}Watching[^\n]*\n$/);
    folder.write('smoke.yaml', file('two'));
    await said(/(?:Changed: smoke\.yaml\n[\s\S]*){3}Smoke test OK\.\nWatching/);
  });
  assert.equal(code, 130);
  assert.match(stderr, /unknown key `stepz`/);
  assert.equal(stdout.match(/Changed:/g)?.length, 4, stdout);
});

test('a file that the server writes itself starts no run without end', async (t) => {
  const folder = new WorkFolder(t);
  writeServer(folder, 'one', true);
  folder.write('smoke.yaml', file('one'));
  const { stdout } = await watching(folder, (said) => said(/Watching \d+ files?; Ctrl-C ends it\.\n$/));
  assert.match(stdout, /state\.txt changes with every run: not watched any more/);
  assert.ok(stdout.match(/Smoke test OK/g)!.length <= 3, stdout);
});

test('Ctrl-C in the middle of a run ends it: teardown runs, and no process is left', async (t) => {
  const folder = new WorkFolder(t);
  const marker = `marker-${process.pid}-${Date.now()}`;
  const server = folder.server(`--marker=${marker}`);
  const steps = [{ name: 'slow', tool: 'wait', args: { text: '60000' } }];
  folder.write('smoke.yaml', { server, coverage: 'off', steps, teardown: [{ tool: 'echo', args: { text: 'end' } }] });
  const { code } = await watching(folder, () => folder.called('wait 60000'));
  assert.equal(code, 130);
  assert.deepEqual(folder.calls, ['wait 60000', 'echo end']);
  assert.deepEqual(await leftAfterAWhile(marker), []);
});

test('what is watched: the working folder without what git ignores, and what the arguments name', async (t) => {
  const folder = new WorkFolder(t);
  const names = [
    'src/a.ts',
    'dist/index.js',
    'dist/more.js',
    'log/x.log',
    'node_modules/m/index.js',
    '.gitignore',
    'README.md',
  ];
  for (const name of names) {
    mkdirSync(join(folder.path, name, '..'), { recursive: true });
    writeFileSync(join(folder.path, name), '');
  }
  mkdirSync(join(folder.path, '.git'));
  folder.write('.gitignore', 'dist/\nlog/\n');
  const server = { transport: 'stdio', command: 'node', args: ['dist/index.js'], env: {}, cwd: folder.path } as const;
  const found = (await serverFiles(server)).map((path) => path.slice(folder.path.length + 1));
  assert.deepEqual(found, ['README.md', 'dist/index.js', 'dist/more.js', 'src/a.ts']);
  assert.deepEqual(await serverFiles({ ...server, cwd: '/', args: [] }), []);
  assert.deepEqual(await serverFiles({ transport: 'http', url: 'http://127.0.0.1/mcp', headers: {} }), []);
});
