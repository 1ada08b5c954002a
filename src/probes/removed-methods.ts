/** GET and DELETE, which 2026-07-28 does not have: who serves nothing older refuses them. */
import { type Finding, NEWEST_STATEFUL, type RuleInfo } from '../model.ts';
import type { Session } from '../session/session.ts';
import { found } from './probe.ts';

export const METHODS_REMOVED: RuleInfo = {
  id: 'get-not-405',
  level: 'warning',
  title: 'A server of 2026-07-28 alone does not answer GET or DELETE with 405.',
  hint: 'Answer GET and DELETE of the MCP endpoint with 405 Method Not Allowed: there is no stream to open and no session to end.',
  spec: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#earlier-streamable-http-revisions',
};

/** Nothing over stdio, and of a server that speaks an older revision as well. */
export async function removedMethods({ wire }: Session): Promise<readonly Finding[]> {
  const params = {
    protocolVersion: NEWEST_STATEFUL,
    capabilities: {},
    clientInfo: { name: 'mcp-smoke', version: '0' },
  };
  const initialize = { jsonrpc: '2.0', id: 'mcp-smoke-initialize', method: 'initialize', params };
  const older = { 'mcp-protocol-version': NEWEST_STATEFUL };
  const initialized = await wire.experiment?.(older, initialize);
  if (!initialized || initialized.status < 400) return [];
  const answers: string[] = [];
  for (const verb of ['GET', 'DELETE'] as const) {
    const answer = await wire.experiment?.({}, verb);
    if (answer && answer.status !== 405 && !isKeptOut(answer.status))
      answers.push(`${verb} with the HTTP status ${answer.status}`);
  }
  if (answers.length === 0) return [];
  return found(METHODS_REMOVED, { message: `The MCP endpoint answers ${answers.join(', and ')}.` }).findings;
}

/** Who is let in is asked before what is wanted. */
function isKeptOut(status: number): boolean {
  return status === 401 || status === 403 || status === 429;
}
