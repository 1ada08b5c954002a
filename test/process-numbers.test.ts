/** Numbers of processes may begin anew while we run: what a server leaves then has a lower number than ours. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ROOT } from './harness/smoke.ts';
import { fixture } from './harness/suite.ts';

/** Processes with numbers of their own, which the command may set. */
const NAMESPACE = ['--pid', '--fork', '--mount-proc'];
const LAST = '/proc/sys/kernel/ns_last_pid';
const inNamespace = (script: string) =>
  spawnSync('unshare', [...NAMESPACE, 'sh', '-c', script], { cwd: ROOT, encoding: 'utf8' });
const canSetNumbers = process.platform === 'linux' && inNamespace(`echo 30000 > ${LAST}`).status === 0;

for (const [numbers, low] of [
  ['go on', ''],
  ['begin anew', `echo 300 > ${LAST};`],
] as const)
  test(`what a server leaves is found where the numbers ${numbers}`, {
    skip: canSetNumbers ? false : 'numbers of processes cannot be set here',
  }, () => {
    const { command, args } = fixture('orphan-children.mjs', '--variant=detached');
    const server = `sh -c '${low} exec ${[command, ...args].join(' ')}'`;
    const { stdout, stderr } = inNamespace(`
        echo 30000 > ${LAST}
        node bin/mcp-smoke.js probe -- ${server}
      `);
    assert.match(stdout, /warning orphan-children:/, stdout + stderr);
  });
