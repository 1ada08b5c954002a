import { formatOf, type Reporter } from '../engine/own-formats.ts';
import { type Report, UsageError } from '../model.ts';
import type { Format } from '../report/format.ts';
import { FORMAT_NAMES, type FormatName } from '../report/format-names.ts';
import { formats } from '../report/formats.ts';

/** A report in one of the formats that are text, or by a reporter of your own. Throws UsageError for any other. */
export function render(report: Report, format: Exclude<FormatName, 'pdf'> | Reporter): string {
  const found = typeof format === 'string' ? ours(format) : formatOf(format);
  if (found) return found.render(report, {});
  const known = FORMAT_NAMES.filter((name) => name !== 'pdf').join(', ');
  throw new UsageError(`render does not know the format ${JSON.stringify(format)}; it knows ${known}`);
}

function ours(name: string): Format | undefined {
  return name !== 'pdf' && Object.hasOwn(formats, name) ? formats[name as FormatName] : undefined;
}
