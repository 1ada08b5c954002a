/** The run over time: each request, its signs of life, what came on stderr, and the time limits that were reached. */
import type { CallRecord, StepResult, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { plural } from '../../text/plural.ts';
import { stepLabel } from '../label.ts';
import { figure, LABELS, plotWidth, rowMiddle } from './figure.ts';
import { el, join, type Markup, nothing, shape, text } from './markup.ts';
import { linearScale, type Scale } from './scale.ts';
import { OUTCOMES } from './status.ts';
import { BAR, legendFor, limitMark, pingMark, stderrMark } from './timeline-marks.ts';
import { stepRows, type TimedStep } from './timeline-rows.ts';

const LEAST_WIDTH = 2;
const MOST_TICKS = 7;
/** More bars are drawn without words of their own, which keeps the page small. */
const MOST_TITLES = 400;

/** Nothing where the report has no times. `id` is unique on the page. */
export function timeline({ steps }: SuiteReport, id: string, which: string): Markup {
  const { rows, timed, left } = stepRows(steps);
  if (timed.length === 0) return nothing;
  const start = Math.min(...timed.map(({ step }) => step.startedAtMs));
  const end = Math.max(...timed.map(({ step }) => step.startedAtMs + step.durationMs));
  const scale = linearScale(end - start, plotWidth(), MOST_TICKS);
  const at = { ...scale, at: (ms: number) => scale.at(ms - start) };
  const calls = timed.flatMap(({ step }) => step.calls ?? []);
  const withTitles = calls.length <= MOST_TITLES;
  const picture = figure({
    id,
    title: `Time line of the run${which}`,
    axis: 'time since the start',
    description: describe(
      timed.map(({ step }) => step),
      calls,
      end - start,
    ),
    rows,
    scale,
    tickText: (ms) => (ms === 0 ? '0' : duration(ms)),
    marks: timed.map(({ step, row }) => drawStep(step, row, at, withTitles)),
    legend: legendFor(timed.map(({ step }) => step)),
  });
  return left === 0
    ? picture
    : join([picture, el('p', { class: 'small' }, text(`${plural(left, 'more row')} not drawn.`))]);
}

function describe(steps: readonly StepResult[], calls: readonly CallRecord[], lengthMs: number): string {
  const silent = calls.filter(({ outcome }) => outcome === 'no-answer').length;
  const loud = calls.filter(({ stderr }) => stderr !== undefined).length;
  const facts = `${plural(steps.length, 'check')} with ${plural(calls.length, 'request')} in ${duration(lengthMs)}.`;
  return `${facts} ${silent} without an answer, ${loud} with output on stderr. The table of checks and the call log hold the same in words.`;
}

function drawStep(step: TimedStep, row: number, scale: Scale, withTitles: boolean): Markup {
  const { calls = [], status } = step;
  const y = rowMiddle(row);
  const whole = { x: LABELS + scale.at(step.startedAtMs), y: y - BAR / 2, height: BAR, rx: 2 };
  const width = widthOf(step.startedAtMs, step.durationMs, scale);
  if (calls.length === 0) {
    const title = el('title', {}, text(`${stepLabel(step)}: ${duration(step.durationMs)}`));
    return el('rect', { class: `bar ${status === 'passed' ? 'own' : status}`, ...whole, width }, title);
  }
  const track = shape('rect', { class: 'track', ...whole, width });
  return join([track, ...calls.map((call) => drawCall(call, step, y, scale, withTitles))]);
}

function drawCall(call: CallRecord, step: StepResult, y: number, scale: Scale, withTitle: boolean): Markup {
  const { startedAtMs, durationMs, outcome, timeoutMs, pings = [], stderr } = call;
  const x = LABELS + scale.at(startedAtMs);
  const isSilent = outcome === 'no-answer' || outcome === 'closed';
  const tone = isSilent || step.status === 'failed' || step.status === 'broken' ? 'failed' : step.status;
  const box = {
    class: `bar ${tone}`,
    x,
    y: y - BAR / 2,
    width: widthOf(startedAtMs, durationMs, scale),
    height: BAR,
    rx: 2,
  };
  const words = `${stepLabel(step)}: ${OUTCOMES[outcome]} after ${duration(durationMs)}, limit ${duration(timeoutMs)}`;
  const bar = withTitle ? el('rect', box, el('title', {}, text(words))) : shape('rect', box);
  const limit = durationMs >= timeoutMs ? [limitMark(LABELS + scale.at(startedAtMs + timeoutMs), y)] : [];
  const signs = pings.map(({ askedAtMs, answeredAtMs }) =>
    pingMark(LABELS + scale.at(startedAtMs + askedAtMs), y, answeredAtMs !== undefined),
  );
  return join([bar, ...limit, ...signs, ...(stderr === undefined ? [] : [stderrMark(x, y)])]);
}

function widthOf(startMs: number, durationMs: number, scale: Scale): number {
  return Math.max(LEAST_WIDTH, Math.round((scale.at(startMs + durationMs) - scale.at(startMs)) * 10) / 10);
}
