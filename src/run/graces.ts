/** How long a server is given to go by itself. */
import type { Graces } from '../wire/wire.ts';

export const CLOSE: Graces = { stdinEndMs: 5000, sigtermMs: 2000 };
/** For a server that is stuck, and after an interrupt: whoever sent it may not wait long. */
export const CLOSE_QUICKLY: Graces = { stdinEndMs: 300, sigtermMs: 1000 };
