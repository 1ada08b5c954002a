/** What a step may change, as far as its file and the server's own hints tell. */
import { isObject } from '../json/kind.ts';
import type { Json, Plan, PlannedStep } from '../model.ts';
import type { Catalogue } from './catalogue.ts';

/** What the server says of its tools. */
export interface Hints {
  readonly catalogue: Catalogue;
}

type Sent = Pick<PlannedStep, 'kind' | 'target'> & { readonly args: Json };

/** Methods of MCP that only look: lists, reads, gets, and a few more. */
const READING = /^(?:[\w/-]+\/(?:list|read|get)|ping|completion\/complete|server\/discover|logging\/setLevel)$/;

/** The tool that is called: by a step of that kind, or by a request that the file words itself. */
export function toolOf({ kind, target, args }: Sent): string | undefined {
  if (kind === 'call') return target;
  const name = isObject(args) ? args['name'] : undefined;
  return kind === 'request' && target === 'tools/call' && typeof name === 'string' ? name : undefined;
}

/** The tools that the file calls. */
export function toolsOf({ steps, teardown }: Pick<Plan, 'steps' | 'teardown'>): ReadonlySet<string | undefined> {
  return new Set([...steps, ...teardown].map(toolOf));
}

/** Whether the request, which is none of HTTP, only looks. */
export function isReading({ catalogue }: Hints, step: Sent): boolean {
  const tool = toolOf(step);
  if (tool !== undefined) return catalogue.annotation(tool, 'readOnlyHint') === true;
  return step.kind === 'resource' || step.kind === 'prompt' || (step.kind === 'request' && READING.test(step.target));
}
