import { isObject } from '../../json/kind.ts';
import type { Page } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';
import { declaresTools } from './tools-cap-missing.ts';

/** MCP 2026-07-28, Tools, Capabilities. */
const MAY_BE_EMPTY_SINCE = '2026-07-28';

export const zeroTools = defineCheck<ListSubject>({
  id: 'zero-tools',
  level: 'error',
  otherLevels: ['warning'],
  title: 'The server declares tools and lists none.',
  hint:
    'Check that the tools are registered on the instance that is run, before it is run. If the server has none on ' +
    'purpose, set "rules: { zero-tools: off }".',
  spec: SPEC.toolCapability,
  inspect: ({ capabilities, pages, tools, stopped, protocol }, add) => {
    if (!declaresTools(capabilities) || tools.length > 0 || stopped !== undefined) return;
    if (pages.length === 0 || !pages.every(isListed)) return;
    const level = mayGrow(capabilities, protocol) ? 'warning' : 'error';
    add({ message: 'The server declares the tools capability, but its list of tools is empty.', level });
  },
});

/** A gateway may have none yet: it says that its list changes, or is of a revision in which any list may be empty and change. */
function mayGrow(capabilities: unknown, protocol: string): boolean {
  const { tools } = capabilities as { tools: unknown };
  return protocol >= MAY_BE_EMPTY_SINCE || (isObject(tools) && tools['listChanged'] === true);
}

function isListed({ exchange: { outcome } }: Page): boolean {
  return outcome.kind === 'result' && isObject(outcome.result) && Array.isArray(outcome.result['tools']);
}
