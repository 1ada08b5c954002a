/** What was listed, as subjects of checks; their schemas compiled, as many as can be. */

import type { ToolSubject } from '../checks/subjects.ts';
import { isObject } from '../json/kind.ts';
import { breathe } from '../limits/breath.ts';
import { patiently } from '../limits/patience.ts';
import type { Plan } from '../model.ts';
import { nodesIn } from '../schema/bounds.ts';
import { compileIn } from '../schema/by-revision.ts';
import { toolsOf } from './effects.ts';
import type { Judging } from './judging.ts';

/** Beyond these a list is no list for a host, and takes longer to judge than anybody waits. */
export const MOST_TOOLS = 1000;
const MOST_NODES = 100_000;

/**
 * Every item as a tool. What is beyond 1,000 tools, or 100,000 objects and arrays in schemas, is marked as unchecked, but
 * for the tools that the script calls; so is the rest of a list when the run is stopped.
 */
export async function toolSubjects(
  { plan, stop }: Judging & { readonly plan: Plan },
  items: readonly unknown[],
  protocol: string,
): Promise<ToolSubject[]> {
  const wanted = toolsOf(plan);
  const subjects: ToolSubject[] = [];
  let nodes = 0;
  for (const [index, raw] of items.entries()) {
    const subject = bare(raw, index, protocol);
    const isCounted = (index < MOST_TOOLS && nodes < MOST_NODES) || wanted.has(subject.name);
    if (isCounted && !stop.aborted) {
      nodes += nodesIn(part(raw, 'inputSchema')) + nodesIn(part(raw, 'outputSchema'));
      subjects.push({ ...subject, ...(await patiently(() => verdicts(raw, protocol), stop)) });
    } else {
      subjects.push({ ...subject, isUnchecked: true });
    }
    await breathe();
  }
  return subjects;
}

function bare(raw: unknown, index: number, protocol: string): ToolSubject {
  const name = part(raw, 'name');
  return { index, name: typeof name === 'string' && name !== '' ? name : `tools[${index}]`, raw, protocol };
}

function verdicts(raw: unknown, protocol: string): Pick<ToolSubject, 'input' | 'output'> {
  const [inputSchema, outputSchema] = [part(raw, 'inputSchema'), part(raw, 'outputSchema')];
  return {
    ...(isObject(inputSchema) ? { input: compileIn(protocol, inputSchema) } : {}),
    ...(isObject(outputSchema) ? { output: compileIn(protocol, outputSchema) } : {}),
  };
}

function part(raw: unknown, key: string): unknown {
  return typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)[key] : undefined;
}
