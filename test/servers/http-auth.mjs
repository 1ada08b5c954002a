/**
 * A server that wants a bearer token, and its authorization server on a port of its own (client credentials by secret or
 * by private key). Prints `{"port": N, "issuer": URL}`, then one line of JSON for each token that it gives out; ends with
 * its stdin. `--variant=healthy|no-metadata|prm-404|as-404|mismatch|parent|short-lived|never-good|forbidden|leaks`.
 * `astray-resource|astray-issuer|astray-token|astray-redirect`: that address is on another http host, where all is well;
 * requests that get there are printed as `{"astray": PATH}`.
 */
import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createProtocol, faulty, option, textResult, variant } from './protocol.mjs';

const wanted = variant('healthy');
/** The tool `faulty` of the variant `leaks` tells the token that it was called with. */
let lastToken = '';
const leak = () => textResult(`you came with ${lastToken}`);
const handle = createProtocol({ tools: [wanted === 'leaks' ? faulty(leak) : faulty()] });
/** Token → how often it may be used still. */
const tokens = new Map([['good-token', Number.POSITIVE_INFINITY]]);
const print = (value) => console.log(JSON.stringify(value));
const json = (response, status, value) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const portOf = (server) => server.address().port;

const resourceServer = createServer(async (request, response) => {
  if (request.url === '/.well-known/oauth-protected-resource/mcp') return resourceMetadata(response);
  if (request.url !== '/mcp') return response.writeHead(404).end();
  if (request.method !== 'POST') return response.writeHead(405).end();
  const message = JSON.parse(await bodyOf(request));
  const token = request.headers.authorization?.replace('Bearer ', '');
  const left = tokens.get(token) ?? 0;
  if (left === 0) return refuse(response, token);
  tokens.set(token, left - 1);
  lastToken = token;
  if (message.id === undefined) return response.writeHead(202).end();
  json(response, 200, await handle(message));
});

function refuse(response, token) {
  if (wanted === 'forbidden') return response.writeHead(403).end('no entry');
  const error = token === undefined ? '' : ', error="invalid_token", error_description="The access token is not valid"';
  const expired = token === 'expired-token' ? ', error_description="The access token has expired"' : '';
  const origin = wanted === 'astray-resource' ? elsewhere() : `http://127.0.0.1:${portOf(resourceServer)}`;
  const place = `${origin}/.well-known/oauth-protected-resource/mcp`;
  const metadata = wanted === 'no-metadata' ? '' : `, resource_metadata="${place}"`;
  const challenge = `Bearer realm="mcp"${error}${expired}${metadata}`;
  response.writeHead(401, { 'www-authenticate': challenge }).end();
}

function resourceMetadata(response) {
  if (wanted === 'no-metadata' || wanted === 'prm-404') return response.writeHead(404).end();
  if (wanted === 'astray-redirect')
    return response.writeHead(302, { location: `${elsewhere()}/.well-known/oauth-protected-resource/mcp` }).end();
  const origin = `http://127.0.0.1:${portOf(resourceServer)}`;
  const resource = { mismatch: 'https://mcp.example/other', parent: origin }[wanted] ?? `${origin}/mcp`;
  json(response, 200, { resource, authorization_servers: [wanted === 'astray-issuer' ? elsewhere() : issuer()] });
}

const issuer = () => `http://127.0.0.1:${portOf(authorizationServer)}`;

const authorizationServer = createServer(async (request, response) => {
  if (request.url === '/.well-known/oauth-authorization-server' && wanted !== 'as-404') return serverMetadata(response);
  if (request.url !== '/token' || request.method !== 'POST') return response.writeHead(404).end();
  const form = new URLSearchParams(await bodyOf(request));
  if (!isKnown(request, form))
    return json(response, 401, { error: 'invalid_client', error_description: 'who are you?' });
  const token = `token-${randomUUID()}`;
  tokens.set(token, { 'short-lived': 3, 'never-good': 0 }[wanted] ?? Number.POSITIVE_INFINITY);
  print({ token, grant: form.get('grant_type'), scope: form.get('scope'), resource: form.get('resource') });
  json(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
});

function serverMetadata(response) {
  json(response, 200, {
    issuer: issuer(),
    authorization_endpoint: `${issuer()}/authorize`,
    token_endpoint: `${wanted === 'astray-token' ? elsewhere() : issuer()}/token`,
    response_types_supported: ['code'],
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'],
  });
}

/** Another host, by its name: who names hosts one by one takes it for another. */
const elsewhere = () => `http://localhost:${portOf(foreignServer)}`;

const foreignServer = createServer((request, response) => {
  print({ astray: request.url });
  if (request.url.includes('oauth-protected-resource')) return resourceMetadata(response);
  if (request.url === '/token') return json(response, 200, { access_token: 'good-token', token_type: 'Bearer' });
  serverMetadata(response);
});

/** The client `ci` with the secret `ci-secret-value`, or with the key whose public half stands in `--key=FILE`. */
function isKnown({ headers }, form) {
  const assertion = form.get('client_assertion');
  if (assertion === null) return headers.authorization === `Basic ${btoa('ci:ci-secret-value')}`;
  const [head, payload, signature] = assertion.split('.');
  const key = createPublicKey(readFileSync(option('key', ''), 'utf8'));
  const isSigned = verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'));
  return isSigned && JSON.parse(Buffer.from(payload, 'base64url')).sub === 'ci';
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

foreignServer.listen(0);
authorizationServer.listen(0, '127.0.0.1', () =>
  resourceServer.listen(0, '127.0.0.1', () => print({ port: portOf(resourceServer), issuer: issuer() })),
);
process.stdin.resume().on('end', () => process.exit(0));
