/** What a server that wants credentials says about them: its challenge, its metadata, its authorization server's. */
import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import type { Authorization, HttpExchange } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { Connector } from './http-connector.ts';
import { openExchange } from './http-request.ts';
import { ifUnreached } from './unreached.ts';

const LARGEST = 64 * 1024;
const TIMEOUT_MS = 2000;

interface Means {
  readonly connector: Connector;
  readonly signal: StopSignal;
}

interface Document {
  readonly url: string;
  /** 0: could not be fetched. */
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Undefined where the refusal has nothing to do with credentials. Sends no header of the user's. */
export async function authorizationOf(
  serverUrl: string,
  http: HttpExchange,
  means: Means,
): Promise<Authorization | undefined> {
  const challenge = http.headers['www-authenticate'];
  if (http.status !== 401 && challenge === undefined) return undefined;
  const resource = await findResource(serverUrl, challenge, means);
  const issuers = resource?.fields['authorization_servers'];
  const issuer = Array.isArray(issuers) && typeof issuers[0] === 'string' ? issuers[0] : undefined;
  const server = issuer === undefined ? undefined : await findServer(issuer, serverUrl, means);
  return {
    serverUrl,
    ...(challenge === undefined ? {} : { challenge }),
    ...(resource ? { resource: describeResource(resource) } : {}),
    ...(server && issuer !== undefined ? { server: describeServer(server, issuer) } : {}),
  };
}

/** The challenge names its place; else it is at one of two well-known ones (RFC 9728, section 3). */
async function findResource(serverUrl: string, challenge: string | undefined, means: Means) {
  const [, named] = /\bresource_metadata\s*=\s*"?([^",\s]+)/i.exec(challenge ?? '') ?? [];
  if (named !== undefined) return { ...(await fetchDocument(named, serverUrl, means)), isNamed: true };
  const { origin, pathname } = new URL(serverUrl);
  const wellKnown = `${origin}/.well-known/oauth-protected-resource`;
  for (const url of new Set([`${wellKnown}${pathname === '/' ? '' : pathname}`, wellKnown])) {
    const found = await fetchDocument(url, serverUrl, means);
    if (found.status === 200) return { ...found, isNamed: false };
  }
  return undefined;
}

/** RFC 8414, section 3.1, and OpenID Connect Discovery; the path of the issuer goes behind the well-known part. */
async function findServer(issuer: string, serverUrl: string, means: Means): Promise<Document> {
  if (!URL.canParse(issuer)) return { url: issuer, status: 0, fields: {} };
  const { origin, pathname } = new URL(issuer);
  const path = pathname === '/' ? '' : pathname.replace(/\/$/, '');
  const urls = [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}/.well-known/openid-configuration${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ];
  let last: Document | undefined;
  for (const url of urls) {
    last = await fetchDocument(url, serverUrl, means);
    if (last.status === 200) return last;
  }
  return { ...last!, url: urls[0]! };
}

function describeResource({
  url,
  status,
  fields,
  isNamed,
}: Document & { isNamed: boolean }): Authorization['resource'] {
  const { resource } = fields;
  return { url, status, named: isNamed, ...(typeof resource === 'string' ? { resource } : {}) };
}

function describeServer({ url, status, fields }: Document, issuer: string): Authorization['server'] {
  const grants = fields['grant_types_supported'];
  const registers =
    typeof fields['registration_endpoint'] === 'string' || fields['client_id_metadata_document_supported'] === true;
  return { url, status, issuer, registers, ...(Array.isArray(grants) ? { grants: grants.map(String) } : {}) };
}

/** The server chooses these addresses: nothing but https, or the server's own host, is asked. */
async function fetchDocument(url: string, serverUrl: string, { connector, signal }: Means): Promise<Document> {
  const isFit = URL.canParse(url) && isAllowed(new URL(url), new URL(serverUrl));
  if (!isFit) return { url, status: 0, fields: {} };
  try {
    const headers = { accept: 'application/json' };
    const reply = await openExchange({ method: 'GET', url, headers, connector, signal, timeoutMs: TIMEOUT_MS });
    const { text } = await reply.text(LARGEST);
    return { url, status: reply.status, fields: fieldsOf(text) };
  } catch (error) {
    ifUnreached(error);
    return { url, status: 0, fields: {} };
  }
}

function isAllowed(url: URL, server: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === server.hostname);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  const value = jsonOf(text);
  return isObject(value) ? value : {};
}
