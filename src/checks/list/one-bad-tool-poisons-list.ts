import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

/** Legal by the specification, and refused all the same. */
const LIMIT = {
  level: 'warning' as const,
  hint: 'The tools are legal, this is a limit of that client: write a boolean subschema as {} (for true) or { "not": {} } (for false).',
};

export const oneBadToolPoisonsList = defineCheck<ListSubject>({
  id: 'one-bad-tool-poisons-list',
  level: 'error',
  otherLevels: ['warning'],
  title: 'Clients of the official SDK reject the whole list of tools.',
  hint: 'Fix the tools that are named; until then such a host shows no tool of this server at all.',
  spec: SPEC.listTools,
  inspect: ({ official, total }, add) => {
    if (!official) return;
    const { culprits, message } = official;
    const names = culprits.slice(0, 5).map((name) => JSON.stringify(clip(name, 80)));
    const more = culprits.length > names.length ? ` and ${culprits.length - names.length} more` : '';
    const cause = culprits.length === 0 ? '' : ` because of ${names.join(', ')}${more}`;
    const good = Math.max(0, total - culprits.length);
    const loss = good === 0 ? '' : ` ${good} good ${good === 1 ? 'tool is' : 'tools are'} lost too.`;
    const limit = official.isItsLimit ? LIMIT : {};
    add({ message: `The official SDK's client rejects the list${cause}.${loss}`, evidence: clip(message), ...limit });
  },
});
