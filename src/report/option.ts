/** The values of `--report`: FORMAT or FORMAT=PATH. */
import { resolve } from 'node:path';
import { UsageError } from '../model.ts';
import { FORMAT_NAMES, type FormatName, isFormatName } from './format-names.ts';

/** `path` is `-` for stdout. */
export interface ReportTarget {
  readonly format: FormatName;
  readonly path: string;
}

/** Throws UsageError for an unknown format, a missing path, and two reports to the same place. */
export function parseReportOptions(values: readonly string[]): ReportTarget[] {
  const targets = values.map(parseReportOption);
  const clash = targets.find(({ path }, index) => targets.findIndex((other) => samePlace(other.path, path)) < index);
  if (clash === undefined) return targets;
  const place = clash.path === '-' ? 'stdout' : clash.path;
  throw new UsageError(`two reports cannot both go to ${place}: give each --report a path of its own`);
}

/** `junit=out.xml`; without a path, or with `-`, the report goes to stdout. Throws UsageError. */
export function parseReportOption(value: string): ReportTarget {
  const equals = value.indexOf('=');
  const format = equals === -1 ? value : value.slice(0, equals);
  const path = equals === -1 ? '-' : value.slice(equals + 1);
  if (!isFormatName(format)) throw new UsageError(unknownFormat(format));
  if (path.trim() === '') throw new UsageError(`--report ${format}= names no file: write --report ${format}=PATH`);
  return { format, path };
}

function unknownFormat(format: string): string {
  const names = FORMAT_NAMES;
  const known = names.map((name) => `${name}[=PATH]`).join(', ');
  const meant = names.find((name) => name === format.toLowerCase() || (format !== '' && name.startsWith(format)));
  return `--report does not know the format "${format}"${meant ? `, did you mean ${meant}?` : ''}; it knows ${known}`;
}

function samePlace(a: string, b: string): boolean {
  return a === b || (a !== '-' && b !== '-' && resolve(a) === resolve(b));
}
