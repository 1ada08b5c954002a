/** Where the reports of a run go: each to a place of its own, that can be written, and is no input. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Plan, UsageError } from '../model.ts';
import { isFormatName } from '../report/format-names.ts';
import { parseReportOptions, type ReportTarget } from '../report/option.ts';
import { checkWritable } from '../report/write.ts';
import { describeEnvironment } from './environment.ts';

/** A file, with the server that it tests and the reports that it names, where it could be read. */
type Tested = Pick<Plan, 'file'> & Partial<Pick<Plan, 'server' | 'reporters'>>;

/**
 * Those that are asked for, and those that the files name. People's text on stdout is no report; paths are relative to
 * `cwd`. Throws UsageError; creates the folders.
 */
export async function targetsOf(
  asked: readonly (string | ReportTarget)[],
  plans: readonly Tested[],
  trace?: string,
  cwd = process.cwd(),
): Promise<ReportTarget[]> {
  const written = parseReportOptions(asked.filter((one) => typeof one === 'string'));
  const named = plans.flatMap(({ reporters = [] }) => reporters);
  const wanted = once([...written, ...asked.filter((one) => typeof one !== 'string'), ...named], cwd);
  const targets = wanted.some(isForeign) ? await (await import('./own-formats.ts')).withOwn(wanted, cwd) : wanted;
  const all = [...targets, ...(trace === undefined ? [] : [{ path: trace }])];
  assertVouchable(targets, plans, cwd);
  await assertPlaces(
    all,
    plans.flatMap(({ file }) => (file ? [[resolve(cwd, file), file] as const] : [])),
  );
  return targets.filter(({ format, path }) => !(format === 'pretty' && path === '-'));
}

function isForeign({ format, own }: ReportTarget): boolean {
  return own === undefined && !isFormatName(format);
}

/** Several files may name the same report, which then tells of all of them. */
function once(targets: readonly ReportTarget[], cwd: string): ReportTarget[] {
  const keyOf = ({ format, path }: ReportTarget) => `${format}=${path === '-' ? path : resolve(cwd, path)}`;
  return targets.filter((one, index) => targets.findIndex((other) => keyOf(other) === keyOf(one)) === index);
}

/** `inputs` are the files that a report must not take the place of. Throws UsageError. */
export async function assertPlaces(
  targets: readonly Pick<ReportTarget, 'path'>[],
  inputs: Iterable<readonly [path: string, shown: string]>,
): Promise<void> {
  await assertPrintable(targets.filter((target): target is ReportTarget => 'format' in target));
  const taken = new Map<string, string>();
  for (const [path, shown] of inputs) taken.set(placeOf(path), `the smoke file ${shown} stands there`);
  for (const { path } of targets.filter((target) => target.path !== '-')) {
    checkWritable(path);
    const place = placeOf(path);
    const why = taken.get(place);
    if (why !== undefined) throw new UsageError(`no report can be written to ${path}: ${why}`);
    taken.set(place, `it is the same place as ${path}; give each output a path of its own`);
  }
}

/** A statement is about something: better told before the run than after it. */
function assertVouchable(targets: readonly ReportTarget[], plans: readonly Tested[], cwd: string): void {
  const statement = targets.find(({ format }) => format === 'intoto');
  const hasArtifact = plans.some(({ server }) => server?.transport === 'stdio' && server.package);
  if (!statement || hasArtifact || describeEnvironment(cwd).commit !== undefined) return;
  const what = statement.path === '-' ? '--report intoto' : `--report intoto=${statement.path}`;
  throw new UsageError(
    `${what}: there is nothing that it could vouch for: neither an artifact (server.package) nor a commit`,
  );
}

/** A PDF is no text for a terminal, and needs a Chromium: better told before the run than after it. */
async function assertPrintable(targets: readonly ReportTarget[]): Promise<void> {
  const pdf = targets.find(({ format }) => format === 'pdf');
  if (!pdf) return;
  if (pdf.path === '-') throw new UsageError('a PDF is no text: write --report pdf=PATH');
  const { findChromium, NO_CHROMIUM } = await import('../report/pdf/find.ts');
  if (findChromium() === undefined) throw new UsageError(`--report pdf=${pdf.path}: ${NO_CHROMIUM}`);
}

/** Whatever it is spelled like. */
function placeOf(path: string): string {
  return real(path) ?? inFolder(path) ?? resolve(path);
}

function inFolder(path: string): string | undefined {
  const folder = real(dirname(path));
  return folder === undefined ? undefined : join(folder, basename(path));
}

function real(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}
