/** 2026-07-28: no handshake; every request says in `_meta` what it needs, and over HTTP in headers too (MCP 2026-07-28, Versioning). */
import { STATELESS_META as META } from '../../model.ts';
import {
  type Client,
  type Conversation,
  type Dialect,
  type Handshake,
  namesOf,
  type OpenOptions,
  resultOf,
} from './dialect.ts';
import { offersOf } from './offers.ts';
import { headerValue, ParamHeaders } from './param-headers.ts';
import { judgeFields } from './result-fields.ts';
import { judgeResultType } from './result-type.ts';
import { cancelled } from './stateful.ts';

const DISCOVER = 'server/discover';
/** What `Mcp-Name` repeats. */
const NAMED: Readonly<Record<string, 'name' | 'uri' | 'taskId'>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

export function stateless(protocol: string, { version, capabilities }: Client): Dialect {
  const paramHeaders = new ParamHeaders();
  const meta = {
    [`${META}protocolVersion`]: protocol,
    [`${META}clientInfo`]: { name: 'mcp-smoke', version },
    [`${META}clientCapabilities`]: capabilities,
  };
  return {
    protocol,
    isStateless: true,
    open: (session, options) => discover(session, protocol, options),
    params: (params) => (params === null ? null : { ...params, _meta: { ...meta, ...metaOf(params) } }),
    headers: (method, params) => ({
      'mcp-method': method,
      ...nameHeader(method, params),
      ...(method === 'tools/call' ? paramHeaders.of(params) : {}),
    }),
    signOfLife: DISCOVER,
    // Over HTTP the end of the exchange says it; who does not know this era yet could be confused by it.
    cancellation: (requestId, method, transport) =>
      transport === 'http' || method === DISCOVER ? undefined : cancelled({ requestId, reason: 'Timed out' }),
    read: (method, outcome) => {
      if (method === 'tools/list') paramHeaders.learn(resultOf(outcome)?.['tools']);
      return [...judgeResultType(method, outcome), ...judgeFields(method, outcome)];
    },
  };
}

async function discover(session: Conversation, protocol: string, options: OpenOptions): Promise<Handshake> {
  const opening = await session.request(DISCOVER, undefined, { ...options, isOpening: true, expectsError: true });
  const offers = offersOf(opening.outcome);
  const facts = { opening, asked: protocol, ...(offers ? { offers } : {}) };
  const result = resultOf(opening.outcome);
  // There are servers that answer whatever they are asked.
  const isOfThisEra = offers ? offers.includes(protocol) : result?.['resultType'] !== undefined;
  if (!result || !isOfThisEra) return facts;
  const { _meta, capabilities } = result;
  const names = namesOf((_meta as Record<string, unknown> | null | undefined)?.[`${META}serverInfo`]);
  return { ...facts, info: { ...names, protocol, capabilities } };
}

function metaOf(params: object | undefined): object {
  const { _meta } = (params ?? {}) as { _meta?: unknown };
  return typeof _meta === 'object' && _meta !== null ? _meta : {};
}

function nameHeader(method: string, params: object | null | undefined): Record<string, string> {
  const key = Object.hasOwn(NAMED, method) ? NAMED[method] : undefined;
  const name = key && ((params ?? {}) as Record<string, unknown>)[key];
  return typeof name === 'string' ? { 'mcp-name': headerValue(name) } : {};
}
