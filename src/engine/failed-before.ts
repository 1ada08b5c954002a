/** `--failed`: what failed in the run of a report, and so runs again. */
import { isHousekeeping, type Plan, PROTOCOLS, type Report, type StepResult, UsageError } from '../model.ts';
import { readReports } from './read-report.ts';

/** The ids of steps; all where it was no step of the script that failed. */
type Ids = 'all' | ReadonlySet<string>;

interface Failed {
  readonly file: string;
  readonly name: string;
  /** Of several with which the script ran. */
  readonly revision: string | undefined;
  readonly ids: Ids;
}

export async function failedIn(path: string): Promise<readonly Failed[]> {
  const [report] = (await readReports([path])) as [Report];
  const bad = stepsThat(report, ({ status }) => status === 'failed' || status === 'broken');
  // It failed all the same: by `--fail-on-flaky` or `--fail-on-warning`.
  return bad.length > 0 || report.verdict !== 'failed' ? bad : stepsThat(report, isWeak);
}

/** Undefined where nothing failed of the plan. A revision that one of the two does not name is each. */
export function failedOf({ file, name }: Pick<Plan, 'file' | 'name'>, before: readonly Failed[]): Ids | undefined {
  const own = partsOf(name);
  const isOwn = (one: Failed) =>
    one.file === file &&
    one.name === own.name &&
    (one.revision === own.revision || one.revision === undefined || own.revision === undefined);
  const all = before.filter(isOwn).map(({ ids }) => ids);
  if (all.length === 0) return undefined;
  return all.includes('all') ? 'all' : new Set(all.flatMap((ids) => [...ids]));
}

/** That nothing failed is good news; that it is elsewhere is a mistake. */
export function nothingLeft(path: string, before: readonly Failed[], complain: (text: string) => void): void {
  if (before.length === 0) return complain(`--failed: nothing failed in ${path}`);
  const files = new Set(before.map(({ file }) => file));
  throw new UsageError(`--failed: what failed in ${path} is not among these files: ${[...files].join(', ')}`);
}

function stepsThat({ suites }: Report, isMeant: (step: StepResult) => boolean): Failed[] {
  return suites.flatMap(({ file, name, steps }) => {
    const meant = steps.filter(isMeant);
    return meant.length === 0 ? [] : [{ file, ...partsOf(name), ids: idsOf(meant) }];
  });
}

function isWeak({ status, findings }: StepResult): boolean {
  return status === 'flaky' || findings.some(({ level }) => level === 'warning');
}

function idsOf(steps: readonly StepResult[]): Ids {
  return steps.some(({ kind }) => isHousekeeping(kind)) ? 'all' : new Set(steps.map(({ id }) => id));
}

/** The name says which revision it is, where there are several. */
function partsOf(name: string): { name: string; revision: string | undefined } {
  const revision = PROTOCOLS.find((one) => name.endsWith(` [${one}]`));
  return { name: revision === undefined ? name : name.slice(0, -` [${revision}]`.length), revision };
}
