/** Completion scripts: what the shells themselves say to them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { COMMAND_NAMES } from '../src/cli/command-names.ts';
import { smoke } from './harness/smoke.ts';

/** The candidates that bash would offer for the last of these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout: script } = await smoke(['completion', 'bash']);
  const ask = `${script}\nCOMP_WORDS=(mcp-smoke ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _mcp_smoke; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, status } = spawnSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout.split('\n').filter(Boolean);
}

test('bash: commands, and the options of each', async () => {
  assert.deepEqual(await offered('pr'), ['probe']);
  assert.deepEqual(await offered('run', '--sh'), ['--shard']);
  assert.deepEqual(await offered('probe', '--he'), ['--header', '--help']);
  assert.deepEqual(await offered('schema', ''), ['smoke', 'report', 'lock']);
  assert.ok((await offered('--')).includes('--watch'), 'run is the default');
});

test('every command that the help names is known to it, and nothing else', async () => {
  const { stdout } = await smoke(['--help']);
  const [, listed = ''] = /Commands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  const named = [...listed.matchAll(/^ {2}mcp-smoke (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), COMMAND_NAMES.toSorted());
});

test('zsh and fish: scripts that their shells can read, where they are', async (t) => {
  for (const shell of ['zsh', 'fish'] as const) {
    const { stdout, code } = await smoke(['completion', shell]);
    assert.equal(code, 0);
    assert.match(stdout, /explain/);
    const { error, status, stderr } = spawnSync(shell, ['-n', '/dev/stdin'], { input: stdout, encoding: 'utf8' });
    if (error) t.diagnostic(`${shell} is not here`);
    else assert.equal(status, 0, stderr);
  }
});
