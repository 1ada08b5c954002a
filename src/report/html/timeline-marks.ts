/** The signs of the time line, and the legend with those that are used. */
import type { CallRecord, StepResult } from '../../model.ts';
import { ROW, sign } from './figure.ts';
import { type Markup, shape } from './markup.ts';

/** The height of a bar. */
export const BAR = 12;

export function pingMark(x: number, y: number, isAnswered: boolean): Markup {
  if (isAnswered) return shape('circle', { class: 'ping', cx: x, cy: y, r: 3.6 });
  return shape('path', { class: 'lost', d: `M${x - 3.5} ${y - 3.5}l7 7m0-7l-7 7` });
}

export function stderrMark(x: number, y: number): Markup {
  return shape('path', { class: 'stderr', d: `M${x} ${y + BAR / 2 - 3}l5 8h-10z` });
}

export function limitMark(x: number, y: number): Markup {
  return shape('line', { class: 'limit', x1: x, x2: x, y1: y - ROW / 2 + 1, y2: y + ROW / 2 - 1 });
}

export function legendFor(steps: readonly StepResult[]): (readonly [Markup, string])[] {
  const calls = steps.flatMap((step) => step.calls ?? []);
  return LEGEND.filter(([, , isShown]) => isShown(steps, calls)).map(([picture, meaning]) => [picture, meaning]);
}

type Shown = (steps: readonly StepResult[], calls: readonly CallRecord[]) => boolean;

const hasPing = (calls: readonly CallRecord[], isAnswered: boolean) =>
  calls.some(({ pings = [] }) => pings.some(({ answeredAtMs }) => (answeredAtMs !== undefined) === isAnswered));

const bar = (tone: string) => shape('rect', { class: `bar ${tone}`, x: 1, y: 2, width: 16, height: 10, rx: 2 });

const LEGEND: readonly (readonly [Markup, string, Shown])[] = [
  [sign(bar('passed')), 'request', (_, calls) => calls.length > 0],
  [
    sign(bar('failed')),
    'of a failed check',
    (steps) => steps.some(({ status }) => status === 'failed' || status === 'broken'),
  ],
  [sign(bar('flaky')), 'of a flaky check', (steps) => steps.some(({ status }) => status === 'flaky')],
  [sign(bar('own')), 'start, lists and end', (steps) => steps.some(({ calls }) => calls === undefined)],
  [sign(bar('failed'), pingMark(9, 7, true)), 'sign of life', (_, calls) => hasPing(calls, true)],
  [sign(bar('failed'), pingMark(9, 7, false)), 'no sign of life', (_, calls) => hasPing(calls, false)],
  [sign(stderrMark(9, 2)), 'output on stderr', (_, calls) => calls.some(({ stderr }) => stderr !== undefined)],
  [
    sign(limitMark(9, 7)),
    'time limit reached',
    (_, calls) => calls.some(({ durationMs, timeoutMs }) => durationMs >= timeoutMs),
  ],
];
