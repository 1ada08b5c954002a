/** What a run of smoke files is asked for, by the names that the command line and the library share. */
import type { Plan, UnreadFile } from '../model.ts';
import type { Choices } from './choices.ts';
import type { ChoosingArguments, Chosen } from './choose.ts';
import type { LockArguments, LockPlace, Locks } from './locks.ts';

export interface FileRun extends ChoosingArguments {
  readonly jobs: number;
  readonly bail: boolean;
  readonly readOnly: boolean;
  readonly allowDestructive: boolean;
  readonly requireSecrets: boolean;
  readonly passIfEmpty: boolean;
  readonly tag: readonly string[];
  readonly step: readonly string[];
}

/** Where nothing else is asked for: destructive tools only where a step of the file says so. */
export const PLAIN_RUN = {
  jobs: 1,
  bail: false,
  readOnly: false,
  allowDestructive: false,
  requireSecrets: false,
  passIfEmpty: false,
};

/** The plans that are left of these, and how they are run. `complain` is told where nothing is left. Throws UsageError. */
export async function choicesFor(
  known: { readonly plans: readonly Plan[]; readonly unread: readonly UnreadFile[] },
  asked: FileRun,
  complain: (text: string) => void,
): Promise<{ plans: readonly Plan[]; choices: Choices }> {
  const { plans, ...chosen } = await chosenOf(known.plans, asked, complain);
  const { jobs, bail, readOnly, allowDestructive, requireSecrets, passIfEmpty, tag: tags, step: stepNames } = asked;
  // A shard may well have no file; and a file of `server` alone asks for nothing beyond what every run does.
  const isPlain = plans.every(({ steps }) => steps.length === 0);
  const choices = {
    ...{ jobs, bail, readOnly, allowDestructive, requireSecrets, tags, stepNames, ...chosen },
    unread: known.unread,
    passIfEmpty: passIfEmpty || isPlain,
    isProbe: false,
  };
  return { plans, choices };
}

/** Whether a run of the plan has a step for the contract. */
export function hasContract({ baseline }: Pick<Plan, 'baseline'>, asked: LockArguments): boolean {
  return asked.updateBaseline === true || (asked.baseline ?? baseline) !== undefined;
}

/** What is kept of the last release; undefined where nothing is kept or compared. Throws UsageError. */
export async function locksFor(
  plans: readonly Plan[],
  asked: LockArguments,
  place: LockPlace,
): Promise<Locks | undefined> {
  const isAsked = asked.baseline !== undefined || asked.updateBaseline || asked.updateSnapshots;
  const isInFile = ({ baseline, steps, teardown }: Plan) =>
    baseline !== undefined || [...steps, ...teardown].some(({ expect }) => expect.snapshot);
  if (!isAsked && !plans.some(isInFile)) return undefined;
  return (await import('./locks.ts')).Locks.open(plans, asked, place);
}

/** Loaded only where one of its options is given. */
async function chosenOf(
  plans: readonly Plan[],
  asked: ChoosingArguments,
  complain: (text: string) => void,
): Promise<Chosen> {
  const { grep, failed, retries, repeat } = asked;
  if ([grep, failed, retries, repeat].every((one) => one === undefined)) return { plans };
  return (await import('./choose.ts')).choose(plans, asked, complain);
}
