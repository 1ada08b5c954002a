/** Every rule about HTTP, sessions, event streams and credentials: a server that breaks it, and a healthy twin without a finding. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { type Judged, judge } from './harness/suite.ts';

const SMOKE = {
  coverage: 'off',
  timeout: '10s',
  connectTimeout: '10s',
  steps: [{ tool: 'faulty', args: { text: 'a' }, expect: { text: { length: { gt: 0 } } } }],
};

interface Row {
  readonly rule: string;
  readonly variant: string;
  readonly server?: string;
  /** The path under test. */
  readonly path?: string;
  readonly transport?: 'sse';
  readonly headers?: Readonly<Record<string, string>>;
  readonly exit: number;
  readonly message: RegExp;
  readonly hint?: RegExp;
  readonly evidence?: RegExp;
  /** Other rules that must be there too; nothing else may. */
  readonly also?: readonly string[];
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
/** {"exp":1000000000} */
const OLD_JWT = `eyJhbGciOiJIUzI1NiJ9.${btoa('{"exp":1000000000}').replaceAll('=', '')}.c2ln`;
/** The transport of 2024. */
const OLDER = { server: 'http-legacy.mjs', path: '/sse', transport: 'sse' } as const;
const AUTH = { server: 'http-auth.mjs', rule: 'needs-auth', exit: 3 };

const rows: readonly Row[] = [
  {
    rule: 'host-rejected',
    variant: 'host-rejected',
    exit: 3,
    message: /refused for its Host header/,
    evidence: /Invalid Host/,
  },
  { rule: 'host-rejected', variant: 'host-rejected-403', exit: 3, message: /refused for its Host header/ },
  { rule: 'origin-rejected', variant: 'origin-rejected', exit: 3, message: /refused for its Origin header/ },
  { rule: 'redirect-slash', variant: 'redirect', exit: 0, message: /redirected to http:.*\/mcp\/, which was followed/ },
  {
    rule: 'redirect-301-get',
    variant: 'redirect-301',
    exit: 3,
    message: /status 301 to "\/mcp\/", after which clients send a GET/,
  },
  { rule: 'redirect-away', variant: 'redirect-away', exit: 3, message: /status 307 to "http:.*not followed/ },
  { rule: 'redirect-away', variant: 'redirect-circle', exit: 3, message: /not followed/ },
  { rule: 'not-acceptable', variant: 'not-acceptable', exit: 3, message: /406/ },
  { rule: 'bad-content-type', variant: 'html', exit: 3, message: /content type "text\/html"/ },
  { rule: 'bad-content-type', variant: 'content-type-415', exit: 3, message: /refused for its content type/ },
  { rule: 'body-limit', variant: 'body-limit', exit: 1, message: /too large/ },
  { rule: 'proto-header', variant: 'proto-header', exit: 1, message: /MCP-Protocol-Version/ },
  {
    rule: 'session-missing',
    variant: 'no-session',
    exit: 1,
    message: /want of a session.*but initialize had given no session id/,
  },
  { rule: 'session-lost', variant: 'session-lost', exit: 1, message: /no longer knows the session/ },
  { rule: 'task-group', variant: 'task-group', exit: 3, message: /never started/ },
  {
    rule: 'stateless-reuse',
    variant: 'stateless-reuse',
    exit: 1,
    message: /as everything after the first request/,
  },
  { rule: 'notification-not-202', variant: 'notification-400', exit: 1, message: /status 400 instead of 202/ },
  { rule: 'notification-not-202', variant: 'notification-hang', exit: 1, message: /no HTTP answer within 5 s/ },
  { rule: 'notification-not-202', variant: 'notification-200', exit: 0, message: /status 200 instead of 202/ },
  {
    rule: 'sse-ended-no-response',
    variant: 'sse-ended',
    exit: 1,
    message: /ended \(HTTP status 200\) without the response/,
  },
  { rule: 'bom-or-codepage', variant: 'latin1', exit: 1, message: /bytes that are not UTF-8/ },
  { rule: 'bom-or-codepage', variant: 'latin1-sse', exit: 1, message: /bytes that are not UTF-8/ },
  { rule: 'sse-truncated', variant: 'sse-truncated', exit: 1, message: /broke off/ },
  { rule: 'sse-unterminated', variant: 'sse-unterminated', exit: 1, message: /no blank line ends/ },
  { rule: 'sse-buffered', variant: 'sse-buffered', exit: 0, message: /after the server had begun it/ },
  {
    rule: 'bad-content-type',
    variant: 'sse-as-json',
    exit: 1,
    message: /event stream under content type "application\/json"/,
  },
  {
    rule: 'bad-content-type',
    variant: 'html-as-json',
    exit: 1,
    message: /"application\/json", and the body is not JSON/,
  },
  {
    rule: 'bad-content-type',
    variant: 'answer-as-text',
    exit: 1,
    message: /a JSON-RPC response, but under content type/,
  },
  ...['json-as-sse', 'json-as-open-sse', 'pretty-as-sse'].map((variant) => ({
    rule: 'bad-content-type',
    variant,
    exit: 1,
    message: /a JSON-RPC response, but under content type "text\/event-stream"/,
    hint: /application\/json, or send the response as an event/,
  })),
  {
    rule: 'bad-content-type',
    variant: 'two-in-body',
    exit: 1,
    message: /2 JSON values one behind the other/,
    hint: /one JSON value/,
  },
  {
    rule: 'bad-content-type',
    variant: 'encoded-twice',
    exit: 1,
    message: /encoded twice/,
    hint: /res\.json\(object\)/,
  },
  { rule: 'bad-content-type', variant: 'null-body', exit: 3, message: /the body is JSON, but no message/ },
  {
    rule: 'bad-envelope',
    variant: 'bare-result',
    exit: 1,
    message: /neither a request, a notification nor a response/,
  },
  { rule: 'http-status', variant: 'result-400', exit: 1, message: /400, for which clients drop the result/ },
  {
    rule: 'http-status',
    variant: 'answer-untyped',
    exit: 1,
    message: /200 and a JSON-RPC response, but no content type/,
  },
  {
    rule: 'sse-truncated',
    variant: 'short-chunk',
    exit: 1,
    message: /what follows is not HTTP/,
    evidence: /HPE_/,
    hint: /bytes, not characters/,
  },
  { rule: 'bad-content-type', variant: 'not-gzip', exit: 1, message: /not what its Content-Encoding says \("gzip"\)/ },
  { rule: 'bad-content-type', variant: 'not-br-sse', exit: 1, message: /not what its Content-Encoding says \("br"\)/ },
  {
    rule: 'bad-content-type',
    variant: 'cut-json',
    exit: 1,
    message: /the body is not JSON/,
    hint: /bytes, not characters/,
  },
  {
    rule: 'bad-content-type',
    variant: 'cut-character',
    exit: 1,
    message: /the body is not JSON/,
    hint: /bytes, not characters/,
  },
  { rule: 'sse-data', variant: 'sse-twice', exit: 1, message: /encoded twice/, evidence: /data: \\"\{/ },
  {
    rule: 'sse-data',
    variant: 'sse-pretty',
    exit: 1,
    message: /\d lines without "data:"/,
    evidence: /data: \{\\n {2}\\"jsonrpc/,
  },
  { rule: 'sse-data', variant: 'sse-prefix', exit: 1, message: /other text stands before/, evidence: /data: LOG/ },
  { rule: 'sse-event-name', variant: 'sse-named', exit: 1, message: /named "response"/, evidence: /event: response/ },
  { rule: 'sse-event-name', variant: 'sse-named-progress', exit: 0, message: /do not see notifications\/message/ },
  { rule: 'sse-unterminated', variant: 'sse-joined', exit: 1, message: /2 messages come as one event/ },
  { ...OLDER, rule: 'sse-event-name', variant: 'named', exit: 1, message: /named "response"/ },
  { ...OLDER, rule: 'sse-data', variant: 'twice', exit: 1, message: /encoded twice/ },
  { ...OLDER, rule: 'sse-unterminated', variant: 'unterminated', exit: 1, message: /no blank line/ },
  { ...OLDER, rule: 'sse-unterminated', variant: 'unterminated-all', exit: 3, message: /no blank line/ },
  { ...OLDER, rule: 'sse-endpoint', variant: 'no-endpoint', exit: 3, message: /no event named the endpoint/ },
  {
    ...OLDER,
    rule: 'sse-endpoint',
    variant: 'foreign-endpoint',
    exit: 3,
    message: /of another origin.*inner\.test:8000/,
  },
  {
    ...OLDER,
    rule: 'http-status',
    variant: 'wrong-endpoint',
    exit: 3,
    message: /404 at "http:.*\/wrong", the endpoint/,
  },
  { ...OLDER, rule: 'session-lost', variant: 'lost', exit: 1, message: /no longer knows the session/ },
  { ...OLDER, rule: 'answer-in-post', variant: 'in-post', exit: 1, message: /in the body of its POST/ },
  { ...OLDER, rule: 'sse-ended-no-response', variant: 'cut', exit: 1, message: /ended \(HTTP status 200\)/ },
  ...['id-before', 'id-before-sse', 'id-unknown', 'id-unknown-sse'].map((variant) => ({
    rule: 'id-mismatch',
    variant,
    exit: 1,
    message: /another id than the request/,
  })),
  { rule: 'answer-on-get', variant: 'on-get', exit: 1, message: /own event stream \(GET\)/ },
  { rule: 'answer-on-get', variant: 'on-get-stream', exit: 1, message: /own event stream \(GET\)/ },
  { rule: 'answer-on-get', variant: 'on-get-first', exit: 1, message: /own event stream \(GET\)/ },
  {
    rule: 'body-short',
    variant: 'short-open',
    exit: 1,
    message: /\(\d+ of the \d+ bytes that Content-Length announces came\)/,
  },
  { rule: 'body-short', variant: 'short-closed', exit: 1, message: /wait for the rest \(\d+ of the \d+ bytes/ },
  { rule: 'sse-truncated', variant: 'short-half', exit: 1, message: /broke off/, evidence: /20 of the 50 bytes/ },
  {
    rule: 'http-status',
    variant: 'status-429',
    exit: 3,
    message: /too many requests, to be asked again after 30 \(Retry-After\)/,
  },
  { rule: 'http-status', variant: 'status-503', exit: 1, message: /not available, .* after Wed, 21 Oct 2026/ },
  { rule: 'http-status', variant: 'status-500-go', exit: 3, message: /500/, hint: /net\/http/ },
  { rule: 'http-status', variant: 'status-500-express', exit: 3, message: /500/, hint: /handler of the POST/ },
  { rule: 'host-rejected', variant: 'host-django', exit: 3, message: /Host header/, hint: /ALLOWED_HOSTS/ },
  { rule: 'host-rejected', variant: 'host-express', exit: 3, message: /Host header/, hint: /createMcpExpressApp/ },
  { rule: 'get-405', variant: 'get-500', exit: 0, message: /HTTP status 500/ },
  { rule: 'http-status', variant: 'status-500', exit: 3, message: /HTTP status 500/, hint: /lifespan/ },
  { rule: 'http-status', variant: 'status-404', exit: 3, message: /wrong path or transport/ },
  { rule: 'http-status', variant: 'call-404', exit: 1, message: /with HTTP status 404\.$/ },
  { rule: 'http-status', variant: 'call-503', exit: 1, message: /with HTTP status 503\.$/ },
  { rule: 'auth-on-200', variant: 'auth-on-200', exit: 3, message: /WWW-Authenticate/, also: ['initialize-refused'] },
  { rule: 'auth-on-200', variant: 'auth-on-200-tool', exit: 1, message: /"faulty"/, also: ['unexpected-status'] },
  {
    rule: 'wrong-transport',
    variant: 'healthy',
    path: '/',
    exit: 3,
    message: /404 here; streamable HTTP is spoken at http:.*\/mcp\./,
  },
  {
    rule: 'wrong-transport',
    variant: 'healthy',
    server: 'http-legacy.mjs',
    path: '/sse',
    exit: 3,
    message: /HTTP\+SSE, the transport of 2024, is spoken at .*\/sse/,
    hint: /server.transport to sse/,
  },
  {
    ...AUTH,
    variant: 'healthy',
    message: /none were sent/,
    hint: /clientCredentials/,
    evidence: /resource metadata: .*200/,
    also: ['auth-no-dcr'],
  },
  {
    ...AUTH,
    variant: 'healthy',
    headers: bearer('wrong-token'),
    message: /refused the credentials that were sent/,
    also: ['auth-no-dcr'],
  },
  { ...AUTH, variant: 'healthy', headers: bearer('expired-token'), message: /have expired/, also: ['auth-no-dcr'] },
  { ...AUTH, variant: 'healthy', headers: bearer(OLD_JWT), message: /ended at 2001-09-09/, also: ['auth-no-dcr'] },
  { ...AUTH, variant: 'forbidden', headers: bearer('wrong-token'), message: /HTTP status 403/ },
  {
    ...AUTH,
    variant: 'no-metadata',
    rule: 'auth-no-metadata',
    message: /names no resource_metadata/,
    also: ['needs-auth'],
  },
  {
    ...AUTH,
    variant: 'prm-404',
    rule: 'auth-prm-404',
    message: /protected resource metadata .*404/,
    also: ['needs-auth'],
  },
  {
    ...AUTH,
    variant: 'as-404',
    rule: 'auth-prm-404',
    message: /authorization server metadata .*404/,
    also: ['needs-auth'],
  },
  {
    ...AUTH,
    variant: 'mismatch',
    rule: 'auth-resource-mismatch',
    message: /mcp.example/,
    also: ['needs-auth', 'auth-no-dcr'],
  },
  {
    ...AUTH,
    variant: 'parent',
    rule: 'auth-resource-mismatch',
    message: /"resource": "http/,
    also: ['needs-auth', 'auth-no-dcr'],
  },
];

for (const row of rows) {
  const { rule, variant, server = 'http.mjs', headers } = row;
  test(`${rule}: ${variant}${headers ? ` with ${headers['Authorization']?.slice(0, 20)}` : ''}`, () =>
    withHttp(server, [`--variant=${variant}`, '--log'], async (fixture) => check(row, await judgeAt(fixture, row))));
}

for (const variant of [
  'healthy',
  'healthy-sse',
  'session',
  'session-bytes',
  'get-405',
  'replacement',
  'sse-odd',
  'late-end',
  'notification-slow',
  'late-head',
  'deflate',
  'deflate-raw',
  'polled',
]) {
  test(`healthy: ${variant}`, () =>
    withHttp('http.mjs', [`--variant=${variant}`], async (fixture) => {
      const { code, findings } = await judgeAt(fixture, {});
      assert.deepEqual([code, findings], [0, []]);
    }));
}

for (const [rule, exit] of [
  ['proto-header', 1],
  ['auth-on-200', 0],
] as const)
  test(`a fact about the server as a whole is told once: ${rule}`, () =>
    withHttp('http.mjs', [`--variant=${rule}-all`], async ({ url }) => {
      const steps = ['echo', 'faulty', 'echo'].map((tool, at) => ({ name: `${at}`, tool, args: { text: 'a' } }));
      const { code, findings, report } = await judge({ ...SMOKE, steps, server: { url } });
      assert.deepEqual([findings.map((finding) => finding.rule), code], [[rule], exit]);
      const calls = report.suites[0]!.steps.filter(({ kind }) => kind === 'call');
      assert.deepEqual(
        calls.map(({ status, reason }) => [status, reason]),
        calls.map(() => (exit === 0 ? ['passed', undefined] : ['failed', `${rule}, as told at list`])),
      );
    }));

test('healthy: credentials are offered beside answers that need none, and an error that has another reason', () =>
  withHttp('http.mjs', ['--variant=auth-offered'], async ({ url }) => {
    const steps = [
      { tool: 'echo', args: { text: 'Unauthorized access is a crime in many countries.' } },
      { tool: 'faulty', args: { text: 'a' }, expect: { status: 'rpc-error', code: -32602 } },
    ];
    const { code, findings } = await judge({ ...SMOKE, steps, server: { url } });
    assert.deepEqual([code, findings], [0, []]);
  }));

test('healthy: with the token that is wanted', () =>
  withHttp('http-auth.mjs', [], async (fixture) => {
    const { code, findings } = await judgeAt(fixture, { headers: bearer('good-token') });
    assert.deepEqual([code, findings], [0, []]);
  }));

test('credentials go to no other origin, and not to where the metadata points', () =>
  withHttp('http.mjs', ['--variant=redirect-away', '--log'], async (fixture) => {
    await judgeAt(fixture, { headers: { ...bearer('good-token'), 'X-Api-Key': 'key-of-mine' } });
    assert.deepEqual(
      fixture.log.filter((line) => 'away' in line),
      [],
    );
    assert.ok(JSON.stringify(fixture.log).includes('key-of-mine'), 'it did go to the server itself');
  }));

test('a stream that ends without the response is told long before the time-out', () =>
  withHttp('http.mjs', ['--variant=sse-ended'], async ({ url }) => {
    const { report } = await judge({ ...SMOKE, timeout: '60s', server: { url } });
    const step = report.suites[0]!.steps.find(({ kind }) => kind === 'call')!;
    assert.ok(step.durationMs < 30_000, `${step.durationMs} ms`);
  }));

function judgeAt({ port }: HttpFixture, { path = '/mcp', headers, transport }: Partial<Row>): Promise<Judged> {
  const server = { url: `http://127.0.0.1:${port}${path}`, headers, transport };
  return judge({ ...SMOKE, server });
}

function check(row: Row, { code, findings, stdout }: Judged): void {
  const found = findings.find(({ rule }) => rule === row.rule);
  assert.ok(found, `no ${row.rule} in ${stdout}`);
  assert.match(found.message, row.message);
  assert.match(found.hint, row.hint ?? /./);
  if (row.evidence) assert.match(found.evidence ?? '', row.evidence);
  assert.equal(code, row.exit);
  const others = [...new Set(findings.map(({ rule }) => rule))].filter((rule) => rule !== row.rule).sort();
  assert.deepEqual(others, [...(row.also ?? [])].sort());
}
