/** Where the processes of one run come from. */
import type { Reaper } from './reaper.ts';

export interface Parent {
  /** They are given what is safe of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends them when we are gone. */
  readonly reaper: Reaper;
  /** `clear` is called if this process ends before it is taken back, short of SIGKILL. Absent where its end is not ours to hear of. */
  readonly atExit?: (clear: () => void) => { takeBack(): void };
}
