import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'x', version: '1.0.0' });

function connect(host) {
  if (!host) throw new Error('x');
  console.log(host); // expect: stdout-noise-call error
  try {
    host.trim();
  } catch (error) {
    console.log(error); // expect: stdout-noise-call warning
  }
  if (host === 'a') console.log(host); // expect: stdout-noise-call warning
  else return;
  console.log(host); // expect: stdout-noise-call warning
}

server.registerTool('ask', {}, async ({ host }) => {
  try {
    connect(host);
  } catch (error) {
    console.log(error); // expect: stdout-noise-call error
  }
  return { content: [] };
});

await server.connect(new StdioServerTransport());
