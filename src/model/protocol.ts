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
export const SUBSCRIPTION_ID = `${STATELESS_META}subscriptionId`;
export const LOG_LEVEL = `${STATELESS_META}logLevel`;
/** Notifications that come for a subscription alone (MCP 2026-07-28, Subscriptions), and what asks for them. */
export const RESOURCE_UPDATED = 'notifications/resources/updated';
export const SUBSCRIBE = 'subscriptions/listen';
export const SUBSCRIPTION_ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
export const LISTS_CHANGED: Readonly<Record<string, string>> = {
  'notifications/tools/list_changed': 'toolsListChanged',
  'notifications/prompts/list_changed': 'promptsListChanged',
  'notifications/resources/list_changed': 'resourcesListChanged',
};
/** What `x-mcp-header` may name (RFC 9110, section 5.6.2), and on which types it may stand. */
export const PARAM_HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
export const PARAM_HEADER_TYPES: readonly unknown[] = ['string', 'integer', 'boolean'];
