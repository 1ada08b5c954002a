/** The exact command to repeat the run. */
import type { Report } from '../../model.ts';
import { el, join, type Markup, text } from './markup.ts';
import { code } from './section.ts';

export function repeat({ command, environment }: Report): Markup {
  if (command === undefined) return el('p', {}, text('The command of this run is not known.'));
  const version = environment ? `, with mcp-smoke ${environment.mcpSmoke}` : '';
  const commit = environment?.commit ? [text(' at commit '), code(environment.commit)] : [];
  return join([
    el('pre', { class: 'command', tabindex: 0 }, text(command)),
    el('p', { class: 'small' }, text('In the folder of the project'), ...commit, text(`${version}.`)),
  ]);
}
