/** How long each tool took, on a logarithmic scale, with the limits of the script. */
import type { CallRecord, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { plural } from '../../text/plural.ts';
import { figure, LABELS, plotWidth, ROW, rowMiddle, sign } from './figure.ts';
import { el, join, type Markup, nothing, shape, text } from './markup.ts';
import { logScale, type Scale } from './scale.ts';

interface Group {
  readonly name: string;
  readonly calls: CallRecord[];
}

const MOST_ROWS = 60;
const LEAST_MS = 0.1;
/** For the words on the right. */
const TEXT_WIDTH = 240;
const PLOT = plotWidth(TEXT_WIDTH);

/** Nothing where there were no requests. `id` is unique on the page. */
export function latency({ steps }: SuiteReport, id: string, which: string): Markup {
  const groups = groupsOf(steps).slice(0, MOST_ROWS);
  const calls = groups.flatMap((group) => group.calls);
  if (calls.length === 0) return nothing;
  const limits = calls.map(({ timeoutMs }) => timeoutMs);
  const durations = calls.map(({ durationMs }) => Math.max(LEAST_MS, durationMs));
  const scale = logScale(smallest(durations), Math.max(largest(limits), largest(durations)), PLOT);
  return figure({
    id,
    title: `Latency of each tool${which}`,
    axis: 'latency, logarithmic',
    description: groups.map(({ name, calls: own }) => `${name}: ${wordsOf(own)}`).join('; '),
    rows: groups.map(({ name }) => name),
    scale,
    tickText,
    marks: groups.map(({ calls: own }, row) => drawGroup(own, row, scale)),
    legend: LEGEND.filter(([, , isShown]) => isShown?.(calls) ?? true).map(([picture, meaning]) => [picture, meaning]),
  });
}

function groupsOf(steps: SuiteReport['steps']): Group[] {
  const groups = new Map<string, CallRecord[]>();
  for (const { tool, name, calls = [] } of steps) {
    if (calls.length > 0) groups.set(tool ?? name, [...(groups.get(tool ?? name) ?? []), ...calls]);
  }
  return Array.from(groups, ([name, calls]) => ({ name, calls }));
}

function drawGroup(calls: readonly CallRecord[], row: number, scale: Scale): Markup {
  const y = rowMiddle(row);
  const answered = calls.filter((call) => !isSilent(call));
  const silent = calls.filter(isSilent);
  const latest = smallest(calls.flatMap(({ maxLatencyMs }) => maxLatencyMs ?? []));
  return join([
    ticks(answered, 'sample', y, scale),
    ticks(silent, 'sample failed', y, scale),
    limit(smallest(calls.map(({ timeoutMs }) => timeoutMs)), 'limit', y, scale),
    Number.isFinite(latest) ? limit(latest, 'limit soft', y, scale) : nothing,
    el('text', { class: 'value', x: LABELS + PLOT + 14, y: y + 4 }, text(wordsOf(calls))),
  ]);
}

function isSilent({ outcome }: CallRecord): boolean {
  return outcome === 'no-answer' || outcome === 'closed';
}

/** One path for all, however many there are. */
function ticks(calls: readonly CallRecord[], className: string, y: number, scale: Scale): Markup {
  if (calls.length === 0) return nothing;
  const places = [...new Set(calls.map(({ durationMs }) => LABELS + scale.at(Math.max(LEAST_MS, durationMs))))];
  return shape('path', { class: className, d: places.map((x) => `M${x} ${y - 6}v12`).join('') });
}

function limit(ms: number, className: string, y: number, scale: Scale): Markup {
  const x = LABELS + scale.at(ms);
  return shape('line', { class: className, x1: x, x2: x, y1: y - ROW / 2 + 2, y2: y + ROW / 2 - 2 });
}

function wordsOf(calls: readonly CallRecord[]): string {
  const sorted = calls.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  if (sorted.length === 1) return short(middle);
  return `${plural(sorted.length, 'call')}, median ${short(middle)}, most ${short(sorted.at(-1) ?? 0)}`;
}

function short(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms);
}

function tickText(ms: number): string {
  if (ms < 1) return `${ms} ms`;
  return ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`;
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => Math.max(most, one), 0);
}

type Shown = (calls: readonly CallRecord[]) => boolean;
const LEGEND: readonly (readonly [Markup, string, Shown?])[] = [
  [sign(shape('path', { class: 'sample', d: 'M9 1v12' })), 'one request'],
  [sign(shape('path', { class: 'sample failed', d: 'M9 1v12' })), 'no answer', (calls) => calls.some(isSilent)],
  [sign(shape('line', { class: 'limit', x1: 9, x2: 9, y1: 0, y2: 14 })), 'time limit'],
  [
    sign(shape('line', { class: 'limit soft', x1: 9, x2: 9, y1: 0, y2: 14 })),
    'limit of the script',
    (calls) => calls.some(({ maxLatencyMs }) => maxLatencyMs),
  ],
];
