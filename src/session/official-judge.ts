/** What the official client's own schemas say. Loaded only for what our shapes are not sure of. */
import {
  CallToolResultSchema,
  GetPromptResultSchema,
  ListToolsResultSchema,
  ReadResourceResultSchema,
  ResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { ScriptedKind } from '../model.ts';
import { nextTurn } from '../waiting.ts';

export interface OfficialVerdict {
  /** Names of the tools that spoil the list (`tools[3]` where a tool has no name). */
  readonly culprits: readonly string[];
  readonly message: string;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const RESULTS = {
  call: CallToolResultSchema,
  resource: ReadResourceResultSchema,
  prompt: GetPromptResultSchema,
  request: ResultSchema,
};

/** Tools that are looked at between two turns of the event loop. */
const AT_ONCE = 50;

/**
 * What the official client says of one page of tools/list, which it takes or refuses as a whole: of its first `most`
 * tools. Undefined: accepted.
 */
export async function refusesToolList(
  page: { readonly tools: readonly unknown[] },
  most = Number.POSITIVE_INFINITY,
): Promise<OfficialVerdict | undefined> {
  const indexes = new Set<number>();
  let first: Issue | undefined;
  for (let from = 0; from === 0 || from < Math.min(page.tools.length, most); from += AT_ONCE) {
    const tools = page.tools.slice(from, Math.min(from + AT_ONCE, most));
    const parsed = ListToolsResultSchema.safeParse(from === 0 ? { ...page, tools } : { tools });
    const issues = (parsed.success ? [] : parsed.error.issues).map(({ path, message }) => ({
      path: typeof path[1] === 'number' ? [path[0]!, path[1] + from, ...path.slice(2)] : path,
      message,
    }));
    first ??= issues[0];
    for (const { path } of issues) if (typeof path[1] === 'number') indexes.add(path[1]);
    await nextTurn();
  }
  return first && { culprits: [...indexes].map((index) => nameOf(page, index)), message: describe([first]) };
}

/** Why the official client would refuse the result of a call, a read or a prompt; undefined where it would not. */
export function refusesResult(kind: ScriptedKind, result: unknown): string | undefined {
  const parsed = RESULTS[kind].safeParse(withoutStructured(result));
  return parsed.success ? undefined : describe(parsed.error.issues);
}

/** Any object will do there, so that a large one need not be walked through. */
function withoutStructured(result: unknown): unknown {
  const { structuredContent } = (result ?? {}) as { structuredContent?: unknown };
  const isPlain =
    typeof structuredContent === 'object' && structuredContent !== null && !Array.isArray(structuredContent);
  return isPlain ? { ...(result as object), structuredContent: {} } : result;
}

function describe([first]: readonly Issue[]): string {
  return first ? `${first.path.map(String).join('.') || 'the result'}: ${first.message}` : 'invalid';
}

function nameOf(result: unknown, index: number): string {
  const tool = (result as { tools?: { name?: unknown }[] }).tools?.[index];
  return typeof tool?.name === 'string' ? tool.name : `tools[${index}]`;
}
