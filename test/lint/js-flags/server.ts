import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'x', version: '1.0.0' });

function generate(path: string, dry = false): string {
  if (dry) return path;
  console.log(path);
  return path;
}

function write({ path }: { path: string }, quiet?: boolean, loud: boolean = false, ...rest: boolean[]): string {
  if (!quiet) console.log(path); // expect: stdout-noise-call error
  if (loud) console.log(path);
  if (rest) console.log(path); // expect: stdout-noise-call warning
  return path;
}

function changed(quiet = true): void {
  if (Math.random() > 0.5) quiet = false;
  if (!quiet) console.log('x'); // expect: stdout-noise-call warning
}

server.registerTool('healthy', {}, async () => {
  generate('x', true);
  write({ path: 'x' }, true);
  changed();
  return { content: [] };
});

server.registerTool('broken', {}, async () => {
  write({ path: 'x' }, false, false, false);
  return { content: [] };
});

await server.connect(new StdioServerTransport());
