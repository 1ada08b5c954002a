/**
 * A server whose users log in in the browser, and its authorization server on a port of its own: codes with PKCE, dynamic
 * registration, refresh tokens that are good for one use. Prints `{"port": N, "issuer": URL}`, then one line of JSON for each
 * registration, page and token; ends with its stdin. `--variant=healthy|documents|known|no-registration|short-lived|no-refresh|
 * refresh-refused|late|wider-connect|wider-call|denied|wrong-issuer|no-issuer|other-metadata|no-metadata|defaults|openid`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createProtocol, faulty, variant } from './protocol.mjs';

const wanted = variant('healthy');
const handle = createProtocol({ tools: [faulty()] });
const clients = new Map(wanted === 'known' ? [['the-client', { secret: 'the-client-secret' }]] : []);
const codes = new Map();
const refreshTokens = new Map();
/** Token → its scope, and how often it may be used still. */
const tokens = new Map();
const print = (value) => console.log(JSON.stringify(value));
const json = (response, status, value) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const failed = (response, error, words) => json(response, 400, { error, error_description: words });
const portOf = (server) => server.address().port;
const origin = () => `http://127.0.0.1:${portOf(resourceServer)}`;
const issuer = () => (wanted === 'defaults' ? origin() : `http://127.0.0.1:${portOf(authorizationServer)}`);

const resourceServer = createServer(async (request, response) => {
  if (request.url === '/.well-known/oauth-protected-resource/mcp' && !isBare()) return resourceMetadata(response);
  if (wanted === 'defaults' && request.url !== '/mcp') return authorization(request, response);
  if (request.url !== '/mcp') return response.writeHead(404).end();
  const bearer = request.headers.authorization?.replace('Bearer ', '');
  if (request.method !== 'POST')
    return tokens.has(bearer) ? response.writeHead(405).end() : challenge(response, 401, 'scope="tools:list"');
  const message = JSON.parse(await bodyOf(request));
  const isOpen = wanted === 'late' && ['initialize', 'notifications/initialized'].includes(message.method);
  const token = isOpen ? { scope: '', left: 1 } : tokens.get(bearer);
  if (!token || token.left-- <= 0) return challenge(response, 401, 'scope="tools:list"');
  const missing = missingScope(message.method, token.scope.split(' '));
  if (missing) return challenge(response, 403, `error="insufficient_scope", scope="${missing}"`);
  if (message.id === undefined) return response.writeHead(202).end();
  json(response, 200, await handle(message));
});

const isBare = () => wanted === 'no-metadata' || wanted === 'defaults';

function missingScope(method, scopes) {
  if (wanted === 'wider-connect') return scopes.includes('connect') ? undefined : 'connect';
  return wanted === 'wider-call' && method === 'tools/call' && !scopes.includes('tools:call')
    ? 'tools:call'
    : undefined;
}

function challenge(response, status, words) {
  const place = isBare() ? '' : `, resource_metadata="${origin()}/.well-known/oauth-protected-resource/mcp"`;
  response.writeHead(status, { 'www-authenticate': `Bearer ${words}${place}` }).end();
}

function resourceMetadata(response) {
  json(response, 200, { resource: `${origin()}/mcp`, authorization_servers: [issuer()] });
}

const authorizationServer = createServer((request, response) => authorization(request, response));

async function authorization(request, response) {
  const { pathname, searchParams } = new URL(request.url, issuer());
  const place = wanted === 'openid' ? 'openid-configuration' : 'oauth-authorization-server';
  if (pathname === `/.well-known/${place}` && !isBare()) return serverMetadata(response);
  if (pathname === '/authorize') return authorize(searchParams, response);
  const body = await bodyOf(request);
  if (pathname === '/register' && wanted !== 'no-metadata') return register(JSON.parse(body), response);
  if (pathname === '/token') return giveToken(request, new URLSearchParams(body), response);
  response.writeHead(404).end('<html>not here</html>');
}

function serverMetadata(response) {
  const openid = {
    jwks_uri: `${issuer()}/keys`,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [],
  };
  const registers = !['documents', 'known', 'no-registration'].includes(wanted);
  json(response, 200, {
    issuer: wanted === 'other-metadata' ? 'http://127.0.0.1:1' : issuer(),
    authorization_endpoint: `${issuer()}/authorize`,
    token_endpoint: `${issuer()}/token`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['tools:list', 'tools:call', 'offline_access'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: wanted === 'documents',
    token_endpoint_auth_methods_supported: [wanted === 'known' ? 'client_secret_basic' : 'none'],
    ...(registers ? { registration_endpoint: `${issuer()}/register` } : {}),
    ...(wanted === 'openid' ? openid : {}),
  });
}

function register({ redirect_uris, token_endpoint_auth_method, scope }, response) {
  const client_id = randomUUID();
  clients.set(client_id, { redirect_uris });
  print({ registered: client_id, scope });
  json(response, 201, { client_id, redirect_uris, token_endpoint_auth_method });
}

function authorize(asked, response) {
  print({ page: Object.fromEntries(asked) });
  const client = clients.get(asked.get('client_id')) ?? (wanted === 'documents' ? {} : undefined);
  const redirect = asked.get('redirect_uri');
  const isFit = asked.get('response_type') === 'code' && asked.get('code_challenge_method') === 'S256';
  if (!client || !isFit || client.redirect_uris?.includes(redirect) === false) return response.writeHead(400).end();
  const code = randomUUID();
  codes.set(code, Object.fromEntries(asked));
  const answer = wanted === 'denied' ? { error: 'access_denied', error_description: 'not you' } : { code };
  const iss = wanted === 'wrong-issuer' ? 'https://evil.example.com' : issuer();
  const named = wanted === 'no-issuer' || wanted === 'openid' ? {} : { iss };
  const query = new URLSearchParams({ ...answer, ...named, state: asked.get('state') });
  response.writeHead(302, { location: `${redirect}?${query}` }).end();
}

function giveToken({ headers }, form, response) {
  const grant = form.get('grant_type');
  const given = grant === 'refresh_token' ? refreshed(form) : exchanged(form);
  const client = clients.get(form.get('client_id') ?? 'the-client');
  const isProved = !client?.secret || headers.authorization === `Basic ${btoa(`the-client:${client.secret}`)}`;
  if (!isProved) return json(response, 401, { error: 'invalid_client', error_description: 'who are you?' });
  if (!given) return failed(response, 'invalid_grant', 'this grant is good for nothing');
  const access_token = `access-${randomUUID()}`;
  const refresh_token = `refresh-${randomUUID()}`;
  tokens.set(access_token, { scope: given.scope ?? '', left: wanted === 'short-lived' ? 3 : Number.POSITIVE_INFINITY });
  refreshTokens.set(refresh_token, given);
  print({ grant, access_token, refresh_token, resource: form.get('resource') });
  const renewable = wanted === 'no-refresh' ? {} : { refresh_token };
  json(response, 200, { access_token, token_type: 'Bearer', expires_in: 3600, scope: given.scope, ...renewable });
}

function exchanged(form) {
  const asked = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isSame = asked?.redirect_uri === form.get('redirect_uri') && asked?.code_challenge === challenge;
  return isSame ? asked : undefined;
}

function refreshed(form) {
  const given = refreshTokens.get(form.get('refresh_token'));
  refreshTokens.delete(form.get('refresh_token'));
  return wanted === 'refresh-refused' ? undefined : given;
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

authorizationServer.listen(0, '127.0.0.1', () =>
  resourceServer.listen(0, '127.0.0.1', () => print({ port: portOf(resourceServer), issuer: issuer() })),
);
process.stdin.resume().on('end', () => process.exit(0));
