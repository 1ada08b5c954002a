/** Which scopes are asked for: words separated by blanks (RFC 6749, section 3.3). */
import type { OAuthServerInfo } from '@modelcontextprotocol/sdk/client/auth.js';

const OFFLINE = 'offline_access';

/** All words of them, each once; undefined where there are none. */
export function united(...scopes: readonly (string | undefined)[]): string | undefined {
  const words = new Set(scopes.flatMap((scope) => scope?.split(' ') ?? []).filter(Boolean));
  return words.size === 0 ? undefined : [...words].join(' ');
}

export function isWider(scope: string | undefined, than: string | undefined): boolean {
  return united(than, scope) !== united(than);
}

/**
 * The wanted ones, else those that the metadata of the server names (MCP 2025-11-25, Scope Selection Strategy); with the one
 * that gives a refresh token where the authorization server knows it.
 */
export function scopeFor(wanted: string | undefined, info: OAuthServerInfo): string | undefined {
  const scope = wanted ?? united(...(info.resourceMetadata?.scopes_supported ?? []));
  const offers = info.authorizationServerMetadata?.scopes_supported ?? [];
  return scope !== undefined && offers.includes(OFFLINE) ? united(scope, OFFLINE) : scope;
}
