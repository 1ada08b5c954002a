import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

/** Legal by the specification, and refused all the same. */
const LIMIT = {
  level: 'warning' as const,
  hint: 'The tools are legal, this is a limit of that client: write a boolean subschema as {} (for true) or { "not": {} } (for false).',
};

/** No tool is named: something beside them is wrong. */
const BESIDE: { hint: string; because?: string } = {
  hint: 'Fix the field that is named; until then such a host shows no tool of this server at all.',
};
const CURSOR = {
  hint: 'Write the cursor as a string (nextCursor: String(next)), and leave it out of the last page.',
  because: ': nextCursor must be a string, so that no further page can be asked for',
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
    const beside = /^nextCursor:/.test(message) ? CURSOR : BESIDE;
    const named = { because: ` because of ${names.join(', ')}${more}`, hint: undefined };
    const { hint, because = '' } = culprits.length > 0 ? named : beside;
    const good = Math.max(0, total - culprits.length);
    const loss =
      good === 0
        ? ''
        : ` ${good} good ${good === 1 ? 'tool is' : 'tools are'} lost${culprits.length > 0 ? ' too' : ''}.`;
    const limit = official.isItsLimit ? LIMIT : hint === undefined ? {} : { hint };
    add({ message: `The official SDK's client rejects the list${because}.${loss}`, evidence: clip(message), ...limit });
  },
});
