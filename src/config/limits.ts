/** How large a file may be. */
export const MAX_BYTES = 1024 * 1024;
export const MAX_DEPTH = 64;
/** Before and after aliases are followed. */
export const MAX_NODES = 20_000;
