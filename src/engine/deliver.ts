/** Reports out of the program: rendered, searched for secrets, written, searched again. */
import { readFileSync, rmSync } from 'node:fs';
import { type Report, ReportRefused } from '../model.ts';
import type { Format, RenderContext } from '../report/format.ts';
import { formats } from '../report/formats.ts';
import type { ReportTarget } from '../report/option.ts';
import { isDevice, ReportWriteError, writeReport } from '../report/write.ts';
import type { StopSignal } from '../stopping.ts';
import type { Cleaner } from './cleaner.ts';
import { worse } from './exit-code.ts';
import { ReporterFailed } from './own-formats.ts';
import { besideOwnWords } from './own-words.ts';
import { writeStdout } from './stdout.ts';

const OWN_FAULT = 70;
/** Of words of ours, the one before it. */
const AGAIN = { rerun: () => '-' };

export interface Delivery {
  readonly report: Report;
  readonly targets: readonly ReportTarget[];
  readonly redactor: Cleaner;
  readonly context: RenderContext;
  /** By name; for tests another table than the program's. */
  readonly table?: Readonly<Record<string, Format>>;
  /** Tells people what went wrong; their text has passed the redactor. */
  readonly complain: (text: string) => void;
  /** Told of exceptions of ours. */
  readonly onFault: (error: unknown) => void;
  /** Aborted when nobody wants to wait any longer for an output that takes its time. */
  readonly giveUp?: StopSignal;
}

/**
 * Resolves with the exit code: that of the report, 5 where a secret was found in an output, which is then removed, 70
 * where a report could not be made or written. One that fails does not lose the others.
 */
export async function deliver(delivery: Delivery): Promise<number> {
  const first = renderAll(delivery.targets, delivery);
  const isWhole = first.size === delivery.targets.length;
  const made = asTexts(first);
  // The others say so, too.
  const told = isWhole ? delivery : { ...delivery, report: atFault(delivery.report) };
  const texts = isWhole
    ? made
    : asTexts(
        renderAll(
          made.map(([target]) => target),
          told,
        ),
      );
  let code = made.length < first.size ? worse(told.report.exitCode, OWN_FAULT) : told.report.exitCode;
  for (const [target, text] of texts) code = worse(code, await deliverOne(target, text, told));
  return code;
}

/** Without those that a fault of ours keeps from being made; undefined for those that this run has nothing for. */
function renderAll(targets: readonly ReportTarget[], delivery: Delivery): Map<ReportTarget, string | undefined> {
  const texts = new Map<ReportTarget, string | undefined>();
  for (const target of targets) {
    try {
      texts.set(target, render(target, delivery));
    } catch (error) {
      if (error instanceof ReportRefused) texts.set(target, refuse(target, error, delivery));
      else if (error instanceof ReporterFailed) refuse(target, error, delivery);
      else delivery.onFault(error);
    }
  }
  return texts;
}

function refuse({ format, path }: ReportTarget, { message }: Error, { redactor, complain }: Delivery): undefined {
  complain(redactor.text(`${format}: no report was written to ${path === '-' ? 'stdout' : path}: ${message}`));
}

function asTexts(texts: ReadonlyMap<ReportTarget, string | undefined>): [ReportTarget, string][] {
  return [...texts].filter((entry): entry is [ReportTarget, string] => entry[1] !== undefined);
}

function atFault(report: Report): Report {
  return { ...report, exitCode: worse(report.exitCode, OWN_FAULT), verdict: 'broken' };
}

async function deliverOne(target: ReportTarget, text: string, delivery: Delivery): Promise<number> {
  const { redactor, complain } = delivery;
  try {
    const leaked = await leaksIn(text, target, delivery);
    if (leaked.length > 0) return remove(target, leaked, complain);
    const convert = formatOf(target, delivery)?.convert;
    await write(target.path, convert ? await convert(text, delivery.giveUp) : text, delivery.giveUp);
    // What it was made of has been searched.
    if (convert) return 0;
    const written = target.path === '-' ? text : readBack(target.path);
    // What is the same as before it was written has just been searched.
    const appeared = written === text ? [] : await leaksIn(written, target, delivery);
    return appeared.length > 0 ? await remove(target, appeared, complain) : 0;
  } catch (error) {
    if (error instanceof ReportWriteError) complain(redactor.text(`${target.format}: ${error.message}`));
    else if (error instanceof ReportRefused) refuse(target, error, delivery);
    else delivery.onFault(error);
    return OWN_FAULT;
  }
}

function render(target: ReportTarget, delivery: Delivery): string {
  const found = formatOf(target, delivery);
  if (!found) throw new Error(`there is no format ${target.format}`);
  const { context } = delivery;
  return found.render(delivery.report, target.path === '-' ? context : { ...context, color: false });
}

function formatOf({ format, own }: ReportTarget, { table = formats }: Pick<Delivery, 'table'>): Format | undefined {
  return own ?? table[format];
}

async function leaksIn(text: string, target: ReportTarget, delivery: Delivery): Promise<string[]> {
  const { redactor, report } = delivery;
  // What a reporter of the user's says of itself is not in our source.
  if (target.own) return redactor.scanLong(text);
  const render = (empty: Report) => formatOf(target, delivery)?.render(empty, AGAIN) ?? '';
  return besideOwnWords(redactor, report, render).scanLong(text);
}

/** For what is shown and written while the run goes on: all of it is of the kind of these two. */
export function beside(redactor: Cleaner, report: Report): Cleaner {
  return besideOwnWords(
    redactor,
    report,
    (empty) => formats.pretty.render(empty, AGAIN) + formats.ndjson.render(empty),
  );
}

function remove({ path }: ReportTarget, names: readonly string[], complain: (text: string) => void): number {
  if (path !== '-' && !isDevice(path)) rmSync(path, { force: true });
  const what = path === '-' ? 'the report for stdout was not written' : `${path} was removed`;
  complain(`${what}: the secret ${names.join(', ')} would stand in it`);
  return 5;
}

async function write(path: string, content: string | Uint8Array, giveUp: StopSignal | undefined): Promise<void> {
  if (path !== '-') return writeReport(path, content, giveUp);
  await writeStdout(content, giveUp).catch((error) => {
    throw new ReportWriteError(path, error);
  });
}

/** A device gives nothing back. */
function readBack(path: string): string {
  return isDevice(path) ? '' : readFileSync(path, 'utf8');
}
