import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { CloseSubject } from '../subjects.ts';

const SHOWN = 5;

export const orphanChildren = defineCheck<CloseSubject>({
  id: 'orphan-children',
  level: 'warning',
  title: 'Processes that the server started outlive it.',
  hint: 'End child processes when the server ends; wrappers (npx, uv, shell scripts) should exec the server.',
  spec: SPEC.shutdown,
  inspect: ({ shutdown: { orphans } }, add) => {
    if (orphans.length === 0) return;
    const lines = orphans.slice(0, SHOWN).map(({ pid, command }) => `${pid} ${clip(command, 80)}`);
    if (orphans.length > SHOWN) lines.push(`… and ${orphans.length - SHOWN} more`);
    const count = orphans.length === 1 ? '1 process' : `${orphans.length} processes`;
    add({ message: `${count} of the server outlived it; we have ended them.`, evidence: clip(lines.join('\n')) });
  },
});
