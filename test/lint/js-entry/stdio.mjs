import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { server } from './server.mjs';

const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text) => process.stderr.write(text);
await server.connect(new StdioServerTransport(process.stdin, { write }));
