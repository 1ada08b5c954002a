/** One call of a tool: arguments that fit, an answer or what the caller did wrong; never an exception but of ours. */
import { RunError } from '../api/run.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { type SchemaVerdict, UsageError } from '../model.ts';
import { compileSchema } from '../schema/compile.ts';
import { shortened } from './report-answer.ts';
import type { Answer, Calling, ServedTool } from './tool.ts';

export interface CallResult {
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: true;
}

const compiled = new WeakMap<ServedTool, SchemaVerdict>();

export async function callTool(tool: ServedTool, given: unknown, calling: Calling): Promise<CallResult> {
  try {
    assertFits(tool, given ?? {});
    const { text, structured }: Answer = await tool.call((given ?? {}) as never, calling);
    return { content: [{ type: 'text', text }], structuredContent: structured as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof RunError)) throw error;
    const text = shortened(cleanByEnvironment(error.message, calling.desk.env));
    return { content: [{ type: 'text', text }], isError: true };
  }
}

/** A model that has mistyped a name tries again where it is told what there is. */
function assertFits(tool: ServedTool, given: unknown): void {
  const verdict = compiled.get(tool) ?? compileSchema(tool.inputSchema);
  compiled.set(tool, verdict);
  const issues = verdict.validate?.(given) ?? [];
  if (issues.length === 0) return;
  const known = Object.keys(tool.inputSchema['properties'] as object).join(', ');
  const told = issues.slice(0, 5).map(({ path, message }) => `${path === '' ? 'the arguments' : path} ${message}`);
  throw new UsageError(`${told.join('; ')}. ${tool.name} takes: ${known}`);
}
