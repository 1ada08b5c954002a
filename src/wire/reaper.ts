/**
 * Ends what we started when we are gone, SIGKILL included: a shell that reads a pipe only we own.
 * It runs before the first server does; when the pipe ends without a good-bye, it ends every group that is left and
 * everything that carries our run id, several times over, since a server may be between fork and exec at that moment.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { RUN_VARIABLE } from './environment.ts';

const SCRIPT = `
trap '' INT TERM HUP QUIT PIPE
groups=
while read -r op id; do
  case $op in
    +) groups="$groups $id" ;;
    -) rest=; for g in $groups; do [ "$g" = "$id" ] || rest="$rest $g"; done; groups=$rest ;;
    q) exit 0 ;;
  esac
done
for pause in 0 0.05 0.1 0.2 0.5 1; do
  sleep $pause
  for g in $groups; do kill -9 -- "-$g"; done
  [ -r /proc/self/environ ] && for f in $(grep -lsaF "$1" /proc/[0-9]*/environ); do
    f=\${f#/proc/}; kill -9 "\${f%/environ}"
  done
done 2>/dev/null
`;

/** Every start of this process has a run id that begins with this. */
const OWN_ID = randomUUID();
let starts = 0;
let reaper: ChildProcess | undefined;

/** A new run id; the reaper stands ready when this returns. */
export function prepareStart(): string {
  if (process.platform !== 'win32') reaper ??= startReaper();
  return `${OWN_ID}.${++starts}`;
}

/** From now on the group is ended if we die. */
export function watchGroup(pgid: number): void {
  tell(`+ ${pgid}`);
}

/** The group is gone: its number may come back as somebody else's. */
export function forgetGroup(pgid: number): void {
  tell(`- ${pgid}`);
}

/** All is closed; the reaper goes without a last look. */
export function dismissReaper(): void {
  tell('q');
  reaper?.stdin?.end();
  reaper = undefined;
}

function startReaper(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'mcp-smoke-reaper', `${RUN_VARIABLE}=${OWN_ID}.`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    cwd: '/',
  });
  // Without a shell there is no watchdog; the run itself goes on and cleans up as long as it lives.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return child;
}

function tell(line: string): void {
  reaper?.stdin?.write(`${line}\n`);
}
