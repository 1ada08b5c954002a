/** Where a server begins to serve, and over what. */
import type { Call, Expr, Fn, SourceFile } from '../facts.ts';
import type { Ternary } from '../pins/range.ts';
import type { Values } from '../project/values.ts';
import type { Serving } from './server.ts';

const OVER_HTTP =
  /(?:^|\.)(?:run_sse_async|run_streamable_http_async|run_http_async|sse_app|streamable_http_app|http_app|StreamableHTTPSessionManager|SseServerTransport|StreamableHTTPServerTransport|SSEServerTransport|NodeStreamableHTTPServerTransport|WebStandardStreamableHTTPServerTransport|createMcpHandler)$/;
const OVER_STDIO = /(?:^|\.)(?:run_stdio_async|stdio_server|StdioServerTransport|serveStdio)$/;
const SERVER_NAME = /mcp|server|^app$/i;

export function servingsIn(file: SourceFile, values: Values): Serving[] {
  return file.functions.flatMap((fn) => fn.calls.flatMap((call) => servingOf(call, fn, values)));
}

function servingOf(call: Call, fn: Fn, values: Values): Serving[] {
  const path = values.path(call.callee) || nameOf(call.callee);
  if (OVER_HTTP.test(path)) return [{ call, fn, transport: 'http' }];
  if (OVER_STDIO.test(path)) return [{ call, fn, transport: 'stdio' }];
  return isRun(call, path, values) ? [{ call, fn, transport: transportOf(call) }] : [];
}

/** `mcp.run()`, `await mcp.run_async()`. */
export function isRun({ callee, named }: Call, path: string, values: Values): boolean {
  if (callee.kind !== 'member' || !/^run(?:_async)?$/.test(callee.name)) return false;
  if (path !== '' && values.path(callee) === path)
    return /^(?:mcp|fastmcp)\b.*\b(?:FastMCP|MCPServer)\(\)\.run(?:_async)?$/.test(path);
  const owner = values.of(callee.of);
  const isUnknown = owner.kind === 'opaque' && SERVER_NAME.test(nameOf(callee.of));
  return isUnknown && named.has('transport');
}

function transportOf({ args, named }: Call): Serving['transport'] {
  const given = named.get('transport') ?? args[0];
  if (given === undefined) return 'stdio';
  if (given.kind !== 'string') return 'unknown';
  return given.value === 'stdio' ? 'stdio' : 'http';
}

function nameOf(expr: Expr): string {
  return expr.kind === 'member' || expr.kind === 'name' ? expr.name : '';
}

export function onStdio(servings: readonly Serving[]): Ternary {
  const transports = new Set(servings.map(({ transport }) => transport));
  if (transports.size !== 1) return 'maybe';
  return transports.has('stdio') ? 'yes' : transports.has('http') ? 'no' : 'maybe';
}
