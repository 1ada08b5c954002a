/** Reports out of the program: rendered, searched for secrets, written, searched again. */
import { readFile, rm } from 'node:fs/promises';
import type { Report } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Format, RenderContext } from '../report/format.ts';
import { formats } from '../report/formats.ts';
import type { ReportTarget } from '../report/option.ts';
import { skeleton } from '../report/skeleton.ts';
import { writeReport } from '../report/write.ts';
import { worse } from './exit-code.ts';

export interface Delivery {
  readonly report: Report;
  readonly targets: readonly ReportTarget[];
  readonly redactor: Redactor;
  readonly context: RenderContext;
  /** By name; for tests another table than the program's. */
  readonly table?: Readonly<Record<string, Format>>;
  /** Tells people what went wrong; their text has passed the redactor. */
  readonly complain: (text: string) => void;
}

/**
 * Resolves with the exit code: that of the report, 5 where a secret was found in an output, which is then removed, 70
 * where a report could not be made or written. One that fails does not lose the others.
 */
export async function deliver(delivery: Delivery): Promise<number> {
  let code = delivery.report.exitCode;
  for (const target of delivery.targets) code = worse(code, await deliverOne(target, delivery));
  return code;
}

async function deliverOne(target: ReportTarget, delivery: Delivery): Promise<number> {
  const { redactor, complain } = delivery;
  try {
    const text = render(target, delivery);
    const leaked = await leaksIn(text, target, delivery);
    if (leaked.length > 0) return await remove(target, leaked, complain);
    await write(target.path, text);
    const written = target.path === '-' ? text : await readBack(target.path);
    // What is the same as before it was written has just been searched.
    const appeared = written === text ? [] : await leaksIn(written, target, delivery);
    return appeared.length > 0 ? await remove(target, appeared, complain) : 0;
  } catch (error) {
    complain(redactor.text(`${target.format}: ${(error as Error).message}`));
    return 70;
  }
}

function render({ format }: ReportTarget, { report, context, table = formats }: Delivery): string {
  const found = table[format];
  if (!found) throw new Error(`there is no format ${format}`);
  return found.render(report, context);
}

/** Words that stand in every report of this format tell nothing: they are in the program's source. */
async function leaksIn(
  text: string,
  { format }: ReportTarget,
  { redactor, table = formats }: Delivery,
): Promise<string[]> {
  const found = await redactor.scanLong(text);
  if (found.length === 0) return [];
  const own = redactor.scan(table[format]?.render(skeleton, {}) ?? '');
  return found.filter((name) => !own.includes(name));
}

async function remove(
  { path }: ReportTarget,
  names: readonly string[],
  complain: (text: string) => void,
): Promise<number> {
  if (path !== '-') await rm(path, { force: true });
  const what = path === '-' ? 'the report for stdout was not written' : `${path} was removed`;
  complain(`${what}: the secret ${names.join(', ')} would stand in it`);
  return 5;
}

async function write(path: string, text: string): Promise<void> {
  if (path !== '-') return writeReport(path, text);
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );
}

/** A device gives nothing back. */
function readBack(path: string): Promise<string> {
  return path.startsWith('/dev/') ? Promise.resolve('') : readFile(path, 'utf8');
}
