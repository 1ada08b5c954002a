/** A process that we start: in a group of its own, watched by the reaper, with nothing of our environment but the safe list. */
import { execa } from 'execa';
import { childEnvironment } from './environment.ts';
import { watchGroup } from './reaper.ts';

export interface ChildSpec {
  readonly command: string;
  readonly args: readonly string[];
  /** Only what the user named. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export type Child = ReturnType<typeof spawn>;

/** Never throws: a failed start has no pid, and its result says why. */
export function spawnChild(spec: ChildSpec, runId: string): Child {
  const child = spawn(spec, runId);
  if (child.pid !== undefined) watchGroup(child.pid, runId);
  return child;
}

function spawn({ command, args, env, cwd }: ChildSpec, runId: string) {
  return execa(command, [...args], {
    cwd,
    env: childEnvironment(env, runId),
    extendEnv: false,
    detached: process.platform !== 'win32',
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    buffer: false,
    encoding: 'buffer',
    reject: false,
    cleanup: false,
    windowsHide: true,
  });
}
