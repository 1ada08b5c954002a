/** Requests of 2026-07-28 that a server must refuse, and the rule that each is for. */
import { NEWEST_STATEFUL, type RuleInfo, STATELESS_META } from '../model.ts';
import type { Dialect } from '../session/dialect/dialect.ts';

const SPEC = 'https://modelcontextprotocol.io/specification/2026-07-28/basic';
const HTTP = `${SPEC}/transports/streamable-http`;
const VERSION = `${STATELESS_META}protocolVersion`;
export const NO_SUCH_REVISION = '1900-01-01';
export const META: RuleInfo = {
  id: 'meta-not-required',
  level: 'error',
  title: 'A request without what it must say in _meta is not refused with -32602.',
  hint: 'Refuse a request that lacks protocolVersion or clientCapabilities in _meta with -32602, over HTTP with the status 400.',
  spec: `${SPEC}/index#meta`,
};
export const REVISION: RuleInfo = {
  id: 'version-not-refused',
  level: 'error',
  title: 'A revision that does not exist is not refused with -32022 and the revisions that do.',
  hint: 'Answer with -32022, data.supported (your revisions) and data.requested, over HTTP with the status 400: clients pick one of them.',
  spec: `${SPEC}/versioning#protocol-version-negotiation`,
};
export const HEADERS: RuleInfo = {
  id: 'headers-not-checked',
  level: 'error',
  title: 'Headers that do not repeat the body are not refused with -32020.',
  hint: 'Compare MCP-Protocol-Version, Mcp-Method and Mcp-Name with the body, and answer with the status 400 and -32020 where they differ or are missing.',
  spec: `${HTTP}#server-validation`,
};
export const METHOD: RuleInfo = {
  id: 'unknown-method-status',
  level: 'error',
  title: 'An unknown method does not get the HTTP status 404.',
  hint: 'Answer an unknown method with the status 404 and the JSON-RPC error -32601.',
  spec: `${HTTP}#protocol-version-header`,
};

export interface Trial {
  readonly rule: RuleInfo;
  /** In words, as what was sent. */
  readonly what: string;
  readonly isHttp?: true;
  readonly method: string;
  readonly change: Partial<Dialect>;
  readonly code: number;
  /** However it is refused, it is refused. */
  readonly anyError?: true;
  readonly status: number;
}

export function trialsOf(dialect: Dialect): readonly Trial[] {
  const list = { method: 'tools/list', status: 400 };
  const headers = (changed: (of: Record<string, string>) => Record<string, string>): Partial<Dialect> => ({
    headers: (method, params) => changed({ ...dialect.headers(method, params) }),
  });
  const without = ({ 'mcp-method': _, ...rest }: Record<string, string>) => rest;
  const mismatch = { rule: HEADERS, isHttp: true, code: -32020, ...list } as const;
  return [
    {
      ...{ rule: META, code: -32602, ...list },
      what: 'A request without clientCapabilities in _meta',
      change: { params: () => ({ _meta: { [VERSION]: dialect.protocol } }) },
    },
    {
      ...{ rule: REVISION, code: -32022, ...list },
      what: `A request of the revision ${NO_SUCH_REVISION}`,
      change: { protocol: NO_SUCH_REVISION, params: () => dialect.params({ _meta: { [VERSION]: NO_SUCH_REVISION } }) },
    },
    { ...mismatch, what: 'A request without the header Mcp-Method', change: headers(without) },
    {
      ...mismatch,
      what: 'A request whose header Mcp-Method names another method',
      change: headers((same) => ({ ...same, 'mcp-method': 'prompts/list' })),
    },
    {
      ...mismatch,
      what: 'A request whose header MCP-Protocol-Version is not the revision of its body',
      change: { protocol: NEWEST_STATEFUL },
      // Who serves both eras may take it for a request of the older one, and refuses it as such.
      anyError: true,
    },
    {
      ...{ rule: METHOD, isHttp: true, code: -32601, status: 404, method: 'mcp-smoke/no-such-method' },
      what: 'A method that does not exist',
      change: {},
    },
  ];
}
