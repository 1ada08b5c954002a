import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const toolsCapMissing = defineCheck<ListSubject>({
  id: 'tools-cap-missing',
  level: 'error',
  title: 'The server has tools and does not declare them.',
  hint: 'Declare "tools": {} in the capabilities of initialize; hosts do not ask for tools that are not declared.',
  spec: SPEC.toolCapability,
  inspect: ({ capabilities, total }, add) => {
    // What is no object is told where it was answered.
    if (!isObject(capabilities) || capabilities['tools'] !== undefined || total === 0) return;
    const message = `tools/list offers ${total} tools, but the capabilities do not name tools; hosts will see none.`;
    add({ message, evidence: `capabilities: ${quoted(capabilities, 400)}` });
  },
});

/** Any value but null and a missing one counts: a server that says `"tools": {}` means it. */
export function declaresTools(capabilities: unknown): boolean {
  return isObject(capabilities) && capabilities['tools'] !== undefined && capabilities['tools'] !== null;
}
