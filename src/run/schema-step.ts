/** Every inputSchema and outputSchema of the list, each judged on its own: a bad tool costs that tool, not the list. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import type { ToolSubject } from '../checks/subjects.ts';
import { breathe } from '../limits/breath.ts';
import type { RawFinding } from '../model.ts';
import type { Judging } from './judging.ts';

export async function judgeSchemas(
  context: Judging,
  tools: readonly ToolSubject[],
): Promise<{ findings: RawFinding[]; reason: string }> {
  const { inspect, checks } = context;
  const checked = tools.filter(({ isUnchecked }) => !isUnchecked);
  const findings: RawFinding[] = [];
  for (const tool of checked) {
    findings.push(...inspect(checks.tool, tool));
    await breathe();
  }
  const inputs = checked.filter((tool) => tool.input).length;
  const outputs = checked.filter((tool) => tool.output).length;
  const left = unchecked(context, tools.length - checked.length, tools.length);
  return { findings: [...findings, ...left], reason: `${inputs} input, ${outputs} output` };
}

/** A run that was stopped says so itself. */
function unchecked({ stop }: Judging, count: number, total: number): RawFinding[] {
  if (count === 0 || stop.aborted) return [];
  const message = `${count} of ${total} tools were not checked: the list is larger than what we look at.`;
  return [toFinding(ruleInfo('not-checked'), { message })];
}
