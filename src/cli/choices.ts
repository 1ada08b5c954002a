/** What a command has decided about a run. */
import type { RunOptions } from '../run/options.ts';
import type { RunArguments } from './options.ts';

export type Choices = Omit<
  RunOptions,
  'stop' | 'stopTeardown' | 'clientVersion' | 'command' | 'environment' | 'reportFiles'
>;

/** The options that say how it is shown and judged. */
export type Arguments = Pick<
  RunArguments,
  'report' | 'trace' | 'max-time' | 'quiet' | 'verbose' | 'color' | 'fail-on-flaky' | 'fail-on-warning'
>;
