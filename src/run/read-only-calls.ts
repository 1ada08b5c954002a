/** `probe --call read-only`: a step for every tool that says readOnlyHint, with an input made from its schema. */

import type { ToolSubject } from '../checks/subjects.ts';
import { breathe } from '../limits/breath.ts';
import { patiently } from '../limits/patience.ts';
import type { Plan, PlannedStep } from '../model.ts';
import { sampleFromSchema } from '../schema/sample.ts';
import { literal } from '../template/literal.ts';
import type { Catalogue } from './catalogue.ts';
import type { Judging } from './judging.ts';

/** A tool's own deadline is often the very limit that we have: what it says then still counts. */
const GRACE_MS = 2000;
const NOWHERE = { file: '', line: 1, column: 1 };

export async function readOnlyCalls({
  plan,
  catalogue,
  stop,
}: Judging & { readonly plan: Plan; readonly catalogue: Catalogue }): Promise<PlannedStep[]> {
  const steps: PlannedStep[] = [];
  for (const tool of catalogue.tools.values()) {
    if (!isReadOnly(tool)) continue;
    const sample = await patiently(() => sampleFromSchema(schemaOf(tool), { verdict: tool.input }), stop);
    steps.push({ ...stepFor(tool, sample), timeoutMs: plan.timeoutMs + GRACE_MS });
    await breathe();
  }
  return steps;
}

function stepFor(
  tool: ToolSubject,
  sample: { ok: true; value: PlannedStep['args'] } | { ok: false; reason: string },
): PlannedStep {
  return {
    id: `call-${tool.index}`,
    kind: 'call',
    name: tool.name,
    target: literal(tool.name),
    args: sample.ok ? literal(sample.value) : {},
    ...(sample.ok ? {} : { skip: `no input could be made: ${sample.reason}` }),
    // A made-up input may well be refused; what counts is that an answer comes, and that it is well formed.
    expect: { status: 'any', text: [], structured: [], at: NOWHERE },
    capture: [],
    needs: [],
    retry: { attempts: 1, delayMs: 0 },
    repeat: { count: 1, concurrency: 1 },
    sendInvalid: false,
    allowDestructive: false,
    safe: true,
    whenEnv: [],
    tags: [],
    teardown: false,
    at: NOWHERE,
    places: new Map(),
  };
}

function isReadOnly({ raw }: ToolSubject): boolean {
  const { annotations } = (raw ?? {}) as { annotations?: { readOnlyHint?: unknown } | null };
  return annotations?.readOnlyHint === true;
}

function schemaOf({ raw }: ToolSubject): unknown {
  return (raw as { inputSchema?: unknown }).inputSchema;
}
