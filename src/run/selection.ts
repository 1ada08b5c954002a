/** Which scripted steps a run takes: those that `--tag` and `--step` name, and those whose captures they need. */
import { type Plan, type PlannedStep, UsageError } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import type { RunOptions } from './options.ts';

type Selecting = Pick<RunOptions, 'tags' | 'stepNames' | 'isChosen'>;

/** Some steps may be left out. */
export function isPartial({ tags, stepNames, isChosen }: Selecting): boolean {
  return tags.length > 0 || stepNames.length > 0 || isChosen !== undefined;
}

/** The plan with the selected steps only; teardown stays as a whole, unless nothing is left that it is there for. */
export function select(plan: Plan, options: Selecting): Plan {
  if (!isPartial(options)) return plan;
  const asked = askedFor(plan, options);
  return {
    ...plan,
    steps: plan.steps.filter((step) => asked.has(step)),
    teardown: asked.size > 0 ? plan.teardown : [],
  };
}

/** The selected steps, of teardown too; where none is left out, the script: teardown is there for it, and nothing by itself. */
export function askedFor(plan: Plan, options: Selecting): ReadonlySet<PlannedStep> {
  const { tags, stepNames, isChosen = () => true } = options;
  if (!isPartial(options)) return new Set(plan.steps);
  const isNamed = (step: PlannedStep) => namesOf(step).some((name) => stepNames.includes(name));
  const isTagged = (step: PlannedStep) => step.tags.some((tag) => tags.includes(tag));
  const isAny = tags.length === 0 && stepNames.length === 0;
  const isMeant = (step: PlannedStep) => (isAny || isNamed(step) || isTagged(step)) && isChosen(plan, step);
  const chosen = new Set([...plan.steps, ...plan.teardown].filter(isMeant));
  const needed = (step: PlannedStep) =>
    step.capture.some(({ variable }) => [...chosen].some(({ needs }) => needs.includes(variable)));
  // Backwards, since a step only uses captures of earlier ones, which may need others in turn.
  for (const step of [...plan.steps].reverse()) if (needed(step)) chosen.add(step);
  return chosen;
}

/** The steps of a table go by one name together, too. */
function namesOf({ name, id, caseOf = name }: PlannedStep): string[] {
  return [name, id, caseOf];
}

/** A name that no file has is a slip of the pen, not an empty run. */
export function assertKnown(plans: readonly Plan[], { tags, stepNames }: Pick<RunOptions, 'tags' | 'stepNames'>): void {
  const steps = plans.flatMap((plan) => [...plan.steps, ...plan.teardown]);
  for (const name of stepNames) {
    if (steps.some((step) => namesOf(step).includes(name))) continue;
    throw new UsageError(
      `no step is called ${JSON.stringify(name)}${guess(
        name,
        steps.map((step) => step.name),
      )}${steps.map((step) => step.name).join(', ') || 'none'}`,
    );
  }
  const known = new Set(steps.flatMap((step) => step.tags));
  for (const tag of tags) {
    if (known.has(tag)) continue;
    throw new UsageError(
      `no step has the tag ${JSON.stringify(tag)}${guess(tag, [...known])}${[...known].join(', ') || 'none'}`,
    );
  }
}

function guess(written: string, names: readonly string[]): string {
  const hint = didYouMean(written, names);
  return hint === undefined ? '; there are: ' : `; ${hint} There are: `;
}
