/** The other side of `list-ahead.ts`: a process of its own that reads the smoke files, and starts nothing. */
import { readFileSync } from 'node:fs';
import { loadPlans } from '../../config/load.ts';
import { hasContract } from '../../engine/file-run.ts';
import { type HOUSEKEEPING, type Plan, type PlannedStep, UsageError } from '../../model.ts';
import { createRedactor } from '../../redact/redactor.ts';
import { stepLabel } from '../../report/label.ts';
import { leftOutByFile } from '../../run/gate.ts';
import type { RunOptions } from '../../run/options.ts';
import { select } from '../../run/selection.ts';
import type { SmokeOptions } from '../options.ts';
import { chosenOf, filesIn, loadOptions } from '../plans.ts';
import type { Answer, ListedStep, ListedSuite, Question } from './listed.ts';

const STDIN = 0;

/** Reads a question from stdin, and writes the answer to stdout. */
export async function answerOnStdout(): Promise<void> {
  const answer: Answer = await answerTo(JSON.parse(readFileSync(STDIN, 'utf8')) as Question).catch((error: Error) =>
    error instanceof UsageError ? { mistake: error.message } : { fault: error.stack ?? error.message },
  );
  process.stdout.write(JSON.stringify(answer));
}

async function answerTo({ target, options, cwd, env }: Question): Promise<Answer> {
  const { checks = [], ...more } = options as SmokeOptions;
  // Functions do not come along, and are not asked.
  const asked = { ...more, checks: checks.map((check) => ({ ...check, inspect: () => undefined })) };
  const known = await loadPlans(await filesIn(target, cwd), loadOptions(asked, cwd, env));
  const { plans, choices } = await chosenOf({ plans: known, unread: [] }, asked, cwd);
  return { suites: plans.map((plan, index) => suiteOf(select(plan, choices), index, choices as RunOptions, asked)) };
}

/** In the order in which the run does it. Names hold no secret: runners print them. */
function suiteOf(plan: Plan, index: number, options: RunOptions, asked: SmokeOptions): ListedSuite {
  const { text } = createRedactor(plan.secrets);
  const frame = (id: (typeof HOUSEKEEPING)[number]): ListedStep => ({
    id,
    kind: id,
    label: id,
  });
  const isPackage = plan.server.transport === 'stdio' && plan.server.package !== undefined;
  const scripted = (step: PlannedStep): ListedStep => {
    const skip = leftOutByFile({ plan, options }, step);
    const tool = step.kind === 'call' ? { tool: step.target } : {};
    const label = text(stepLabel({ name: step.name, ...tool }));
    return { id: step.id, kind: step.kind, label, ...(skip === undefined ? {} : { skip: text(skip) }) };
  };
  const steps = [
    ...(isPackage ? [frame('install')] : []),
    ...[frame('connect'), frame('list'), frame('schema')],
    ...(hasContract(plan, asked) ? [frame('contract')] : []),
    ...plan.steps.map(scripted),
    ...plan.probes.map((name): ListedStep => ({ id: `probe-${name}`, kind: 'call', label: `probe ${name}` })),
    ...plan.teardown.map(scripted),
    frame('close'),
  ];
  return { index, name: text(plan.name), steps };
}
