/** A stateless server on the official SDK: `fresh` makes server and transport for every request, `reused` one for all. */
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

const [, , mode, port] = process.argv;

async function connect() {
  const server = new McpServer({ name: 'stateless', version: '1.0.0' });
  server.registerTool('echo', { inputSchema: { text: z.string() } }, ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await server.connect(transport);
  return transport;
}

const shared = mode === 'reused' ? await connect() : undefined;

createServer(async (request, response) => {
  try {
    const transport = shared ?? (await connect());
    await transport.handleRequest(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500).end();
  }
}).listen(Number(port), '127.0.0.1');
