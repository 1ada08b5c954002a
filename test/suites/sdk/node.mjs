/**
 * A small healthy server on the official SDK for TypeScript, 2.x: `node.mjs FOLDER MODE [PORT]`. FOLDER holds the packages. MODE is what
 * becomes of older clients: `serve` (the default of the SDK) or `reject`. With a port it serves streamable HTTP.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , folder, mode, port] = process.argv;
const load = (path) => import(pathToFileURL(join(folder, path)).href);
const { McpServer, createMcpHandler } = await load('@modelcontextprotocol/server/dist/index.mjs');
const { z } = await load('zod/index.js');

function notes() {
  const server = new McpServer({ name: 'notes', version: '1.0.0' });
  const echo = { inputSchema: z.object({ text: z.string() }), annotations: { readOnlyHint: true } };
  server.registerTool('echo', echo, ({ text }) => ({ content: [{ type: 'text', text }] }));
  return server;
}

if (port === undefined) {
  const { serveStdio } = await load('@modelcontextprotocol/server/dist/stdio.mjs');
  serveStdio(notes, mode === 'reject' ? { legacy: 'reject' } : {});
} else {
  const { toNodeHandler } = await load('@modelcontextprotocol/node/dist/index.mjs');
  const handler = createMcpHandler(notes, mode === 'reject' ? { legacy: 'reject' } : {});
  createServer(toNodeHandler(handler)).listen(Number(port), '127.0.0.1');
}
