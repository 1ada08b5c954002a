/** The floor: the smallest client on the official SDK. `sdk-client.mjs list|calls COMMAND ARGS…` */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [what, command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'floor', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args }));
await { list, calls }[what]();
await client.close();

function list() {
  return client.listTools();
}

/** 5,000 calls, 1,000 at once; each answer is looked at. */
async function calls() {
  let next = 0;
  const worker = async () => {
    while (next < 5000) {
      const text = `message ${next++}`;
      const { content } = await client.callTool({ name: 'echo', arguments: { text } });
      if (content[0].text !== text) throw new Error(`${content[0].text} is not ${text}`);
    }
  };
  await Promise.all(Array.from({ length: 1000 }, worker));
}
