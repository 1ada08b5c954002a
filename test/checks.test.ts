import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Check, inspectAll } from '../src/checks/check.ts';
import {
  callChecks,
  closeChecks,
  connectChecks,
  framesChecks,
  listChecks,
  toolChecks,
  unaskedEndChecks,
} from '../src/checks/index.ts';
import { allRules, ruleInfo } from '../src/checks/registry.ts';
import type {
  CallSubject,
  CloseSubject,
  ConnectSubject,
  FramesSubject,
  ListSubject,
  ToolSubject,
} from '../src/checks/subjects.ts';
import { settle } from '../src/findings/settle.ts';
import type { Closure, Exchange, Frame, HttpExchange, Liveness, NoAnswer, Outcome, RawFinding } from '../src/model.ts';
import { compileSchema } from '../src/schema/compile.ts';
import { FrameLog } from '../src/wire/frames.ts';
import { Framer } from '../src/wire/framing/framer.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const QUIET: Liveness = { asked: 0, answered: 0, longestWaitMs: 0 };
const HTTP: HttpExchange = { status: 200, headers: { 'content-type': 'text/event-stream' }, bodyExcerpt: '' };

const result = (value: unknown): Outcome => ({ kind: 'result', result: value });
const rpcError = (code: unknown, message: unknown): Outcome => ({ kind: 'rpc-error', error: { code, message } });
const noAnswer = (why: NoAnswer): Outcome => ({ kind: 'no-answer', why });
const timeout = (liveness: Liveness): Outcome => noAnswer({ reason: 'timeout', liveness });
const unreadable = (rule: string): Outcome => noAnswer({ reason: 'unreadable', rule, excerpt: '{"id"' });
const status = (code: number, headers = {}): Outcome =>
  noAnswer({ reason: 'http-status', http: { ...HTTP, status: code, headers } });
const closed = (closure: Partial<Closure>): Outcome => ({
  kind: 'closed',
  closure: { reason: 'exit', atMs: 5, ...closure },
});

let seq = 0;
function frame(text: string, more: Partial<Frame> = {}): Frame {
  const parsed = parse(text);
  const kind = text.trim() === '' ? 'blank' : parsed === undefined ? 'unreadable' : 'message';
  const message = parsed === undefined ? {} : { message: parsed };
  return { seq: seq++, atMs: seq, direction: 'in', kind, text, bytes: Buffer.byteLength(text), ...message, ...more };
}

function framed(framer: Framer, text: string): Frame {
  const line = { text, bytes: Buffer.byteLength(text), oversize: false, isUtf8: true };
  return framer.add(framer.decode(line), seq);
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function exchange(outcome: Outcome, more: Partial<Exchange> = {}): Exchange {
  const answer =
    outcome.kind === 'result' ? [frame(JSON.stringify({ jsonrpc: '2.0', id: 1, result: outcome.result }))] : [];
  const base = { method: 'm', id: 1, sentAtMs: 0, durationMs: 20, stderr: '', liveness: QUIET, irregularities: [] };
  return { ...base, outcome, frames: answer, ...more };
}

const GOOD_INIT = {
  protocolVersion: '2025-11-25',
  capabilities: { tools: {} },
  serverInfo: { name: 's', version: '1' },
};

function connect(
  outcome: Outcome | undefined,
  more: Partial<ConnectSubject> = {},
  how: Partial<Exchange> = {},
): ConnectSubject {
  return {
    transport: 'stdio',
    target: 'node server.js',
    command: ['node', 'server.js'],
    connectTimeoutMs: 30_000,
    requestedProtocol: '2025-11-25',
    isPinned: false,
    knownProtocols: ['2024-11-05', '2025-11-25'],
    ...(outcome ? { opening: exchange(outcome, { isOpening: true, ...how }) } : {}),
    ...(outcome?.kind === 'closed' ? { closure: outcome.closure } : {}),
    stderr: '',
    frames: [],
    ...more,
  };
}

const GOOD_TOOL = { name: 'echo', inputSchema: { type: 'object', properties: { text: { type: 'string' } } } };

function tool(raw: unknown, more: Partial<ToolSubject> = {}): ToolSubject {
  const { inputSchema, outputSchema, name } = (Object(raw) ?? {}) as Record<string, unknown>;
  return {
    index: 0,
    name: typeof name === 'string' && name !== '' ? name : 'tools[0]',
    raw,
    protocol: '2025-11-25',
    ...(isPlain(inputSchema) ? { input: compileSchema(inputSchema) } : {}),
    ...(isPlain(outputSchema) ? { output: compileSchema(outputSchema) } : {}),
    ...more,
  };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(pages: Outcome[], more: Partial<ListSubject> = {}): ListSubject {
  const tools = pages.flatMap((page) => {
    const found = page.kind === 'result' ? (page.result as { tools?: unknown } | null)?.tools : undefined;
    return Array.isArray(found) ? (found as unknown[]) : [];
  });
  return {
    capabilities: { tools: {} },
    pages: pages.map((outcome) => ({ exchange: exchange(outcome) })),
    tools: tools.map((raw, index) => tool(raw, { index })),
    total: tools.length,
    protocol: '2025-11-25',
    ...more,
  };
}

const listOf = (...tools: unknown[]) => list([result({ tools })]);

function call(outcome: Outcome, more: Partial<CallSubject> = {}, how: Partial<Exchange> = {}): CallSubject {
  return {
    kind: 'call',
    target: 'echo',
    args: {},
    timeoutMs: 5000,
    expected: 'ok',
    exchange: exchange(outcome, how),
    ...more,
  };
}

const text = (value: string, more = {}) => call(result({ content: [{ type: 'text', text: value }], ...more }));
const content = (...blocks: unknown[]) => call(result({ content: blocks }));
const withSchema = (outputSchema: object, value: unknown) =>
  call(result(value), { tool: tool({ ...GOOD_TOOL, outputSchema }) });
const emptyDelete = (more: object) =>
  call(result({ content: [] }), { target: 'delete_note', tool: tool({ ...GOOD_TOOL, ...more }) });
const OUT = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

function frames(lines: (string | Frame)[], more: Partial<FramesSubject> = {}): FramesSubject {
  const framer = new Framer(new FrameLog(), 32 * 1024 * 1024);
  const all = lines.map((line) => (typeof line === 'string' ? framed(framer, line) : line));
  return { phase: 'boot', frames: all, irregularities: [], ...more };
}

const close = (shutdown: Partial<CloseSubject['shutdown']>): CloseSubject => ({
  transport: 'stdio',
  shutdown: { stage: 'stdin-end', durationMs: 80, exitCode: 0, orphans: [], ...shutdown },
});

/** Rule, what breaks it, what does not. A finding of another rule on the breaking subject is a fault, unless named in `also`. */
interface Row<S> {
  readonly rule: string;
  readonly bad: S;
  readonly good: S;
  readonly level?: string;
  readonly also?: readonly string[];
}

/** Of what is told when it is settled. */
function rulesOf(findings: readonly RawFinding[]): string[] {
  return [...new Set(settle(findings, {}).map(({ rule }) => rule))].sort();
}

function prove<S>(name: string, checks: readonly Check<S>[], rows: readonly Row<S>[]): void {
  for (const [index, { rule, bad, good, level, also = [] }] of rows.entries()) {
    test(`${name} ${index}: ${rule}`, () => {
      const findings = inspectAll(checks, bad);
      assert.deepEqual(rulesOf(findings), [rule, ...also].sort());
      const own = findings.find((finding) => finding.rule === rule)!;
      assert.equal(own.level, level ?? ruleInfo(rule).level);
      for (const { message, hint, evidence } of findings) {
        assert.match(message, /^["/A-Z0-9…a-z].*[.]$/s);
        assert.ok(hint.length > 20);
        assert.ok((evidence ?? '').length <= 500);
      }
      assert.deepEqual(
        inspectAll(checks, good).filter((finding) => finding.rule === rule),
        [],
      );
    });
  }
}

const fine = connect(result(GOOD_INIT));
const docker = (...options: string[]) => ({ command: ['docker', 'run', ...options, 'image'] });
const refused: Closure = { reason: 'unreachable', atMs: 1, errorCode: 'ECONNREFUSED', error: 'connect ECONNREFUSED' };

prove('connect', connectChecks, [
  {
    rule: 'spawn-enoent',
    bad: connect(undefined, { closure: { reason: 'spawn-error', atMs: 1, errorCode: 'ENOENT' } }),
    good: fine,
  },
  { rule: 'spawn-enoent', bad: connect(closed({ reason: 'spawn-error', errorCode: 'EACCES' })), good: fine },
  { rule: 'exit-before-init', bad: connect(closed({ exitCode: 1 }), { stderr: 'Error: no\n' }), good: fine },
  { rule: 'exit-before-init', bad: connect(closed({ signal: 'SIGSEGV' })), good: fine },
  { rule: 'exit-before-init', bad: connect(closed({ exitCode: 0 }), { frames: [frame('usage: server')] }), good: fine },
  { rule: 'exit-before-init', bad: connect(closed({ exitCode: 125 }), docker()), good: fine },
  { rule: 'clean-exit-no-run', bad: connect(closed({ exitCode: 0 })), good: connect(closed({ exitCode: 1 })) },
  {
    rule: 'stdin-not-attached',
    bad: connect(closed({ exitCode: 0 }), docker('--rm')),
    good: connect(closed({ exitCode: 0 }), docker('-i')),
  },
  {
    rule: 'stdin-not-attached',
    bad: connect(closed({ exitCode: 1 }), docker('-it')),
    good: connect(result(GOOD_INIT), docker('-it')),
  },
  {
    rule: 'stdin-not-attached',
    bad: connect(timeout(QUIET), docker()),
    good: connect(timeout(QUIET), docker('--interactive')),
  },
  { rule: 'initialize-hang', bad: connect(timeout(QUIET)), good: fine },
  {
    rule: 'initialize-hang',
    bad: connect(timeout(QUIET), { stderr: 'INFO: Uvicorn running on http://0.0.0.0:8000' }),
    good: fine,
  },
  { rule: 'cold-start-slow', bad: connect(result(GOOD_INIT), {}, { durationMs: 12_000 }), good: fine },
  {
    rule: 'bad-initialize-result',
    bad: connect(result({ protocolVersion: '2025-11-25', capabilities: {} })),
    good: fine,
  },
  { rule: 'bad-initialize-result', bad: connect(result(null)), good: fine },
  { rule: 'bad-initialize-result', bad: connect(result({ ...GOOD_INIT, capabilities: [] })), good: fine },
  { rule: 'initialize-refused', bad: connect(rpcError(-32602, 'Unsupported protocol version')), good: fine },
  {
    rule: 'protocol-version-unknown',
    bad: connect(result({ ...GOOD_INIT, protocolVersion: '1999-01-01' })),
    good: connect(result({ ...GOOD_INIT, protocolVersion: '2024-11-05' })),
  },
  {
    rule: 'pre-init-chatter',
    bad: connect(result(GOOD_INIT), {
      frames: [frame('{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}')],
    }),
    good: connect(result(GOOD_INIT), {
      frames: [
        frame('{"jsonrpc":"2.0","method":"notifications/message","params":{}}'),
        frame('{"jsonrpc":"2.0","id":1,"method":"ping"}'),
        frame('{"jsonrpc":"2.0","id":1,"result":{}}'),
        frame('{"jsonrpc":"2.0","id":2,"method":"roots/list"}'),
      ],
    }),
  },
  { rule: 'unreachable', bad: connect(undefined, { transport: 'http', closure: refused }), good: fine },
  { rule: 'unreachable', bad: connect({ kind: 'closed', closure: refused }, { transport: 'http' }), good: fine },
  { rule: 'needs-auth', bad: connect(status(401), { transport: 'http' }), good: fine },
  { rule: 'multiline-json', bad: connect(unreadable('multiline-json')), good: fine },
  { rule: 'sse-ended-no-response', bad: connect(noAnswer({ reason: 'stream-ended', http: HTTP })), good: fine },
]);

test('an HTTP server started as a stdio server is recognised', () => {
  const [finding] = inspectAll(
    connectChecks,
    connect(timeout(QUIET), { stderr: 'Uvicorn running on http://127.0.0.1:8000' }),
  );
  assert.match(finding!.hint, /HTTP server/);
});

test('a start that we broke off ourselves is no fault of the server', () => {
  assert.deepEqual(inspectAll(connectChecks, connect(noAnswer({ reason: 'interrupted' }))), []);
  assert.deepEqual(inspectAll(connectChecks, connect(closed({ reason: 'closed-by-us' }))), []);
});

const goodList = listOf(GOOD_TOOL);
const many = Array.from({ length: 129 }, (_, index) => ({ ...GOOD_TOOL, name: `t${index}` }));
const open: Liveness = { asked: 3, answered: 0, silentSinceMs: 500, longestWaitMs: 4500 };

prove('list', listChecks, [
  {
    rule: 'tools-cap-missing',
    bad: list([result({ tools: [GOOD_TOOL] })], { capabilities: {} }),
    good: list([rpcError(-32601, 'no')], { capabilities: {} }),
  },
  { rule: 'list-hang', bad: list([timeout(QUIET)], { stopped: 'no-answer' }), good: goodList },
  {
    rule: 'list-failed',
    bad: list([rpcError(-32603, 'boom')], { stopped: 'no-answer' }),
    good: list([rpcError(-32601, 'no')], { capabilities: {}, stopped: 'no-answer' }),
  },
  {
    rule: 'list-failed',
    bad: list([result({ tools: [GOOD_TOOL] }), rpcError(-32603, 'x')], { stopped: 'no-answer' }),
    good: goodList,
  },
  { rule: 'null-arrays', bad: list([result({ tools: null })]), good: goodList },
  { rule: 'null-arrays', bad: list([result({ tools: [GOOD_TOOL], nextCursor: null })]), good: goodList },
  { rule: 'null-arrays', bad: list([result(null)], { stopped: 'no-answer' }), good: goodList },
  { rule: 'zero-tools', bad: listOf(), good: list([result({ tools: [] })], { capabilities: {} }) },
  { rule: 'duplicate-names', bad: listOf(GOOD_TOOL, GOOD_TOOL), good: listOf(GOOD_TOOL, { ...GOOD_TOOL, name: 'b' }) },
  {
    rule: 'pagination-loop',
    bad: list([result({ tools: [GOOD_TOOL] }), result({ tools: [GOOD_TOOL] })], { stopped: 'no-new-tools' }),
    good: goodList,
  },
  {
    rule: 'pagination-hidden',
    bad: list([result({ tools: [GOOD_TOOL] }), result({ tools: [{ ...GOOD_TOOL, name: 'b' }] })]),
    good: goodList,
  },
  {
    rule: 'one-bad-tool-poisons-list',
    bad: list([result({ tools: [GOOD_TOOL, { name: 'b' }] })], { official: { culprits: ['b'], message: 'tools.1' } }),
    good: goodList,
  },
  { rule: 'catalog-too-big', bad: listOf(...many), good: listOf(...many.slice(1)) },
  { rule: 'catalog-too-big', bad: listOf({ ...GOOD_TOOL, description: 'x'.repeat(300_000) }), good: goodList },
  { rule: 'crash-on-call', bad: list([closed({ exitCode: 1 })], { stopped: 'no-answer' }), good: goodList },
  {
    rule: 'zombie-session',
    bad: list([closed({ reason: 'stdout-closed' })], { stopped: 'no-answer' }),
    good: goodList,
  },
  { rule: 'http-status', bad: list([status(500)], { stopped: 'no-answer' }), good: goodList },
  { rule: 'lsp-framing', bad: list([unreadable('lsp-framing')], { stopped: 'no-answer' }), good: goodList },
]);

test('the loss of good tools is counted', () => {
  const official = { culprits: ['b'], message: 'tools.1.inputSchema' };
  const [finding] = inspectAll(listChecks, list([result({ tools: [GOOD_TOOL, { name: 'b' }] })], { official }));
  assert.match(finding!.message, /"b".*1 good tool is lost too/);
});

const goodTool = tool(GOOD_TOOL);
const property = (schema: unknown) =>
  tool({ ...GOOD_TOOL, inputSchema: { type: 'object', properties: { a: schema } } });

prove('tool', toolChecks, [
  { rule: 'tool-shape', bad: tool(null), good: goodTool },
  { rule: 'tool-shape', bad: tool({ inputSchema: { type: 'object' } }), good: goodTool },
  {
    rule: 'tool-shape',
    bad: tool({ ...GOOD_TOOL, description: null }),
    good: tool({ ...GOOD_TOOL, title: 'Echo', annotations: { readOnlyHint: true } }),
  },
  { rule: 'tool-shape', bad: tool({ ...GOOD_TOOL, annotations: { readOnlyHint: 'yes' } }), good: goodTool },
  { rule: 'inputschema-type', bad: tool({ name: 'a' }), good: goodTool },
  { rule: 'inputschema-type', bad: tool({ name: 'a', inputSchema: { properties: {} } }), good: goodTool },
  { rule: 'inputschema-type', bad: tool({ name: 'a', inputSchema: [] }), good: goodTool },
  {
    rule: 'outputschema-root',
    bad: tool({ ...GOOD_TOOL, outputSchema: { type: 'array' } }),
    good: tool({ ...GOOD_TOOL, outputSchema: { type: 'array' } }, { protocol: '2026-07-28' }),
  },
  {
    rule: 'outputschema-root',
    bad: tool({ ...GOOD_TOOL, outputSchema: null }),
    good: tool({ ...GOOD_TOOL, outputSchema: OUT }),
  },
  { rule: 'null-arrays', bad: tool({ name: 'a', inputSchema: { type: 'object', required: null } }), good: goodTool },
  { rule: 'unresolved-ref', bad: property({ $ref: '#/$defs/X' }), good: goodTool },
  {
    rule: 'schema-uncompilable',
    bad: property({ type: 'string', pattern: '[\\w.-' }),
    good: property({ type: 'string', pattern: '[\\w.-]' }),
  },
  {
    rule: 'pattern-not-unicode',
    bad: property({ type: 'string', pattern: '[\\w-.]' }),
    good: property({ type: 'string', pattern: '[\\w.-]' }),
  },
  { rule: 'schema-uncompilable', bad: tool({ ...GOOD_TOOL, outputSchema: { ...OUT, $async: true } }), good: goodTool },
  { rule: 'schema-too-big', bad: property({ description: 'x'.repeat(2 ** 20) }), good: goodTool },
  {
    rule: 'schema-format-unknown',
    bad: property({ type: 'string', format: 'shoe-size' }),
    good: property({ type: 'string', format: 'date-time' }),
  },
  {
    rule: 'schema-format-unknown',
    bad: property({ type: 'integer', format: 'uint32' }),
    good: property({ type: 'integer', format: 'int64' }),
    level: 'info',
  },
]);

test('a finding about a schema names the tool and the place', () => {
  const subject = tool(
    { name: 'save', inputSchema: { type: 'object', properties: { a: { $ref: '#/$defs/X' } } } },
    { index: 3 },
  );
  const [finding] = inspectAll(toolChecks, subject);
  assert.match(finding!.message, /inputSchema of "save".*#\/\$defs\/X/);
  assert.equal(finding!.where, '/tools/3/inputSchema/properties/a/$ref');
});

const ok = text('done');
const answering: Liveness = { asked: 4, answered: 4, longestWaitMs: 3 };

prove('call', callChecks, [
  { rule: 'content-shape', bad: call(result(null)), good: ok },
  { rule: 'content-shape', bad: call(result({})), good: ok },
  { rule: 'content-shape', bad: call(result({ structuredContent: { n: 1 } })), good: ok },
  { rule: 'content-shape', bad: call(result({ content: null })), good: ok },
  { rule: 'content-shape', bad: call(result({ content: 'text' })), good: ok },
  {
    rule: 'content-shape',
    bad: content({ type: 'blob', data: '' }),
    good: content({ type: 'image', data: PNG, mimeType: 'image/png' }),
  },
  { rule: 'content-shape', bad: content({ type: 'text' }), good: ok },
  {
    rule: 'content-shape',
    bad: content({ type: 'text', text: 'a', annotations: null }),
    good: content({ type: 'text', text: 'a', annotations: { priority: 1 } }),
  },
  {
    rule: 'content-shape',
    bad: content({ type: 'resource', resource: { uri: 'a:b' } }),
    good: content({ type: 'resource', resource: { uri: 'a:b', text: '' } }),
  },
  {
    rule: 'content-shape',
    bad: content({ type: 'resource_link', uri: 'a:b' }),
    good: content({ type: 'resource_link', uri: 'a:b', name: 'b' }),
  },
  { rule: 'content-shape', bad: text('a', { structuredContent: null }), good: text('a', { structuredContent: {} }) },
  { rule: 'content-shape', bad: text('a', { isError: null }), good: text('a', { isError: false }) },
  {
    rule: 'content-shape',
    bad: call(result({ contents: [{ uri: 'a:b' }] }), { kind: 'resource' }),
    good: call(result({ contents: [{ uri: 'a:b', blob: '' }] }), { kind: 'resource' }),
  },
  {
    rule: 'content-shape',
    bad: call(result({ messages: [{ role: 'system', content: { type: 'text', text: 'a' } }] }), { kind: 'prompt' }),
    good: call(result({ messages: [{ role: 'user', content: { type: 'text', text: 'a' } }] }), { kind: 'prompt' }),
  },
  {
    rule: 'content-shape',
    bad: call(result({ messages: [{ role: 'user', content: [] }] }), { kind: 'prompt' }),
    good: ok,
  },
  {
    rule: 'bad-base64',
    bad: content({ type: 'image', data: 'not base64!', mimeType: 'image/png' }),
    good: content({ type: 'image', data: PNG, mimeType: 'image/png' }),
  },
  {
    rule: 'bad-base64',
    bad: content({ type: 'image', data: `data:image/png;base64,${PNG}`, mimeType: 'image/png' }),
    good: ok,
  },
  {
    rule: 'bad-base64',
    bad: content({ type: 'audio', data: PNG, mimeType: 'audio/wav' }),
    good: content({ type: 'audio', data: 'AAAA', mimeType: 'audio/wav' }),
    level: 'warning',
  },
  {
    rule: 'bad-base64',
    bad: content({ type: 'image', data: PNG.replace(/=+$/, ''), mimeType: 'image/png' }),
    good: ok,
    level: 'warning',
  },
  {
    rule: 'bad-base64',
    bad: content({ type: 'image', data: PNG, mimeType: 'image/jpeg' }),
    good: ok,
    level: 'warning',
  },
  {
    rule: 'bad-base64',
    bad: call(result({ contents: [{ uri: 'a:b', blob: '%%%' }] }), { kind: 'resource' }),
    good: call(result({ contents: [{ uri: 'a:b', blob: PNG, mimeType: 'application/octet-stream' }] }), {
      kind: 'resource',
    }),
  },
  {
    rule: 'schema-but-no-structured',
    bad: withSchema(OUT, { content: [{ type: 'text', text: '1' }] }),
    good: withSchema(OUT, { content: [], isError: true }),
  },
  {
    rule: 'structured-mismatch',
    bad: withSchema(OUT, { content: [], structuredContent: { n: 'x' } }),
    good: withSchema(OUT, { content: [], structuredContent: { n: 1 } }),
  },
  {
    rule: 'error-masked-by-schema',
    bad: withSchema(OUT, { content: [], isError: true, structuredContent: {} }),
    good: withSchema(OUT, { content: [], isError: true, structuredContent: { n: 1 } }),
  },
  {
    rule: 'repr-leak',
    bad: text('<app.Note object at 0x7f1b2c3d4e5f>'),
    good: text('<app.Note object at 0x7f1b2c3d4e5f>', { isError: true }),
  },
  {
    rule: 'repr-leak',
    bad: text('<coroutine object save at 0x7f1b2c3d4e5f>'),
    good: text('the coroutine object is a thing of Python'),
  },
  { rule: 'repr-leak', bad: text('[object Object]'), good: text('why "[object Object]" appears') },
  {
    rule: 'repr-leak',
    bad: text("Note(id='1', created=datetime.datetime(2025, 1, 1))"),
    good: text('Note (id=1)'),
    level: 'warning',
  },
  {
    rule: 'repr-leak',
    bad: call(result({ content: [], structuredContent: { a: ['<x.Y object at 0x7f1b2c3d>'] } })),
    good: ok,
  },
  { rule: 'repr-leak', bad: text(`${'log '.repeat(400)}<x.Y object at 0x7f1b2c3d>`), good: ok, level: 'warning' },
  { rule: 'nan-infinity', bad: text('{"a": NaN, "b": "NaN \\" {"}'), good: text('{"a": "NaN"}') },
  { rule: 'nan-infinity', bad: text('[-Infinity]'), good: text('-Infinity') },
  { rule: 'empty-success', bad: content(), good: call(result({ content: [], isError: true })) },
  { rule: 'empty-success', bad: emptyDelete({}), good: ok, level: 'info' },
  { rule: 'empty-success', bad: emptyDelete({ annotations: { readOnlyHint: true } }), good: ok },
  {
    rule: 'unsafe-int',
    bad: call(
      result({ content: [{ type: 'text', text: 'a' }] }),
      {},
      { frames: [frame('{"id":1,"result":{"x":9007199254740993}}')] },
    ),
    good: call(
      result({ content: [{ type: 'text', text: 'a' }] }),
      {},
      {
        frames: [
          frame(
            '{"id":1,"result":{"x":"9007199254740993","y":1234567890123456.5,"z":9007199254740991,"e":12345678901234567e3}}',
          ),
        ],
      },
    ),
  },
  { rule: 'result-too-big', bad: text('x'.repeat(100_001)), good: text('x'.repeat(100_000)) },
  { rule: 'crash-on-call', bad: call(closed({ exitCode: 137 })), good: ok },
  { rule: 'zombie-session', bad: call(closed({ reason: 'stdout-closed' })), good: ok },
  { rule: 'unreachable', bad: call({ kind: 'closed', closure: refused }), good: ok },
  { rule: 'hang-tool', bad: call(timeout(answering), {}, { durationMs: 5000 }), good: ok },
  { rule: 'hang-tool', bad: call(timeout(QUIET), {}, { durationMs: 5000 }), good: ok },
  {
    rule: 'loop-blocked',
    bad: call(timeout(open), {}, { durationMs: 5000 }),
    good: call(timeout(answering), {}, { durationMs: 5000 }),
  },
  {
    rule: 'loop-blocked',
    bad: call(ok.exchange.outcome, {}, { liveness: { asked: 1, answered: 1, longestWaitMs: 3000 } }),
    good: call(ok.exchange.outcome, {}, { liveness: answering }),
    level: 'warning',
  },
  { rule: 'http-status', bad: call(status(404)), good: ok },
  { rule: 'bad-content-type', bad: call(status(200, { 'content-type': 'text/html' })), good: ok },
  { rule: 'redirect-away', bad: call(status(307, { location: '/mcp/' })), good: ok },
  { rule: 'sse-ended-no-response', bad: call(noAnswer({ reason: 'stream-ended', http: HTTP })), good: ok },
  { rule: 'sse-truncated', bad: call(noAnswer({ reason: 'stream-ended', http: HTTP, error: 'terminated' })), good: ok },
  {
    rule: 'connection-lost',
    bad: call(noAnswer({ reason: 'connection-lost', error: 'read ECONNRESET', errorCode: 'ECONNRESET' })),
    good: ok,
  },
  ...[
    'multiline-json',
    'lsp-framing',
    'no-newline-flush',
    'nan-token-wire',
    'repr-wire',
    'bom-or-codepage',
    'id-mismatch',
    'line-too-long',
    'stdout-noise-call',
    'bad-envelope',
  ].map((rule) => ({ rule, bad: call(unreadable(rule)), good: ok })),
  { rule: 'bad-envelope', bad: call(unreadable('something-new')), good: ok },
]);

test('results that scripts expect to be errors, and answers of other kinds, have no findings', () => {
  const silent: Outcome[] = [
    rpcError(-32602, 'Unknown tool: x'),
    noAnswer({ reason: 'interrupted' }),
    closed({ reason: 'closed-by-us' }),
  ];
  for (const outcome of silent) assert.deepEqual(inspectAll(callChecks, call(outcome)), []);
  assert.deepEqual(inspectAll(callChecks, text('<app.Note object at 0x7f1b2c3d4e5f> failed', { isError: true })), []);
});

test('who leaves behind more than one answer does not end after one', () => {
  for (const answered of [1, 2]) {
    const closure: Closure = { reason: 'exit', exitCode: 0, atMs: 1, answered };
    const asked = inspectAll(listChecks, list([], { pages: [{ exchange: exchange({ kind: 'closed', closure }) }] }));
    const idle = inspectAll(unaskedEndChecks, { closure, stderr: '' });
    const rules = answered === 1 ? ['exits-after-one', 'exits-after-one'] : ['crash-on-call', 'crash-idle'];
    assert.deepEqual([rulesOf(asked), rulesOf(idle)].flat(), rules);
  }
});

test('what breaks several rules at once is told by its root', () => {
  const raised = { stderr: 'Traceback (most recent call last):\nSystemExit: 0\n' };
  const refusedByHost = { http: { ...HTTP, status: 421 } };
  const page = (outcome: Outcome, how: Partial<Exchange>) => ({ pages: [{ exchange: exchange(outcome, how) }] });
  const streamEnded = (error?: string) => noAnswer({ reason: 'stream-ended', http: HTTP, ...(error ? { error } : {}) });
  const left: Closure = { reason: 'exit', exitCode: 0, atMs: 1 };
  const roots: Record<string, readonly RawFinding[]> = {
    'zombie-session of a call': inspectAll(callChecks, call(closed({ exitCode: 1 }), {}, raised)),
    'zombie-session of a stream': inspectAll(callChecks, call(streamEnded(), {}, raised)),
    'zombie-session of a cut stream': inspectAll(callChecks, call(streamEnded('terminated'), {}, raised)),
    'zombie-session of a list': inspectAll(listChecks, list([], page(closed({ exitCode: 0 }), raised))),
    'exits-after-one of a list': inspectAll(listChecks, list([], page(closed({ exitCode: 0 }), {}))),
    'pagination-loop of many tools': inspectAll(
      listChecks,
      list([result({ tools: Array.from({ length: 129 }, () => GOOD_TOOL) })], { stopped: 'page-limit' }),
    ),
    'exits-after-one while idle': inspectAll(unaskedEndChecks, { closure: left, stderr: '' }),
    'host-rejected of initialize': inspectAll(connectChecks, connect(rpcError(-32000, 'no'), {}, refusedByHost)),
    'host-rejected of a list': inspectAll(listChecks, list([], page(rpcError(-32000, 'no'), refusedByHost))),
  };
  for (const [name, findings] of Object.entries(roots)) {
    assert.ok(findings.length > 1, `${name}: nothing follows`);
    assert.deepEqual(rulesOf(findings), [name.split(' ')[0]], name);
  }
});

test('memory is suspected when the process was killed', () => {
  for (const closure of [{ exitCode: 137 }, { signal: 'SIGKILL' }]) {
    assert.match(inspectAll(callChecks, call(closed(closure)))[0]!.hint, /memory/);
  }
});

test('how long a blocked loop was silent is said', () => {
  const [finding] = inspectAll(callChecks, call(timeout(open), {}, { durationMs: 5000 }));
  assert.match(finding!.message, /within 5 s, nor to our pings for at least 4\.5 s/);
});

const during = { phase: 'call', target: 'add' } as const;
const good = frames(['{"jsonrpc":"2.0","id":1,"result":{}}', frame('{"id":1}', { direction: 'out' })]);
const irregular = (rule: string) =>
  frames([], { irregularities: [{ rule, message: 'the reply is odd', evidence: '{}' }] });
const spread = ['{', '  "jsonrpc": "2.0",', '  "id": 1,', '  "result": {}', '}'];

prove('frames', framesChecks, [
  { rule: 'stdout-noise-boot', bad: frames(['Server started', 'on stdio']), good },
  { rule: 'stdout-noise-boot', bad: frames(['listing'], { phase: 'list' }), good },
  { rule: 'stdout-noise-boot', bad: frames(['{', '  "debug": true', '}']), good },
  { rule: 'stdout-noise-boot', bad: frames(['late'], { phase: 'idle' }), good },
  { rule: 'stdout-noise-call', bad: frames(['adding 1 and 2'], during), good },
  { rule: 'stdout-noise-call', bad: frames(['x'], { phase: 'idle', target: 'add' }), good },
  { rule: 'blank-lines', bad: frames(['', '  ']), good },
  { rule: 'line-too-long', bad: frames([frame('{"a', { kind: 'oversize', bytes: 40_000_000 })]), good },
  { rule: 'multiline-json', bad: frames(spread), good },
  { rule: 'multiline-json', bad: frames(['banner', ...spread]), good, also: ['stdout-noise-boot'] },
  { rule: 'lsp-framing', bad: frames(['Content-Length: 38', '']), good },
  { rule: 'nan-token-wire', bad: frames(['{"jsonrpc":"2.0","id":1,"result":{"x":NaN}}']), good },
  { rule: 'repr-wire', bad: frames(["{'jsonrpc': '2.0', 'id': 1, 'result': {}}"]), good },
  { rule: 'bom-or-codepage', bad: frames(['\uFEFF{"jsonrpc":"2.0","id":1,"result":{}}']), good },
  ...[
    'bad-envelope',
    'id-mismatch',
    'id-type',
    'duplicate-reply',
    'notification-answered',
    'waits-on-user',
    'question-unanswered',
    'answer-invalid',
  ].map((rule) => ({ rule, bad: irregular(rule), good })),
]);

test('noise is one finding for each phase, with the first lines quoted and the rest counted', () => {
  const findings = inspectAll(
    framesChecks,
    frames(
      Array.from({ length: 40 }, (_, index) => `line ${index} \u001b[31m`),
      during,
    ),
  );
  assert.equal(findings.length, 1);
  assert.match(findings[0]!.message, /During "add".*40 lines/);
  assert.match(findings[0]!.evidence!, /^"line 0 \\u001b\[31m"\n[\s\S]*and 35 more$/);
});

test('what an unreadable answer tells, its lines do not tell again', () => {
  for (const [rule, lines] of [
    ['multiline-json', spread],
    ['lsp-framing', ['Content-Length: 2', '']],
    ['stdout-noise-call', ['x {']],
    ['line-too-long', [frame('{"a', { kind: 'oversize' })]],
  ] as const) {
    const answers = inspectAll(listChecks, list([unreadable(rule)], { stopped: 'no-answer' }));
    const seen = inspectAll(framesChecks, frames([...lines], during));
    const [told, ...others] = settle([...seen, ...answers.filter((one) => one.rule === rule)], {});
    assert.ok(seen.some((one) => one.rule === rule) && !told?.also?.includes(rule));
    assert.deepEqual([told?.rule, others], [rule, []]);
    assert.match(told!.message, /^The answer to tools\/list/);
  }
});

test('what else is known excuses a frame', () => {
  const glued = frames(['{"jsonrpc":"2.0","id":1,"result":{}}{"jsonrpc":"2.0","id":2,"result":{}}']);
  const rulesOf = (subject: FramesSubject) => inspectAll(framesChecks, subject).map(({ rule }) => rule);
  assert.deepEqual(rulesOf(glued), ['no-newline-flush']);
  assert.deepEqual(rulesOf({ ...glued, hadHeaders: true }), []);
  for (const rule of ['get-405', 'notification-not-202']) {
    assert.deepEqual(rulesOf(irregular(rule)), [rule]);
    assert.deepEqual(rulesOf({ ...irregular(rule), isRefused: true }), []);
  }
});

test('bodies over HTTP are not stdout', () => {
  assert.deepEqual(
    inspectAll(framesChecks, frames([frame('<html>', { requestId: 1 }), frame('', { requestId: 1 })], during)),
    [],
  );
});

test('equal irregularities are counted', () => {
  const irregularities = Array.from({ length: 3 }, () => ({ rule: 'duplicate-reply', message: 'answered twice' }));
  const findings = inspectAll(framesChecks, frames([], { irregularities }));
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['Answered twice (3 times).'],
  );
});

const clean = close({});
prove('close', closeChecks, [
  { rule: 'no-exit-on-eof', bad: close({ stage: 'sigterm', exitCode: 143 }), good: clean },
  {
    rule: 'no-exit-on-eof',
    bad: close({ stage: 'sigkill', signal: 'SIGKILL' }),
    good: { ...close({ stage: 'http' }), transport: 'http' },
  },
  { rule: 'orphan-children', bad: close({ orphans: [{ pid: 7, command: 'chrome --headless' }] }), good: clean },
  { rule: 'dirty-exit', bad: close({ exitCode: 1 }), good: clean },
]);

test('every rule is declared once and completely', () => {
  const ids = allRules().map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  for (const rule of allRules()) {
    assert.match(rule.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(rule.title, /^[\w"$].*\.$/);
    assert.ok(rule.hint.length > 20, rule.id);
    if (rule.spec)
      assert.match(
        rule.spec,
        /^https:\/\/(modelcontextprotocol\.io|www\.jsonrpc\.org|json-schema\.org|www\.rfc-editor\.org)\//,
      );
    assert.equal(ruleInfo(rule.id), rule);
  }
  for (const id of [
    'expectation',
    'unexpected-status',
    'args-invalid',
    'tool-missing',
    'tool-excluded',
    'tool-untested',
    'capture-missing',
    'destructive-not-allowed',
  ]) {
    assert.ok(ruleInfo(id));
  }
});

test('an unknown rule is our mistake', () => {
  assert.throws(() => ruleInfo('no-such-rule'), /no-such-rule/);
});

const json = fc.jsonValue({ maxDepth: 4 });
const block = fc.record(
  {
    type: fc.constantFrom('text', 'image', 'resource', 'audio', 5),
    text: json,
    data: fc.oneof(fc.string(), json),
    mimeType: json,
    resource: json,
  },
  { requiredKeys: [] },
);
const toolLike = fc.record(
  { name: json, inputSchema: json, outputSchema: json, description: json, annotations: json },
  { requiredKeys: [] },
);
const resultLike = fc.oneof(
  json,
  fc.record(
    {
      content: fc.oneof(json, fc.array(fc.oneof(block, json))),
      contents: json,
      messages: json,
      structuredContent: json,
      isError: json,
    },
    { requiredKeys: [] },
  ),
);
const initLike = fc.oneof(
  json,
  fc.record({ protocolVersion: json, capabilities: json, serverInfo: json, instructions: json }, { requiredKeys: [] }),
);

test('no answer makes a check throw, and all evidence is bounded', () => {
  fc.assert(
    fc.property(
      fc.oneof(json, toolLike),
      resultLike,
      initLike,
      json,
      fc.string(),
      (raw, value, init, capabilities, line) => {
        const one = tool(raw);
        const findings = [
          ...inspectAll(toolChecks, one),
          ...inspectAll(connectChecks, connect(result(init), { frames: [frame(line)] })),
          ...inspectAll(connectChecks, connect(rpcError(init, value))),
          ...inspectAll(
            listChecks,
            list([result(value), result({ tools: [raw, raw] }), rpcError(raw, value)], { capabilities }),
          ),
          ...(['call', 'resource', 'prompt'] as const).flatMap((kind) =>
            inspectAll(callChecks, call(result(value), { kind, tool: one, target: line })),
          ),
          ...inspectAll(
            framesChecks,
            frames([line, JSON.stringify(value), ...JSON.stringify(raw, null, 1).split('\n')]),
          ),
        ];
        for (const { message, evidence } of findings) {
          assert.ok(message.length < 1200, message);
          assert.ok((evidence ?? '').length <= 500);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('hostile lengths cost linear time', () => {
  const started = Date.now();
  const long = 2 ** 20;
  const hostile = [
    '<'.repeat(long),
    '<a.'.repeat(long / 4),
    '"\\'.repeat(long),
    `{${'"a":NaN,'.repeat(long / 8)}`,
    'A('.repeat(long),
    '1'.repeat(long),
    '[object Object] '.repeat(long / 16),
    `['a${"', 'a".repeat(long / 8)}`,
    `[${'1   '.repeat(long / 4)}`,
    `[${']\n\n'.repeat(long / 4)}`,
    `{A:b${' Bc:d'.repeat(long / 8)}`,
    `Error searching ${'\n'.repeat(long)}`,
    '{"type":"Buffer","data":[1],'.repeat(long / 32),
  ];
  for (const value of hostile) {
    inspectAll(callChecks, text(value));
    inspectAll(framesChecks, frames([value]));
    inspectAll(callChecks, content({ type: 'image', data: value, mimeType: 'image/png' }));
  }
  assert.ok(Date.now() - started < 20_000);
});
