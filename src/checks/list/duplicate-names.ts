import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const duplicateNames = defineCheck<ListSubject>({
  id: 'duplicate-names',
  level: 'error',
  title: 'Two tools have the same name.',
  hint: 'Rename one of them: a call reaches only one, and hosts refuse or drop the other.',
  spec: SPEC.toolNames,
  inspect: ({ tools }, add) => {
    const places = new Map<string, number[]>();
    for (const { raw, index } of tools) {
      const name = isObject(raw) ? raw['name'] : undefined;
      if (typeof name !== 'string') continue;
      const there = places.get(name);
      if (there) there.push(index);
      else places.set(name, [index]);
    }
    for (const [name, indexes] of [...places].filter(([, indexes]) => indexes.length > 1).slice(0, 10)) {
      const listed = indexes.slice(0, 10).map((index) => `tools[${index}]`);
      add({
        message: `${indexes.length} tools are named ${JSON.stringify(clip(name, 100))}.`,
        evidence: listed.join(', '),
      });
    }
  },
});
