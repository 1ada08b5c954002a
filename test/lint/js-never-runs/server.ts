import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

const server = new McpServer({ name: 'x', version: '1.0.0' });
const DEBUG = false;
let verbose = false;

server.registerTool('healthy', {}, async ({ a }) => {
  if (DEBUG) console.log('x');
  if (false) {
    console.log('x');
  } else if (null) {
    console.log('x');
  }
  DEBUG && console.log('x');
  !DEBUG || console.log('x');
  DEBUG ? console.log('x') : null;
  while (DEBUG) console.log('x');
  switch (a) {
    case 1:
      break;
      console.log('x');
    case 2:
      return hoisted();
  }
  if (a) {
    return { content: [] };
  } else {
    throw new Error('x');
  }
  console.log('x');
  function hoisted() {
    return { content: [] };
  }
});

server.registerTool('broken', {}, async ({ a }) => {
  verbose = !verbose;
  if (verbose) console.log('x'); // expect: stdout-noise-call error
  if (!DEBUG) console.log('x'); // expect: stdout-noise-call error
  DEBUG || console.log('x'); // expect: stdout-noise-call error
  switch (a) {
    case 1:
      return told();
    default:
      console.log('x'); // expect: stdout-noise-call error
  }
  if (a) return { content: [] };
  console.log('x'); // expect: stdout-noise-call error
  return { content: [] };
  function told() {
    console.log('x'); // expect: stdout-noise-call error
    return { content: [] };
  }
});

await server.connect(new StdioServerTransport());
