/** The parts of a page: a heading and what stands below it. */
import { el, join, type Markup, text } from './markup.ts';

/** `level` 2 for a page with one server, 3 where servers have headings of their own. Nothing below: no section. */
export function section(title: string, level: 2 | 3, ...parts: readonly Markup[]): Markup {
  const content = join(parts);
  return content === '' ? content : el('section', {}, el(`h${level}`, {}, text(title)), content);
}

/** Pairs of a name and a value; pairs without a value are left out. */
export function facts(pairs: readonly (readonly [string, Markup | undefined])[]): Markup {
  const shown = pairs.filter((pair): pair is readonly [string, Markup] => pair[1] !== undefined && pair[1] !== '');
  const rows = shown.map(([name, value]) => el('div', {}, el('dt', {}, text(name)), el('dd', {}, value)));
  return el('dl', { class: 'facts' }, ...rows);
}

/** A table that scrolls by itself where the page is narrow, also by keyboard. */
export function table(label: string, heads: readonly string[], rows: readonly Markup[], className = ''): Markup {
  const head = el('tr', {}, ...heads.map((name) => el('th', { scope: 'col' }, text(name))));
  const inner = el('table', { class: className }, el('thead', {}, head), el('tbody', {}, ...rows));
  return el('div', { class: `scroll ${className}`.trim(), role: 'region', tabindex: 0, 'aria-label': label }, inner);
}

export function code(value: string): Markup {
  return el('code', {}, text(value));
}
