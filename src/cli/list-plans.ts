/** `--list`: what would run, without starting anything. */
import type { Plan, PlannedStep, UnreadFile } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import type { RunOptions } from '../run/options.ts';
import { select } from '../run/selection.ts';
import { plural } from '../text/plural.ts';
import { complain, sayLine } from './say.ts';

/** Resolves with the exit code: 2 where a file cannot be used. */
export function listPlans(
  plans: readonly Plan[],
  options: Pick<RunOptions, 'tags' | 'stepNames' | 'isChosen' | 'unread'>,
): number {
  const { text } = createRedactor(plans.flatMap(({ secrets }) => secrets));
  const say = (line: string) => sayLine(text(line));
  let count = 0;
  for (const plan of plans) {
    const { file, name, steps, teardown } = select(plan, options);
    say(file === name ? file : `${file}  ${name}`);
    for (const step of [...steps, ...teardown]) say(lineOf(step, plan));
    count += steps.length + teardown.length;
  }
  for (const file of options.unread ?? []) complain(unusable(file));
  say(`${plural(plans.length, 'file')}, ${plural(count, 'step')}`);
  return options.unread?.length ? 2 : 0;
}

function lineOf(step: PlannedStep, { env }: Plan): string {
  const { kind, name, target, tags, teardown, skip, whenEnv } = step;
  const unset = whenEnv.filter((one) => !env[one]);
  const why = skip ?? (unset.length > 0 ? `${unset.join(', ')} not set` : undefined);
  const notes = [
    ...(name === target ? [] : [target]),
    ...tags.map((tag) => `#${tag}`),
    ...(teardown ? ['teardown'] : []),
    ...(why === undefined ? [] : [`skipped: ${why}`]),
  ];
  return `  ${kind.padEnd(8)}  ${name}${notes.length === 0 ? '' : `  (${notes.join('; ')})`}`;
}

function unusable({ file, problems }: UnreadFile): string {
  const [{ message, place }] = problems as [UnreadFile['problems'][number]];
  return `${file}:${place.line}:${place.column}: ${message}`;
}
