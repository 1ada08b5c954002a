/** Rules about what a host accepts: legal MCP, yet users of that host lose a tool or all. Each is told once for the list. */

import { isObject } from '../../json/kind.ts';
import type { RuleInfo } from '../../model.ts';
import { type Check, defineCheck } from '../check.ts';
import { clip, quotedLines } from '../evidence.ts';
import type { ListSubject, ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from '../tool/tool-name.ts';

export interface HostFault {
  /** JSON pointer inside the tool. */
  readonly where: string;
  /** What stands there, where `told` does not say it: a name, a keyword. */
  readonly what?: string;
}

export interface HostRule extends RuleInfo {
  /** Ends the sentence "In the tool "x", …"; what was found is appended. */
  readonly told: string;
  readonly faultsOf: (tool: Readonly<Record<string, unknown>>) => readonly HostFault[];
}

const SHOWN = 5;

export function hostCheck({ told, faultsOf, ...info }: HostRule): Check<ListSubject> {
  return defineCheck<ListSubject>({
    ...info,
    inspect: ({ tools }, add) => {
      const found = tools.flatMap((tool) => {
        const faults = isObject(tool.raw) && !tool.isUnchecked ? faultsOf(tool.raw) : [];
        return faults.length > 0 ? [{ tool, faults }] : [];
      });
      if (found.length === 0) return;
      const faults = found.flatMap(({ tool, faults }) =>
        faults.map((fault) => ({ ...fault, where: `${placeOf(tool)}${fault.where}` })),
      );
      const kinds = [...new Set(faults.flatMap(({ what }) => what ?? []))];
      add({
        message: `In ${names(found.map(({ tool }) => tool))}, ${told}${kinds.length > 0 ? `: ${some(kinds)}` : ''}.`,
        where: faults[0]!.where,
        evidence: quotedLines(faults.map(({ where }) => where)),
      });
    },
  });
}

function names(tools: readonly ToolSubject[]): string {
  if (tools.length === 1) return `the tool ${toolName(tools[0]!)}`;
  return `${tools.length} tools (${some(tools.map(toolName))})`;
}

function some(all: readonly string[]): string {
  const rest = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
  return `${all
    .slice(0, SHOWN)
    .map((one) => clip(one, 80))
    .join(', ')}${rest}`;
}
