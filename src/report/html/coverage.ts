/** Every tool that the server lists: tested or not. */
import type { SuiteReport } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { el, join, type Markup, nothing, shape, text } from './markup.ts';

const MOST = 500;

export function coverage({ tools }: SuiteReport): Markup {
  if (tools.length === 0) return nothing;
  const tested = tools.filter((tool) => tool.tested).length;
  const sentence = `${tested} of ${plural(tools.length, 'tool')} ${tested === 1 ? 'was' : 'were'} called.`;
  const items = tools
    .slice(0, MOST)
    .map(({ name, tested: isTested }) =>
      el(
        'li',
        { class: isTested ? 'tested' : 'untested' },
        text(name),
        el('span', {}, text(isTested ? 'tested' : 'not tested')),
      ),
    );
  const more = tools.length > MOST ? el('p', {}, text(`… and ${plural(tools.length - MOST, 'more tool')}`)) : nothing;
  return join([bar(tested / tools.length), el('p', {}, text(sentence)), el('ul', { class: 'tools' }, ...items), more]);
}

function bar(share: number): Markup {
  const width = Math.round(share * 1000) / 10;
  return el(
    'svg',
    { class: 'share', viewBox: '0 0 100 2', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    shape('rect', { class: 'whole', width: 100, height: 2 }),
    shape('rect', { class: 'part', width, height: 2 }),
  );
}
