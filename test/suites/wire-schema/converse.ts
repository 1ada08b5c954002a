/** A short conversation with a server over stdio, of both sides' messages: opened, the tools listed, `echo` and `faulty` called. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Said } from './judge.ts';

/** Only to catch a hang. */
const HANG_MS = 60_000;
const PREFIX = 'io.modelcontextprotocol/';
const clientInfo = { name: 'suite', version: '1' };
const _meta = {
  [`${PREFIX}protocolVersion`]: '2026-07-28',
  [`${PREFIX}clientInfo`]: clientInfo,
  [`${PREFIX}clientCapabilities`]: {},
};
const call = (name: string) => ['tools/call', { name, arguments: { text: 'x' } }] as const;
const SCRIPT = [['tools/list', {}], call('echo'), call('faulty')] as const;
const INITIALIZE = ['initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }] as const;

/** Ends with the server. */
export async function converse(
  { command, args }: { command: string; args: readonly string[] },
  isStateless: boolean,
): Promise<readonly Said[]> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: HANG_MS });
  const closed = once(child, 'close');
  child.stdin.on('error', () => {});
  const said: Said[] = [];
  let answered = (_id: unknown) => {};
  createInterface(child.stdout).on('line', (line) => {
    const message = read(line);
    said.push({ from: 'server', message });
    if (message.method === undefined) answered(message.id);
  });
  const send = (content: object) => {
    const message = { jsonrpc: '2.0', ...content };
    said.push({ from: 'client', message });
    child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  const steps = [isStateless ? (['server/discover', {}] as const) : INITIALIZE, ...SCRIPT];
  for (const [id, [method, params]] of steps.entries()) {
    const answer = new Promise<void>((resolve) => {
      answered = (of) => of === id && resolve();
    });
    send({ id, method, params: isStateless ? { ...params, _meta } : params });
    await Promise.race([answer, closed]);
    if (method === 'initialize') send({ method: 'notifications/initialized' });
  }
  child.stdin.end();
  await closed;
  return said;
}

/** What is no JSON answers nothing, which is a fault of its own. */
function read(line: string) {
  try {
    return JSON.parse(line);
  } catch {
    return { unparsable: line };
  }
}
