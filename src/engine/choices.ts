/** What has been decided about a run before it begins. */
import type { RunOptions } from '../run/options.ts';

export type Choices = Omit<
  RunOptions,
  'stop' | 'stopTeardown' | 'parent' | 'clientVersion' | 'command' | 'environment' | 'cover' | 'reportFiles' | 'locks'
>;
