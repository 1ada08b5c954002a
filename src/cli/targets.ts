/** Where the reports of a run go: each to a place of its own, that can be written, and is no input. */
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Plan, UsageError } from '../model.ts';
import { parseReportOptions, type ReportTarget } from '../report/option.ts';
import { checkWritable } from '../report/write.ts';
import { describeEnvironment } from './environment.ts';

/** A file, with the server that it tests where it could be read. */
type Tested = Pick<Plan, 'file'> & Partial<Pick<Plan, 'server'>>;

/** People's text on stdout is no report. Throws UsageError; creates the folders. */
export async function targetsOf(
  values: readonly string[],
  plans: readonly Tested[],
  trace?: string,
): Promise<ReportTarget[]> {
  const targets = parseReportOptions(values).filter(({ format, path }) => !(format === 'pretty' && path === '-'));
  const all = [...targets, ...(trace === undefined ? [] : [{ path: trace }])];
  assertVouchable(targets, plans);
  await assertPlaces(all, new Set(plans.map(({ file }) => file).filter(Boolean)));
  return targets;
}

/** `inputs` are the files that a report must not take the place of. Throws UsageError. */
export async function assertPlaces(
  targets: readonly Pick<ReportTarget, 'path'>[],
  inputs: Iterable<string>,
): Promise<void> {
  await assertPrintable(targets.filter((target): target is ReportTarget => 'format' in target));
  const taken = new Map<string, string>();
  for (const input of inputs) taken.set(placeOf(input), `the smoke file ${input} stands there`);
  for (const { path } of targets.filter((target) => target.path !== '-')) {
    checkWritable(path);
    const place = placeOf(path);
    const why = taken.get(place);
    if (why !== undefined) throw new UsageError(`no report can be written to ${path}: ${why}`);
    taken.set(place, `it is the same place as ${path}; give each output a path of its own`);
  }
}

/** A statement is about something: better told before the run than after it. */
function assertVouchable(targets: readonly ReportTarget[], plans: readonly Tested[]): void {
  const statement = targets.find(({ format }) => format === 'intoto');
  const hasArtifact = plans.some(({ server }) => server?.transport === 'stdio' && server.package);
  if (!statement || hasArtifact || describeEnvironment(process.cwd()).commit !== undefined) return;
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
