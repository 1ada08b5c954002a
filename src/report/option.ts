/** The values of `--report`: FORMAT or FORMAT=PATH. */
import { resolve } from 'node:path';
import { UsageError } from '../model.ts';
import type { Format } from './format.ts';
import { FORMAT_NAMES, isFormatName } from './format-names.ts';

/** `path` is `-` for stdout. */
export interface ReportTarget {
  /** A name of ours, or the path of a module that renders. */
  readonly format: string;
  readonly path: string;
  /** What renders, where that is none of ours. */
  readonly own?: Format;
}

/** A module, and the path of its report. */
const MODULE = /^(.+?\.[cm]?js)(?:=(.*))?$/s;

/** Throws UsageError for an unknown format, a missing path, and two reports to the same place. */
export function parseReportOptions(values: readonly string[]): ReportTarget[] {
  const targets = values.map((value) => parseReportOption(value));
  const clash = targets.find(({ path }, index) => targets.findIndex((other) => samePlace(other.path, path)) < index);
  if (clash === undefined) return targets;
  const place = clash.path === '-' ? 'stdout' : clash.path;
  throw new UsageError(`two reports cannot both go to ${place}: give each --report a path of its own`);
}

/** `junit=out.xml`; without a path, or with `-`, the report goes to stdout. `option`: what people wrote it behind. Throws UsageError. */
export function parseReportOption(value: string, option = '--report'): ReportTarget {
  const isModule = value.endsWith('js') || value.includes('js=');
  const [, module, place] = (isModule && MODULE.exec(value)) || [];
  const equals = value.indexOf('=');
  const format = module ?? (equals === -1 ? value : value.slice(0, equals));
  const path = (module === undefined && equals !== -1 ? value.slice(equals + 1) : place) ?? '-';
  if (module === undefined && !isFormatName(format)) throw new UsageError(unknownFormat(format, option));
  if (path.trim() === '') throw new UsageError(`${option} ${format}= names no file: write ${option} ${format}=PATH`);
  return { format, path };
}

function unknownFormat(format: string, option: string): string {
  const names = FORMAT_NAMES;
  const known = [...names, './MODULE.js'].map((name) => `${name}[=PATH]`).join(', ');
  const meant = names.find((name) => name === format.toLowerCase() || (format !== '' && name.startsWith(format)));
  return `${option} does not know the format "${format}"${meant ? `, did you mean ${meant}?` : ''}; it knows ${known}`;
}

function samePlace(a: string, b: string): boolean {
  return a === b || (a !== '-' && b !== '-' && resolve(a) === resolve(b));
}
