/** What the two pictures share: rows with labels on the left, an axis on top. */
import { excerpt } from '../../text/excerpt.ts';
import { block, el, join, type Markup, shape, text } from './markup.ts';
import type { Scale } from './scale.ts';

export const ROW = 24;
export const TOP = 26;
export const LABELS = 210;
/** All pictures of a page are equally wide, so that their text is equally large. */
const WIDTH = 880;
const RIGHT = 24;
const LABEL_LENGTH = 27;

/** What is left for the plot itself. */
export function plotWidth(right = RIGHT): number {
  return WIDTH - LABELS - right;
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
  readonly rows: readonly string[];
  readonly scale: Scale;
  readonly tickText: (value: number) => string;
  /** What the axis shows: `latency, logarithmic`. */
  readonly axis: string;
  readonly marks: readonly Markup[];
  readonly legend: readonly (readonly [sign: Markup, meaning: string])[];
}

export function figure(picture: Figure): Markup {
  const { id, title, description, rows, marks, legend } = picture;
  const height = TOP + rows.length * ROW + 8;
  const labelled = { role: 'img', 'aria-labelledby': `${id}-t ${id}-d` };
  const svg = el(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, ...labelled },
    el('title', { id: `${id}-t` }, text(title)),
    el('desc', { id: `${id}-d` }, text(description)),
    grid(picture, height),
    ...rows.map(rowLabel),
    ...marks,
  );
  const region = { class: 'scroll', role: 'region', tabindex: 0, 'aria-label': title };
  const keys = legend.map(([sign, meaning]) => el('span', { class: 'key' }, sign, text(meaning)));
  const hint = el('p', { class: 'sideways' }, text('The picture is wider than the screen: it scrolls sideways.'));
  return el('figure', {}, hint, el('div', region, svg), el('figcaption', {}, ...keys));
}

/** The middle of a row. */
export function rowMiddle(row: number): number {
  return TOP + row * ROW + ROW / 2;
}

/** A sign for the legend, drawn as in the picture. */
export function sign(...shapes: readonly Markup[]): Markup {
  return el('svg', { viewBox: '0 0 18 14', width: 18, height: 14, 'aria-hidden': 'true' }, ...shapes);
}

function grid({ scale, tickText, axis }: Figure, height: number): Markup {
  const lines = scale.ticks.map((tick) => {
    const x = LABELS + scale.at(tick);
    const line = shape('line', { class: 'grid', x1: x, x2: x, y1: TOP - 4, y2: height - 4 });
    return join([line, el('text', { class: 'tick', x, y: 14 }, text(tickText(tick)))]);
  });
  const name = el('text', { class: 'axis', x: LABELS - 30, y: 14 }, text(axis));
  return el('g', {}, name, ...lines);
}

function rowLabel(label: string, row: number): Markup {
  const y = rowMiddle(row);
  const band = shape('rect', {
    class: row % 2 === 0 ? 'band' : 'band odd',
    x: 0,
    y: y - ROW / 2,
    width: WIDTH,
    height: ROW,
  });
  const short = excerptOf(label);
  const whole = short === label ? [] : [el('title', {}, block(label))];
  return join([band, el('text', { class: 'label', x: LABELS - 12, y: y + 4 }, text(short), ...whole)]);
}

function excerptOf(label: string): string {
  return label.length <= LABEL_LENGTH ? label : `${excerpt(label, LABEL_LENGTH - 1).split('…')[0]}…`;
}
