import { type Report, UsageError } from '../model.ts';
import type { Format } from '../report/format.ts';
import { FORMAT_NAMES, type FormatName } from '../report/format-names.ts';
import { formats } from '../report/formats.ts';

/** A report in one of the formats that are text. Throws UsageError for any other. */
export function render(report: Report, format: Exclude<FormatName, 'pdf'>): string {
  const found =
    Object.hasOwn(formats, format) && (format as FormatName) !== 'pdf' ? (formats[format] as Format) : undefined;
  if (found) return found.render(report, {});
  const known = FORMAT_NAMES.filter((name) => name !== 'pdf').join(', ');
  throw new UsageError(`render does not know the format ${JSON.stringify(format)}; it knows ${known}`);
}
