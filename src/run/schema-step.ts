/** Every inputSchema and outputSchema of the list, each judged on its own: a bad tool costs that tool, not the list. */
import type { ToolSubject } from '../checks/subjects.ts';
import type { Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';

export function judgeSchemas(
  { rooms, inspect }: SuiteContext,
  tools: readonly ToolSubject[],
): { findings: Finding[]; reason: string } {
  const findings = tools.flatMap((tool) => inspect(rooms.toolChecks, tool));
  const inputs = tools.filter((tool) => tool.input).length;
  const outputs = tools.filter((tool) => tool.output).length;
  return { findings, reason: `${inputs} input, ${outputs} output` };
}
