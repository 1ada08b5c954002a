import { isObject } from '../../json/kind.ts';
import type { Page } from '../../model.ts';
import { STATELESS } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { pageName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const cacheScopeMixed = defineCheck<ListSubject>({
  id: 'cache-scope-mixed',
  level: 'error',
  title: 'The pages of one list have different cache scopes.',
  hint: 'Give every page of a list the same cacheScope: "private" as soon as one of them depends on who asks.',
  spec: SPEC.cachingPages,
  inspect: ({ pages, protocol }, add) => {
    if (!STATELESS.includes(protocol)) return;
    const scopes = pages.map(scopeOf);
    const [first] = scopes;
    const other = scopes.findIndex((scope) => scope !== undefined && scope !== first);
    if (first === undefined || other === -1) return;
    add({
      message: `The cacheScope of tools/list is "${first}", and that of ${pageName(other)} is "${scopes[other]}".`,
    });
  },
});

/** What is no scope at all is told elsewhere. */
function scopeOf({ exchange: { outcome } }: Page): 'public' | 'private' | undefined {
  const scope = outcome.kind === 'result' && isObject(outcome.result) ? outcome.result['cacheScope'] : undefined;
  return scope === 'public' || scope === 'private' ? scope : undefined;
}
