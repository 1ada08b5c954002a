/** Steps of the file to steps of the plan. */
import type { PlannedStep } from '../model.ts';
import { BUILTINS, type Reference } from '../template/reference.ts';
import { caseNames, casesOf, checkCaptures, checkRows, stepOfCase, wholeValues } from './cases.ts';
import { defaultExpectation } from './grammar/expect.ts';
import type { StepKeys } from './grammar/step.ts';
import { httpRequest } from './http-step.ts';
import { type Node, placesOf, strings } from './node.ts';
import { type Found, need } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { refuseTemplate } from './read/scalar.ts';
import { checkKind, kindOf } from './step-kind.ts';
import { checkKept, checkNames, StepIds } from './step-names.ts';
import { checkText, type Desk, type Known } from './variables.ts';

type Step = Found<StepKeys>;

/** In these, `${}` is expanded when the step runs. */
const EXPANDED = ['tool', 'resource', 'prompt', 'request', 'http', 'args', 'expect', 'answers'];

/** Both lists share names, ids and captures; teardown comes last. Steps with problems may be left out. */
export function planSteps(
  steps: readonly Step[],
  teardown: readonly Step[],
  desk: Desk,
): { readonly steps: PlannedStep[]; readonly teardown: PlannedStep[] } {
  const all = [...steps, ...teardown];
  const context = { desk, ids: new StepIds(), captured: new Set<string>(), later: capturesOf(all), given: [] };
  checkClashes(all, desk);
  const planned = { steps: plan(steps, false, context), teardown: plan(teardown, true, context) };
  checkNames(context.given, desk.problems);
  checkKept([...planned.steps, ...planned.teardown], desk.problems);
  return planned;
}

interface Context {
  readonly desk: Desk;
  readonly ids: StepIds;
  /** By the steps so far. */
  readonly captured: Set<string>;
  readonly later: ReadonlySet<string>;
  /** Names that steps were given. */
  readonly given: Located<string>[];
}

function plan(steps: readonly Step[], teardown: boolean, context: Context): PlannedStep[] {
  const names = new Set([...context.desk.known.names, ...context.captured]);
  return steps.flatMap((step) => {
    const planned = planStep(step, teardown, names, context);
    for (const { variable } of step.values.capture ?? []) {
      context.captured.add(variable);
      names.add(variable);
    }
    return planned;
  });
}

function planStep(step: Step, teardown: boolean, names: Set<string>, context: Context): PlannedStep[] {
  const { desk, ids, given } = context;
  const { problems } = desk;
  const needs = checkReferences(step, names, context);
  checkParts(step, desk);
  const written = step.values.name;
  const cases = casesOf(step, desk);
  if (written && !cases) given.push(written);
  const found = kindOf(step, problems);
  if (!found) return [];
  checkKind(step, found.kind, problems);
  const name = written?.value ?? defaultName(step, found.target);
  const planned = { name, ...found, needs, teardown, ...settings(step) };
  if (!cases) return [{ id: ids.next(name), ...planned }];
  const whole = wholeValues(step);
  return cases.map((row) => {
    const one = stepOfCase(planned, row, { name, whole });
    if (written) given.push({ value: one.name, at: row.at });
    return { id: ids.next(one.name), ...one };
  });
}

/** `GET /healthz` for an http step. */
function defaultName({ values }: Step, target: string): string {
  return values.http ? `${values.http.values.method ?? 'GET'} ${target}` : target;
}

function settings({
  values,
  at,
  node,
}: Step): Omit<PlannedStep, 'id' | 'name' | 'kind' | 'target' | 'needs' | 'teardown'> {
  const { retry, repeat, timeout, description } = values;
  const skip = values.skip ?? (values.todo && `to do: ${values.todo.value}`);
  return {
    ...(description === undefined ? {} : { description }),
    args: values.args ?? values.request?.values.params ?? {},
    ...(values.http ? { http: httpRequest(values.http) } : {}),
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    expect: values.expect ?? defaultExpectation(at),
    ...(values.answers ? { answers: values.answers } : {}),
    capture: values.capture ?? [],
    retry: { attempts: retry?.values.attempts ?? 1, delayMs: retry?.values.delay ?? 0 },
    repeat: { count: repeat?.values.count ?? 1, concurrency: repeat?.values.concurrency ?? 1 },
    sendInvalid: values.sendInvalid ?? false,
    allowDestructive: values.allowDestructive ?? false,
    safe: values.safe ?? false,
    ...(skip === undefined ? {} : { skip }),
    ...(values.todo && values.skip === undefined ? { todo: { text: values.todo.value, at: values.todo.at } } : {}),
    whenEnv: values.when?.values.env ?? [],
    tags: values.tags ?? [],
    at,
    places: placesOf(node),
  };
}

function checkParts(step: Step, { problems }: Desk): void {
  const { values } = step;
  if (values.retry) need(values.retry, 'attempts', problems);
  if (values.repeat) need(values.repeat, 'count', problems);
  if (values.when) need(values.when, 'env', problems);
  checkCaptures(step, problems);
}

/** The captures that the step cannot do without. */
function checkReferences(step: Step, names: Set<string>, { desk, captured, later }: Context): string[] {
  const optionalEnv = step.values.when?.values.env ?? [];
  const known: Known = {
    ...desk.known,
    names: step.keys.has('cases') ? new Set([...names, ...caseNames(step)]) : names,
    later,
    builtins: BUILTINS,
    optionalEnv,
  };
  const used = [
    ...expandedStrings(step.node).flatMap((text) => checkText(text, desk, known)),
    ...checkName(step, desk),
  ];
  checkRows(step, used, desk.problems);
  const needed = used.filter(({ kind, fallback }) => kind === 'var' && fallback === undefined);
  return [...new Set(needed.map(({ name }) => name).filter((name) => captured.has(name)))];
}

/** In a name only the values of the step's own table have a meaning. */
function checkName({ values, keys }: Step, desk: Desk): readonly Reference[] {
  if (!values.name) return [];
  if (keys.has('cases'))
    return checkText(values.name, desk, { ...desk.known, builtins: [], names: new Set(caseNames({ values })) });
  refuseTemplate(values.name, desk.problems);
  return [];
}

function expandedStrings(node: Node) {
  if (node.kind !== 'map') return [];
  return node.entries.filter(({ key }) => EXPANDED.includes(key)).flatMap(({ value }) => strings(value));
}

function capturesOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap(({ values }) => values.capture ?? []).map(({ variable }) => variable));
}

function checkClashes(steps: readonly Step[], { known, problems }: Desk): void {
  for (const { variable, at } of steps.flatMap(({ values }) => values.capture ?? [])) {
    if (known.names.has(variable)) problems.add(at, `\`${variable}\` is a variable already`, RENAME);
  }
}

const RENAME = { hint: 'give the capture another name' };
