/**
 * Both eras of the protocol over one handler: `--era=stateful` (…2025-11-25, the default), `stateless` (2026-07-28) or `both`, chosen
 * by how a request comes. Whatever the fixture answers otherwise stays as it is.
 */
const REVISION = '2026-07-28';
const PREFIX = 'io.modelcontextprotocol/';
const NAMED = { 'tools/call': 'name', 'prompts/get': 'name', 'resources/read': 'uri', 'tasks/get': 'taskId' };
const CACHED = [
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
];
const REMOVED = ['initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe'];
const STATUS = { '-32002': 400, '-32601': 404, '-32602': 400, '-32020': 400, '-32021': 400, '-32022': 400 };

const given = process.argv.find((argument) => argument.startsWith('--era='));
export const era = given?.slice('--era='.length) ?? 'stateful';

const metaOf = ({ params }) => params?._meta;
/** Whether the message speaks the newer revision. */
export const isStateless = (message) =>
  era === 'stateless' || (era === 'both' && metaOf(message)?.[`${PREFIX}protocolVersion`] !== undefined);

/** `handle` of the older era, with the newer one beside it where `--era` asks for that. */
export function inEra(handle) {
  if (era === 'stateful') return handle;
  return async (request) => (isStateless(request) ? stateless(handle, request) : handle(request));
}

async function stateless(handle, request) {
  const fault = metaFault(request);
  const fail = (code, message, data) => ({ jsonrpc: '2.0', id: request.id, error: { code, message, data } });
  if (REMOVED.includes(request.method))
    return fail(-32601, `Method not found: ${request.method}`, unsupported(request));
  if (fault !== undefined) return fail(...fault);
  const response = request.method === 'server/discover' ? await discovered(handle, request) : await handle(request);
  if (typeof response?.result !== 'object' || response.result === null) return response;
  const cache = CACHED.includes(request.method) ? { ttlMs: 0, cacheScope: 'public' } : {};
  const _meta = { [`${PREFIX}serverInfo`]: { name: 'fixture', version: '1.0.0' }, ...response.result._meta };
  return { ...response, result: { resultType: 'complete', ...cache, ...response.result, _meta } };
}

const unsupported = ({ method, params }) =>
  method === 'initialize' ? { supported: [REVISION], requested: params?.protocolVersion } : undefined;

function metaFault(request) {
  const meta = metaOf(request);
  const asked = meta?.[`${PREFIX}protocolVersion`];
  const capabilities = meta?.[`${PREFIX}clientCapabilities`];
  if (typeof asked !== 'string' || typeof capabilities !== 'object')
    return [-32602, 'params._meta lacks required keys'];
  if (asked === REVISION) return undefined;
  return [-32022, 'Unsupported protocol version', { supported: [REVISION], requested: asked }];
}

/** What the fixture declares in the older era it declares here; and it is silent here where it is so to initialize. */
async function discovered(handle, { id }) {
  const initialized = await handle({ jsonrpc: '2.0', id, method: 'initialize', params: {} });
  if (initialized === undefined) return undefined;
  const { capabilities = { tools: {} } } = initialized.result ?? {};
  return { jsonrpc: '2.0', id, result: { supportedVersions: [REVISION], capabilities } };
}

/** Over HTTP: the status of a response, and the refusal of headers that do not repeat the body. */
export const statusOf = ({ error }) => (error === undefined ? 200 : (STATUS[error.code] ?? 200));

export function headerFault(headers, message, tools) {
  const { method, params } = message;
  const expected = {
    'mcp-protocol-version': metaOf(message)?.[`${PREFIX}protocolVersion`],
    'mcp-method': method,
    ...(method in NAMED ? { 'mcp-name': params?.[NAMED[method]] } : {}),
    ...(method === 'tools/call' ? mirrored(tools, params) : {}),
  };
  const wrong = Object.keys(expected).find((name) => decoded(headers[name]) !== expected[name]);
  if (wrong === undefined) return undefined;
  const told = `Header mismatch: ${wrong} is ${JSON.stringify(headers[wrong])}`;
  return { jsonrpc: '2.0', id: message.id, error: { code: -32020, message: told } };
}

function mirrored(tools, { name, arguments: args = {} } = {}) {
  const { properties = {} } = tools.find((tool) => tool.name === name)?.inputSchema ?? {};
  const entries = Object.entries(properties).flatMap(([key, schema]) => {
    const header = schema['x-mcp-header'];
    const value = args[key];
    return header === undefined
      ? []
      : [[`mcp-param-${header.toLowerCase()}`, value == null ? undefined : String(value)]];
  });
  return Object.fromEntries(entries);
}

function decoded(value) {
  const [, base64] = /^=\?base64\?(.*)\?=$/.exec(value ?? '') ?? [];
  return base64 === undefined ? value : Buffer.from(base64, 'base64').toString('utf8');
}
