/** The files and lines that a finding names, as SARIF has them. */
import type { Finding, StepResult } from '../../model.ts';
import { parsePlace } from '../place.ts';

/** A physicalLocation (SARIF 2.1.0, 3.29). */
export interface Location {
  readonly artifactLocation: { readonly uri: string };
  readonly region: { readonly startLine: number; readonly startColumn?: number };
}

/** What a program has handed in is no file that anybody could open. */
const PROGRAM = /^\((?:plan(?: \d+)?|server)\)$/;
/** A line of a file of source: `src/server.py:40 in block`. */
const SOURCE = /^([^\s:][^:\n]{0,400}\.[A-Za-z]{1,5}):([1-9]\d{0,8})(?::([1-9]\d{0,8}))?(?: in .*)?$/;

/**
 * First the one to show: a place of the smoke file, or of the server's source where its folder is known, too; of a bare file
 * name nobody could tell which file it is, so that it stands behind the step. Empty for a finding without a file.
 */
export function locationsOf({ where }: Finding, { at }: StepResult): Location[] {
  const step = locationOf(at);
  const own = locationOf(where);
  if (!own) return step ? [step] : [];
  const isBare = !own.artifactLocation.uri.includes('/') && step !== undefined && !isSame(own, step);
  return isBare ? [step, own] : [own];
}

function isSame(one: Location, other: Location): boolean {
  return one.artifactLocation.uri === other.artifactLocation.uri;
}

function locationOf(text: string | undefined): Location | undefined {
  const place = parsePlace(text);
  if (place && PROGRAM.test(place.file)) return undefined;
  if (place) return location(place.file, place.line, place.column);
  const [, file, line, column] = SOURCE.exec(text ?? '') ?? [];
  return file === undefined
    ? undefined
    : location(file, Number(line), column === undefined ? undefined : Number(column));
}

function location(file: string, startLine: number, startColumn: number | undefined): Location {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine, ...(startColumn === undefined ? {} : { startColumn }) },
  };
}

/** A path as a URI reference; a lone surrogate has no place in one. */
function uriOf(path: string): string {
  const parts = path
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\\', '/')
    .split('/');
  const relative = parts.map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${relative}` : relative;
}
