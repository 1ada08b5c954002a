#!/usr/bin/env node
/**
 * A notes server in both eras of MCP, by hand: 2026-07-28, where every request stands for itself, and 2025-11-25, which begins with
 * initialize. Over stdio, or with `--port N` over streamable HTTP. `examples/both-eras.smoke.yaml` and `both-eras-http.smoke.yaml` test it.
 */
import { createInterface } from 'node:readline';
import { listen } from './both-eras-http.mjs';
import { NotesStore } from './notes-store.mjs';

const NEW = '2026-07-28';
const OLD = '2025-11-25';
const PREFIX = 'io.modelcontextprotocol/';
const serverInfo = { name: 'both-eras', version: '1.0.0' };
const capabilities = { tools: {} };

const store = new NotesStore();
const note = {
  type: 'object',
  properties: { id: { type: 'string' }, title: { type: 'string' } },
  required: ['id', 'title'],
};

const tools = {
  create_note: {
    description: 'Writes a new note',
    inputSchema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
    outputSchema: note,
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    call({ title }) {
      if (typeof title !== 'string') return { ...text('title must be a string'), isError: true };
      const { id } = store.create({ title });
      return { ...text(`created ${id}`), structuredContent: { id, title } };
    },
  },
  list_notes: {
    description: 'Lists all notes',
    inputSchema: { type: 'object', properties: {} },
    outputSchema: { type: 'object', properties: { notes: { type: 'array', items: note } }, required: ['notes'] },
    annotations: { readOnlyHint: true, openWorldHint: false },
    call() {
      const notes = store.list().map(({ id, title }) => ({ id, title }));
      return { ...text(notes.map(({ title }) => title).join('\n') || 'no notes'), structuredContent: { notes } };
    },
  },
};

/** What both eras have. */
const shared = {
  'tools/list': () => ({ tools: Object.entries(tools).map(([name, { call, ...listed }]) => ({ name, ...listed })) }),
  'tools/call': ({ name, arguments: args = {} }) =>
    tools[name]?.call(args) ?? fail(-32602, `Unknown tool: ${String(name)}`),
};

const older = {
  initialize: () => ({ protocolVersion: OLD, capabilities, serverInfo }),
  ping: () => ({}),
  ...shared,
};

/** Lists, and what the server is, may be kept by clients; here for no time at all. */
const cached = (method) => (params) => ({ ...method(params), ttlMs: 0, cacheScope: 'public' });
const newer = {
  'server/discover': cached(() => ({ supportedVersions: [NEW], capabilities })),
  ...shared,
  'tools/list': cached(shared['tools/list']),
};

class RpcError extends Error {
  constructor(error) {
    super(error.message);
    this.error = error;
  }
}

function fail(code, message, data) {
  throw new RpcError({ code, message, data });
}

function text(value) {
  return { content: [{ type: 'text', text: value }] };
}

/** The response to a request; undefined for what needs none. */
function answer(message) {
  const { id, method } = message;
  if (id === undefined || method === undefined) return undefined;
  try {
    return { jsonrpc: '2.0', id, result: isNewer(message) ? inNewer(message) : inOlder(message) };
  } catch (fault) {
    const error = fault instanceof RpcError ? fault.error : { code: -32603, message: String(fault) };
    return { jsonrpc: '2.0', id, error };
  }
}

/** The revision stands in every request of the newer era; `server/discover` is of no other. */
function isNewer({ method, params }) {
  return method === 'server/discover' || params?._meta?.[`${PREFIX}protocolVersion`] !== undefined;
}

function inOlder({ method, params = {} }) {
  const found = older[method] ?? fail(-32601, `Method not found: ${method}`);
  return found(params);
}

function inNewer({ method, params = {} }) {
  const requested = params._meta?.[`${PREFIX}protocolVersion`];
  const asked = params._meta?.[`${PREFIX}clientCapabilities`];
  if (requested === undefined || typeof asked !== 'object') fail(-32602, 'params._meta lacks required keys');
  if (requested !== NEW) fail(-32022, 'Unsupported protocol version', { supported: [NEW], requested });
  const found = newer[method] ?? fail(-32601, `Method not found: ${method}`);
  return { resultType: 'complete', ...found(params), _meta: { [`${PREFIX}serverInfo`]: serverInfo } };
}

function parse(line) {
  try {
    return answer(JSON.parse(line));
  } catch {
    return { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } };
  }
}

const port = process.argv[process.argv.indexOf('--port') + 1];
if (process.argv.includes('--port')) listen(Number(port), answer, isNewer);
else {
  // The program ends with its stdin.
  createInterface(process.stdin).on('line', (line) => {
    const response = parse(line);
    if (response !== undefined) process.stdout.write(`${JSON.stringify(response)}\n`);
  });
}
