/** Would the official client accept this? Its own schemas are the judge. Loaded while the server boots. */
import {
  CallToolResultSchema,
  GetPromptResultSchema,
  ListToolsResultSchema,
  ReadResourceResultSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { ScriptedKind } from '../model.ts';

export interface OfficialVerdict {
  /** Names of the tools that spoil the list (`tools[3]` where a tool has no name). */
  readonly culprits: readonly string[];
  readonly message: string;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const RESULTS = { call: CallToolResultSchema, resource: ReadResourceResultSchema, prompt: GetPromptResultSchema };

/** What the official client says of one page of tools/list, which it takes or refuses as a whole. Undefined: accepted. */
export function refusesToolList(result: unknown): OfficialVerdict | undefined {
  const parsed = ListToolsResultSchema.safeParse(result);
  if (parsed.success) return undefined;
  const indexes = new Set(parsed.error.issues.flatMap(({ path }) => (typeof path[1] === 'number' ? [path[1]] : [])));
  return { culprits: [...indexes].map((index) => nameOf(result, index)), message: describe(parsed.error.issues) };
}

/** Why the official client would refuse the result of a call, a read or a prompt; undefined where it would not. */
export function refusesResult(kind: ScriptedKind, result: unknown): string | undefined {
  const parsed = RESULTS[kind].safeParse(result);
  return parsed.success ? undefined : describe(parsed.error.issues);
}

function describe([first]: readonly Issue[]): string {
  return first ? `${first.path.map(String).join('.') || 'the result'}: ${first.message}` : 'invalid';
}

function nameOf(result: unknown, index: number): string {
  const tool = (result as { tools?: { name?: unknown }[] }).tools?.[index];
  return typeof tool?.name === 'string' ? tool.name : `tools[${index}]`;
}
