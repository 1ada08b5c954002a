/** The protocol revisions that we speak, newest last. */
export const PROTOCOLS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;
/** Of those with a handshake (initialize). */
export const NEWEST_STATEFUL = '2025-11-25';
/** Of those without one: each request says all that it needs. */
export const STATELESS: readonly string[] = ['2026-07-28'];
export const NEWEST_PROTOCOL = '2026-07-28';
/** How the progress tokens begin that we give. */
export const PROGRESS_TOKEN = 'mcp-smoke-';
/** What the protocol's own keys in `_meta` begin with, in the stateless revisions. */
export const STATELESS_META = 'io.modelcontextprotocol/';
