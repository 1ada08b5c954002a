import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

console.log = console.error;
const server = new McpServer({ name: 'x', version: '1' });
server.registerTool('noisy', {}, async () => {
  console.log('goes to stderr');
  return { content: [] };
});
console.log('so does this');
await server.connect(new StdioServerTransport());
