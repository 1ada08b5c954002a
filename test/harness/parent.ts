/** Of servers that a test starts without a run. */
import { Reaper } from '../../src/wire/reaper.ts';

export const PARENT = { env: process.env, reaper: new Reaper(process.env['PATH']) };
