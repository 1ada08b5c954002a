/** What a server of 2026-07-28 can do wrong in an answer, whatever carries it: `--variant=`; `--healthy`: nothing. */
import { healthy, variant } from './protocol.mjs';

const kind = healthy ? 'none' : variant('none');
const CACHED = ['server/discover', 'tools/list'];
const isFaulty = ({ method, params }) => method === 'tools/call' && params?.name === 'faulty';
const complete = (response) => ({ ...response, error: undefined, result: { resultType: 'complete', content: [] } });
const within = (response, change) =>
  response.result ? { ...response, result: { ...response.result, ...change } } : response;
const failed = (response, code) => ({ ...response, result: undefined, error: { code, message: 'No such note' } });
const cached =
  (change) =>
  (response, { method }) =>
    CACHED.includes(method) ? within(response, change) : response;
/** One page of the list has no scope, and the other one has. */
const paged =
  (isSecond) =>
  (response, { method, params }) =>
    method === 'tools/list' && (params?.cursor !== undefined) === isSecond
      ? within(response, { cacheScope: undefined })
      : response;
const discovered =
  (change) =>
  (response, { method }) =>
    method === 'server/discover' ? within(response, change) : response;
const called = (code) => (response, request) => (isFaulty(request) ? failed(response, code) : response);
/** Takes what it must refuse. */
const accepted = (code) => (response) => (response.error?.code === code ? complete(response) : response);
const recoded = (from, error) => (response) =>
  response.error?.code === from ? { ...response, error: { message: 'Bad request', ...error } } : response;

const FAULTS = {
  'no-type': (response) => within(response, { resultType: undefined }),
  'no-type-in-call': (response, request) =>
    isFaulty(request) ? within(response, { resultType: undefined }) : response,
  'no-ttl': cached({ ttlMs: undefined }),
  'ttl-text': cached({ ttlMs: '5000' }),
  'ttl-negative': cached({ ttlMs: -1 }),
  'bad-scope': cached({ cacheScope: 'shared' }),
  'code-reserved': called(-32050),
  'code-old': called(-32002),
  'needs-capability': (response, request) => {
    const capabilities = request.params?._meta?.['io.modelcontextprotocol/clientCapabilities'] ?? {};
    if (!isFaulty(request) || capabilities.elicitation) return response;
    const error = {
      code: -32021,
      message: 'Elicitation is needed',
      data: { requiredCapabilities: { elicitation: { form: {} } } },
    };
    return { ...response, result: undefined, error };
  },
  /** Over HTTP: as if there were sessions. */
  'session-wanted': (response, { method }) =>
    method === 'server/discover'
      ? response
      : { ...response, result: undefined, error: { code: -32002, message: 'Server not initialized' } },
  'header-mismatch': (response, request) =>
    isFaulty(request)
      ? { ...failed(response, -32020), error: { code: -32020, message: 'Mcp-Name: "x" is not "faulty"' } }
      : response,
  'no-capabilities': discovered({ capabilities: undefined }),
  'capability-flag': discovered({ capabilities: { tools: true } }),
  'versions-text': discovered({ supportedVersions: '2026-07-28' }),
  'mixed-scopes': (response, { method, params }) =>
    method === 'tools/list' ? within(response, { cacheScope: params?.cursor ? 'private' : 'public' }) : response,
  'scope-late': paged(false),
  'scope-lost': paged(true),
  'meta-ignored': accepted(-32602),
  'meta-kills': (response) => (response.error?.code === -32602 ? process.exit(3) : response),
  'meta-code': recoded(-32602, { code: -32600 }),
  'version-ignored': accepted(-32022),
  'version-code': recoded(-32022, { code: -32602 }),
  'version-bare': recoded(-32022, { code: -32022 }),
  'version-null': recoded(-32022, { code: -32022, data: { supported: [], requested: '1900-01-01' } }),
  'headers-ignored': accepted(-32020),
  'other-method': (response) => (/mcp-method is "/.test(response.error?.message) ? complete(response) : response),
  'other-version': (response) =>
    /mcp-protocol-version is "/.test(response.error?.message) ? complete(response) : response,
  'headers-code': recoded(-32020, { code: -32600 }),
};

/** Healthy answers of other kinds, which must not be taken for faults. */
const TWINS = {
  'code-own': called(4001),
  'code-legacy': called(-32000),
  'scopes-private': cached({ cacheScope: 'private', ttlMs: 3_600_000 }),
};

/** The response as it goes out. */
export const spoilt = (response, request) => (FAULTS[kind] ?? TWINS[kind] ?? same)(response, request);

function same(response) {
  return response;
}
