/** What is said about getting in, by the official SDK: metadata of the MCP server (RFC 9728) and of its authorization server (RFC 8414, OpenID Connect). */
import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  discoverOAuthServerInfo,
  type OAuthServerInfo,
  selectResourceURL,
} from '@modelcontextprotocol/sdk/client/auth.js';
import type { AuthorizationServerMetadata } from '@modelcontextprotocol/sdk/shared/auth.js';
import { isObject } from '../../json/kind.ts';
import { jsonOf } from '../../json/read.ts';
import type { Fetch } from '../../wire/fetch.ts';
import type { Means } from './token-source.ts';

export interface Discovered extends OAuthServerInfo {
  /** Whether the authorization server says that its answers name it (RFC 9207, section 3). */
  readonly namesIssuer: boolean;
}

/** Throws where the metadata is of another issuer; without any, what it leads to is the default of MCP 2025-03-26. */
export async function discover({ serverUrl, resourceMetadataUrl, fetchFn }: Means): Promise<Discovered> {
  const named = resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl };
  let namesIssuer = false;
  const tapped = seeing(fetchFn, (document) => {
    namesIssuer ||= document['authorization_response_iss_parameter_supported'] === true;
  });
  const found = await discoverOAuthServerInfo(serverUrl, { ...named, fetchFn: tapped });
  checkIssuer(found.authorizationServerMetadata, found.authorizationServerUrl);
  return { ...found, namesIssuer };
}

/** Of OpenID Connect's metadata the SDK drops what it does not know. */
function seeing(fetchFn: Fetch, see: (document: Readonly<Record<string, unknown>>) => void): Fetch {
  return async (url, init) => {
    const response = await fetchFn(url, init);
    const document = response.ok ? jsonOf(await response.clone().text()) : undefined;
    if (isObject(document)) see(document);
    return response;
  };
}

/** Of an issuer that is known. Undefined where it has none. */
export async function metadataOf(issuer: string, fetchFn: Fetch): Promise<AuthorizationServerMetadata | undefined> {
  const metadata = await discoverAuthorizationServerMetadata(issuer, { fetchFn });
  checkIssuer(metadata, issuer);
  return metadata;
}

/** The resource indicator for this server (RFC 8707); undefined where its metadata is not to be had. */
export async function resourceOf({ serverUrl, resourceMetadataUrl, fetchFn }: Means): Promise<string | undefined> {
  const named = resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl };
  const metadata = await discoverOAuthProtectedResourceMetadata(serverUrl, named, fetchFn).catch(() => undefined);
  if (!metadata) return undefined;
  await selectResourceURL(serverUrl, {} as Parameters<typeof selectResourceURL>[1], metadata);
  return metadata.resource;
}

/** RFC 8414, section 3.3: else one server could have us use another's endpoints as its own. */
function checkIssuer(metadata: AuthorizationServerMetadata | undefined, asked: string): void {
  if (metadata && withoutSlash(metadata.issuer) !== withoutSlash(asked))
    throw new Error(`the metadata of the authorization server ${asked} is of another issuer, ${metadata.issuer}`);
}

/** URL objects of others add one. */
function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
