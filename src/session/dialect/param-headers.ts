/** Parameters of a tool that HTTP headers repeat: `x-mcp-header` in its inputSchema (MCP 2026-07-28, Streamable HTTP, Custom Headers). */
import { isObject } from '../../json/kind.ts';
import { PARAM_HEADER_NAME, PARAM_HEADER_TYPES } from '../../model.ts';

interface Mirrored {
  readonly header: string;
  readonly path: readonly string[];
}

const LONGEST_NAME = 128;
/** Schemas are the server's: what is looked at of one tool, and of all. */
const MOST_PROPERTIES = 2000;
const MOST_TOOLS = 100_000;

export class ParamHeaders {
  readonly #tools = new Map<string, readonly Mirrored[]>();

  /** The tools of a page of tools/list, as they came. */
  learn(tools: unknown): void {
    if (!Array.isArray(tools)) return;
    for (const tool of tools.slice(0, MOST_TOOLS)) {
      if (!isObject(tool) || typeof tool['name'] !== 'string') continue;
      const mirrored = mirroredIn(tool['inputSchema']);
      if (mirrored.length > 0) this.#tools.set(tool['name'], mirrored);
      else this.#tools.delete(tool['name']);
    }
  }

  /** The headers of a call; parameters that are absent or null have none. */
  of(params: object | null | undefined): Record<string, string> {
    const { name, arguments: args } = (params ?? {}) as { name?: unknown; arguments?: unknown };
    const headers: Record<string, string> = {};
    for (const { header, path } of this.#tools.get(String(name)) ?? []) {
      const value = path.reduce<unknown>(
        (at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
        args,
      );
      if (['string', 'number', 'boolean'].includes(typeof value)) headers[header] = headerValue(String(value));
    }
    return headers;
  }
}

/** Plain where it may stand in a header; otherwise, and where it looks encoded, in Base64. */
export function headerValue(text: string): string {
  const isPlain =
    /^[\t\x20-\x7e]*$/.test(text) && text.trim() === text && !(text.startsWith('=?base64?') && text.endsWith('?='));
  return isPlain ? text : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

function isHeaderName(name: string): boolean {
  return name.length <= LONGEST_NAME && PARAM_HEADER_NAME.test(name);
}

/** Along `properties` only, and each valid by itself: whether the tool is, a rule says. */
function mirroredIn(schema: unknown): Mirrored[] {
  const found: Mirrored[] = [];
  const open: { readonly schema: unknown; readonly path: readonly string[] }[] = [{ schema, path: [] }];
  for (let at = 0; at < open.length && at < MOST_PROPERTIES; at++) {
    const { schema: one, path } = open[at]!;
    if (!isObject(one)) continue;
    const { 'x-mcp-header': name, properties, type } = one;
    if (typeof name === 'string' && isHeaderName(name) && PARAM_HEADER_TYPES.includes(type))
      found.push({ header: `mcp-param-${name.toLowerCase()}`, path });
    if (isObject(properties) && path.length < 100)
      for (const [key, child] of Object.entries(properties).slice(0, MOST_PROPERTIES))
        open.push({ schema: child, path: [...path, key] });
  }
  return found;
}
