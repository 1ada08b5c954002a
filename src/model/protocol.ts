/** The protocol revisions that we speak, newest last. */
export const PROTOCOLS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;
/** How the progress tokens begin that we give. */
export const PROGRESS_TOKEN = 'mcp-smoke-';
export const NEWEST_PROTOCOL = '2025-11-25';
