/** What holds where neither the file nor the command line says; `probe` takes these too. */
export const DEFAULT_TIMEOUT_MS = 30_000;
export const DEFAULT_CONNECT_TIMEOUT_MS = 30_000;
export const DEFAULT_MESSAGE_BYTES = 32 * 1024 * 1024;
