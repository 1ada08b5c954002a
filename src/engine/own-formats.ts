/** Report formats of the user's own: modules, or functions that a program hands in. */
import { resolve } from 'node:path';
import { withinCpu } from '../limits/budget.ts';
import { type Report, UsageError } from '../model.ts';
import type { Format, RenderContext } from '../report/format.ts';
import { isFormatName } from '../report/format-names.ts';
import type { ReportTarget } from '../report/option.ts';

/** What makes a report's text. `report` holds no secret; neither it nor `context` must be changed. */
export type Reporter =
  | ((report: Report, context: RenderContext) => string)
  | { readonly render: (report: Report, context: RenderContext) => string };

/** A reporter of the user's failed; the message says how. */
export class ReporterFailed extends Error {
  override readonly name = 'ReporterFailed';
}

/** For the largest of reports; what does not end is cut off. */
const CPU_MS = 5_000;

/** With what renders them, where that is none of ours. Throws UsageError where it cannot be loaded. */
export function withOwn(targets: readonly ReportTarget[], cwd: string): Promise<ReportTarget[]> {
  return Promise.all(targets.map((target) => (isOurs(target) ? target : load(target, cwd))));
}

/** Undefined for what is no reporter. */
export function formatOf(reporter: unknown): Format | undefined {
  const render = typeof reporter === 'function' ? reporter : (reporter as { render?: unknown } | undefined)?.render;
  if (typeof render !== 'function') return undefined;
  return {
    extension: 'txt',
    render: (report, context = {}) => textOf(() => render.call(reporter, report, context)),
  };
}

function isOurs({ format, own }: ReportTarget): boolean {
  return own !== undefined || isFormatName(format);
}

async function load(target: ReportTarget, cwd: string): Promise<ReportTarget> {
  const { loadDefault } = await import('./custom-rules.ts');
  const exported = await loadDefault(resolve(cwd, target.format)).catch((error: unknown) => {
    throw new UsageError(`--report ${target.format}: ${wordsOf(error)}`);
  });
  const own = formatOf(exported);
  if (own) return { ...target, own };
  throw new UsageError(`--report ${target.format}: its default export must be a function (report, context) => text`);
}

function textOf(render: () => unknown): string {
  let text: unknown;
  try {
    text = withinCpu(CPU_MS, render);
  } catch (error) {
    throw new ReporterFailed(wordsOf(error));
  }
  if (typeof text === 'string') return text;
  throw new ReporterFailed(`it gave no text but ${text === null ? 'null' : typeof text}`);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
