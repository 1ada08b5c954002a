import type { Locks } from '../engine/locks.ts';
import type { CoverArguments, RunArguments } from './options.ts';

/** The options that say how a run is shown and judged. */
export type Arguments = Partial<CoverArguments> &
  Pick<RunArguments, 'report' | 'max-time' | 'quiet' | 'verbose' | 'color' | 'fail-on-flaky' | 'fail-on-warning'> & {
    readonly trace?: string | undefined;
    /** What is to be written to lock files after the run. */
    readonly locks?: Locks | undefined;
    /** People's text goes to stderr, since stdout holds something else; where it is quiet, there is no summary either. */
    readonly isAside?: boolean;
  };
