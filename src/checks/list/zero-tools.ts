import { isObject } from '../../json/kind.ts';
import type { Page } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';
import { declaresTools } from './tools-cap-missing.ts';

export const zeroTools = defineCheck<ListSubject>({
  id: 'zero-tools',
  level: 'error',
  title: 'The server declares tools and lists none.',
  hint:
    'Check that the tools are registered on the instance that is run, before it is run. If the server has none on ' +
    'purpose, set "rules: { zero-tools: off }".',
  spec: SPEC.toolCapability,
  inspect: ({ capabilities, pages, tools, stopped }, add) => {
    if (!declaresTools(capabilities) || tools.length > 0 || stopped !== undefined) return;
    if (pages.length === 0 || !pages.every(isListed)) return;
    add({ message: 'The server declares the tools capability, but its list of tools is empty.' });
  },
});

function isListed({ exchange: { outcome } }: Page): boolean {
  return outcome.kind === 'result' && isObject(outcome.result) && Array.isArray(outcome.result['tools']);
}
