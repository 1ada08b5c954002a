import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const server = new McpServer({ name: 'x', version: '1' });
server.registerTool('noisy', {}, async () => {
  console.log('over HTTP, stdout is nobody\'s');
  return { content: [] };
});
console.log('starting');
await server.connect(new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }));
