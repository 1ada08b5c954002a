/**
 * Starts a daemon the old way: forked twice, in a session of its own, in `/`, no file of ours open, the environment
 * emptied. `--by=node|python`, `--at=boot|call`; it has our arguments in its command line, and lives for a minute. The
 * tool `hang` never answers; `--stays`: nothing but SIGKILL ends the server; `--child`: it is not
 * forked a second time; `--heir`: nor is its environment emptied.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { faulty, healthy, option, serve, textResult, tool } from './serve.mjs';

const marks = process.argv.slice(2);
const nothing = { detached: true, stdio: 'ignore', env: {}, cwd: '/' };

const PYTHON = `
import os, sys, time
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
os.execve(sys.executable, [sys.executable, "-c", "import time; time.sleep(60)", *sys.argv[1:]], {})
`;
const LIFE = 'setTimeout(() => {}, 60_000)';
const NODE = `
const { spawn } = require('node:child_process');
spawn(process.execPath, ['-e', ${JSON.stringify(LIFE)}, '--', ...process.argv.slice(1)], ${JSON.stringify(nothing)}).unref();
`;

const commands = { node: [process.execPath, '-e', NODE, '--'], python: ['/usr/bin/env', 'python3', '-c', PYTHON] };

/** Resolves when the daemon hangs together with nobody any more. */
function startDaemon() {
  const env = marks.includes('--heir') ? process.env : {};
  if (marks.includes('--child'))
    return spawn(process.execPath, ['-e', LIFE, '--', ...marks], { ...nothing, env }).unref();
  const [command, ...args] = commands[option('by', 'node')];
  const child = spawn(command, [...args, ...marks], { ...nothing, env: { PATH: process.env.PATH } });
  return new Promise((resolve) => child.once('exit', resolve));
}

const isAtBoot = option('at', 'call') === 'boot';
// What is cut loose in the first moments of a start, before we have marked the process, is known to stay.
if (!healthy && isAtBoot) await sleep(1000).then(startDaemon);
const onCall = async () => {
  if (!healthy && !isAtBoot) await startDaemon();
  return textResult('started');
};
const hang = tool('hang', () => new Promise(() => {}));
const stays = marks.includes('--stays');
if (stays) for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
if (stays) setInterval(() => {}, 60_000);
serve({ tools: [faulty(onCall), hang], ...(stays ? { ended: () => {} } : {}) });
