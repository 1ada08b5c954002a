/**
 * Ends what we started when we are gone, SIGKILL included: a shell that reads a pipe only we own.
 * It runs before the first server does; when the pipe ends without a good-bye, it ends every group that is left and
 * everything that carries our run id, several times over, since a server may be between fork and exec at that moment, and
 * for long on a busy machine. After two seconds the numbers of groups are forgotten: they may be somebody else's by then.
 *
 * The run id is in the environment, and, where Linux has `prlimit`, it is the soft limit on file locks as well. Nothing
 * heeds that limit since Linux 2.4.25, all descendants inherit it, and a daemon that leaves its group, clears its
 * environment and closes its files still has it. Asked for anew before each kill, it never hits a number used again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { RUN_VARIABLE } from './environment.ts';
import { ownProcesses } from './processes.ts';

const SCRIPT = `
trap '' INT TERM HUP QUIT PIPE
groups=
while read -r op id run; do
  case $op in
    +) groups="$groups $id"; prlimit --pid "$id" --locks="$run:" 2>/dev/null & ;;
    -) rest=; for g in $groups; do [ "$g" = "$id" ] || rest="$rest $g"; done; groups=$rest ;;
    q) exit 0 ;;
  esac
done
for pause in 0 0.05 0.1 0.2 0.5 1 2 5; do
  sleep $pause
  for g in $groups; do kill -9 -- "-$g"; done
  [ $pause = 1 ] && groups=
  [ -r /proc/self/environ ] && for f in $(grep -lsaF "$1=$2" /proc/[0-9]*/environ; grep -lsF "$2" /proc/[0-9]*/limits); do
    f=\${f#/proc/}; kill -9 "\${f%/*}"
  done
done 2>/dev/null
`;

/** What it goes by in a list of processes. */
export const REAPER = 'mcp-smoke-reaper';
const START_DIGITS = 6;

/** Of one run: another run of this process has another one, and goes on when this one is over. */
export class Reaper {
  /**
   * Every start of the run has an id that begins with this: 13 of its 19 digits; all of it fits into a limit. It has to be
   * another one each time, and nothing more: node:crypto is not loaded for it.
   */
  readonly #ownId = `4${String(Math.floor(Math.random() * 10 ** 12)).padStart(12, '0')}`;
  #starts = 0;
  #shell: ChildProcess | undefined;

  /** `path`: where the shell finds what it uses. */
  constructor(private readonly path: string | undefined) {}

  /** A new run id; the shell stands ready when this returns. */
  prepareStart(): string {
    if (process.platform !== 'win32') this.#shell ??= this.#start();
    return this.#ownId + String(++this.#starts).padStart(START_DIGITS, '0');
  }

  /** From now on the group is ended if we die, and, a few milliseconds from now, all that comes from it. */
  watchGroup(pgid: number, runId: string): void {
    this.#tell(`+ ${pgid} ${runId}`);
  }

  /** The group is gone: its number may come back as somebody else's. */
  forgetGroup(pgid: number): void {
    this.#tell(`- ${pgid}`);
  }

  /** All is closed; it goes without a last look. */
  dismiss(): void {
    this.#tell('q');
    this.sweep();
  }

  /** Something may be left: it takes its last look now. */
  sweep(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #start(): ChildProcess {
    const child = spawn('/bin/sh', ['-c', SCRIPT, REAPER, RUN_VARIABLE, this.#ownId], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: this.path ?? '/usr/bin:/bin' },
      cwd: '/',
    });
    // Without a shell there is no watchdog; the run itself goes on and cleans up as long as it lives.
    child.on('error', () => undefined);
    const { pid } = child;
    if (pid !== undefined) {
      ownProcesses.add(pid);
      child.on('exit', () => ownProcesses.delete(pid));
    }
    child.stdin.on('error', () => undefined);
    child.unref();
    (child.stdin as unknown as { unref?: () => void }).unref?.();
    return child;
  }

  #tell(line: string): void {
    this.#shell?.stdin?.write(`${line}\n`);
  }
}
