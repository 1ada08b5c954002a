/**
 * The official client of the new generation, as a host uses it: `client.mjs PACKAGE MODE SERVER TOOLS`, the last three as JSON. Prints
 * what it came to: `{"protocol","calls":[true,…]}`, or `{"error"}` where it did not connect.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, mode, target, tools] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(folder, 'dist', name)).href);
const { Client, StreamableHTTPClientTransport } = await load('index.mjs');
const { StdioClientTransport } = await load('stdio.mjs');

/** As long as we wait for an answer to server/discover. */
const versionNegotiation = { mode: JSON.parse(mode), probe: { timeoutMs: 3000 } };
const server = JSON.parse(target);
const client = new Client({ name: 'official', version: '1' }, { versionNegotiation });
const transport = server.url
  ? new StreamableHTTPClientTransport(new URL(server.url))
  : new StdioClientTransport({ ...server, stderr: 'ignore' });

try {
  await client.connect(transport, { timeout: 10_000 });
  const calls = [];
  for (const name of JSON.parse(tools)) calls.push(await passes(name));
  print({ protocol: client.getNegotiatedProtocolVersion(), calls });
} catch (error) {
  print({ error: String(error.message) });
}
await client.close().catch(() => {});
process.exit(0);

/** A host learns of the tools first. */
async function passes(name) {
  try {
    await client.listTools();
    const { isError } = await client.callTool({ name, arguments: { text: 'x' } }, { timeout: 3000 });
    return !isError;
  } catch {
    return false;
  }
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
