/** What a healthy MCP server answers, whatever the transport, in the era of `--era`. A fixture changes one thing of it. */
import { inEra } from './era.mjs';

const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];

/** The twin of every fixture: the same program without the fault. */
export const healthy = process.argv.includes('--healthy');

/** The value of `--name=value`. */
export function option(name, fallback) {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`));
  return given === undefined ? fallback : given.slice(name.length + 3);
}

/** Which of a fixture's faults is wanted; `--variant=`. */
export const variant = (fallback) => option('variant', fallback);

/** Is this the request that the fault belongs to? `--at=initialize|list|call`; of the calls only that of `faulty`. */
export function atFault(request, fallback = 'call') {
  if (healthy) return false;
  const at = option('at', fallback);
  if (at === 'call') return request?.method === 'tools/call' && request.params?.name === 'faulty';
  return request?.method === (at === 'list' ? 'tools/list' : at);
}

/** Thrown by a handler, it becomes a JSON-RPC error. */
export class RpcError extends Error {
  constructor(code, message, data) {
    super(message);
    this.error = { code, message, ...(data === undefined ? {} : { data }) };
  }
}

export const textResult = (text) => ({ content: [{ type: 'text', text }] });
export const errorResult = (text) => ({ ...textResult(text), isError: true });

/** A tool that takes a string `text`. `call` gets the arguments and the request, and returns the result. */
export function tool(name, call, more = {}) {
  const inputSchema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  return { name, description: `The tool ${name}`, inputSchema, ...more, call };
}

export const echo = tool('echo', ({ text }) => textResult(text));
/** The tool that shows the fault, where the fault is in a call; by itself it does what `echo` does. */
export const faulty = (call = echo.call, more = {}) => tool('faulty', call, more);

/**
 * Returns `handle(request)`: the response to it, or undefined for none. Each of `initialize`, `list` and `answer`
 * may change the healthy result or response; undefined says nothing at all. `methods` are more of them.
 */
export function createProtocol({ tools = [echo, faulty()], initialize, list, answer, methods: more } = {}) {
  const same = (value) => value;
  const methods = {
    initialize: (request) => (initialize ?? same)(initializeResult(request.params), request),
    ping: () => ({}),
    'tools/list': (request) => (list ?? same)({ tools: tools.map(({ call, ...listed }) => listed) }, request),
    'tools/call': (request) => callTool(tools, request),
    ...more,
  };
  return inEra(async (request) => {
    const response = await respond(methods, request);
    return response && (answer ?? same)(response, request);
  });
}

async function respond(methods, request) {
  const envelope = { jsonrpc: '2.0', id: request.id };
  try {
    const method = methods[request.method];
    if (method === undefined) throw new RpcError(-32601, `Method not found: ${request.method}`);
    const result = await method(request);
    return result === undefined ? undefined : { ...envelope, result };
  } catch (error) {
    if (error instanceof RpcError) return { ...envelope, error: error.error };
    throw error;
  }
}

function initializeResult({ protocolVersion } = {}) {
  return {
    protocolVersion: REVISIONS.includes(protocolVersion) ? protocolVersion : REVISIONS.at(-1),
    capabilities: { tools: {} },
    serverInfo: { name: 'fixture', version: '1.0.0' },
  };
}

function callTool(tools, request) {
  const { name, arguments: args = {} } = request.params ?? {};
  const found = tools.find((one) => one.name === name);
  if (found === undefined) throw new RpcError(-32602, `Unknown tool: ${name}`);
  if (typeof args.text !== 'string') throw new RpcError(-32602, 'text must be a string');
  return found.call(args, request);
}
