/** `mcp-smoke serve`: an MCP server over stdio that tests the servers of the folder it was started in. Both eras are the SDK's. */
import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { VERSION } from '../engine/version.ts';
import { onAbort, type StopSignal } from '../stopping.ts';
import { callTool } from './call.ts';
import { openFolder } from './folder.ts';
import { progressTo } from './progress.ts';
import { Runs } from './runs.ts';
import { claimStdout } from './stdout.ts';
import type { Desk, ServedTool } from './tool.ts';
import { toolsFor } from './tools.ts';

const INSTRUCTIONS =
  'Tests MCP servers of the project in this folder on the wire, as a host would use them. After a change of a server, call run (smoke ' +
  'files are there) or probe (they are not), and explain for the rule of a finding. Servers are named by smoke files and host configs ' +
  'only; paths are relative to the folder.';

export interface ServeOptions {
  readonly cwd: string;
  readonly env: Desk['env'];
  readonly mayWrite: boolean;
  /** Somebody wants it to end; and to end at once. */
  readonly stop: StopSignal;
  readonly stopAtOnce: StopSignal;
}

/** Resolves when the client has gone, or `stop` is aborted, and nothing that was started is left. */
export async function serve({ cwd, env, mayWrite, stop, stopAtOnce }: ServeOptions): Promise<void> {
  const desk: Desk = { folder: openFolder(cwd), env, mayWrite, runs: new Runs() };
  const tools = toolsFor(mayWrite);
  const { wire, release } = claimStdout();
  const transport = new Transport(process.stdin, wire);
  const handle = serveStdio(() => serverOf(tools, desk), { transport });
  await Promise.race([transport.gone, aborted(stop)]);
  await desk.runs.close(stop.aborted ? 'this server was asked to end' : 'the client has gone', stopAtOnce);
  await handle.close();
  release();
}

/** Tells when the conversation is over: the client has closed stdin, reads no more, or sent what is no message. */
class Transport extends StdioServerTransport {
  #end: () => void = () => undefined;
  readonly gone = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  override async close(): Promise<void> {
    await super.close();
    this.#end();
  }
}

function serverOf(tools: readonly ServedTool[], desk: Desk): Server {
  const info = { name: 'mcp-smoke', title: 'mcp-smoke', version: VERSION };
  const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS });
  const listed = tools.map(({ call: _, ...tool }) => tool);
  server.setRequestHandler('tools/list', () => ({ tools: listed as never }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `there is no tool ${JSON.stringify(params.name)}`);
    return { ...(await callTool(tool, params.arguments, { desk, ...callingOf(context) })) };
  });
  return server;
}

function callingOf({ mcpReq }: ServerContext) {
  const { signal } = mcpReq;
  const progressToken = mcpReq._meta?.progressToken;
  const tell = progressTo((progress) => {
    if (progressToken === undefined || signal.aborted) return;
    // A client that has gone hears no more of it.
    mcpReq.notify({ method: 'notifications/progress', params: { ...progress, progressToken } }).catch(() => undefined);
  });
  return { signal, tell };
}

function aborted(signal: StopSignal): Promise<void> {
  return new Promise((resolve) => {
    onAbort(signal, resolve);
  });
}
