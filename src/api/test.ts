/** mcp-smoke in a test runner: one test for each step. `docs/library.md` shows it for node:test, Vitest and Jest. */
import type { Report } from '../model.ts';
import type { SmokeOptions } from './options.ts';
import { placeOf } from './place.ts';
import { smoke } from './smoke.ts';
import type { Given } from './smoke-file.ts';
import { listAhead } from './testing/list-ahead.ts';
import type { ListedStep, ListedSuite } from './testing/listed.ts';
import { Outcomes } from './testing/outcomes.ts';
import { stepError } from './testing/step-error.ts';

/** `test` of node:test, Vitest or Jest. */
export interface TestFunction {
  (name: string, body: (...args: unknown[]) => Promise<void>, timeoutMs: number): unknown;
  skip(name: string, body: (...args: unknown[]) => Promise<void>): unknown;
}

/** The runner's functions, and the options of `smoke`. */
export interface SmokeTestsOptions extends SmokeOptions {
  readonly test: TestFunction;
  /** Where it is given, the tests of each smoke file are grouped; else each name begins with that of the file. */
  readonly describe?: (name: string, body: () => void) => unknown;
}

/** The run has limits of its own. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/**
 * Registers a test for each step of the smoke files, at once: connect, list, schema, contract, each step and probe of the script,
 * teardown, close; and one for the run as a whole, which fails for what is no step's fault. The first test that is carried out
 * begins the run; a step that fails fails its own test, with what the terminal tells of it. A step that the file leaves out is
 * a skipped test. Throws UsageError for what is wrong with the files, and starts nothing then.
 */
export function smokeTests(target: Given | readonly Given[], { test, describe, ...options }: SmokeTestsOptions): void {
  const { cwd } = placeOf(options);
  const suites = listAhead(target, options);
  const outcomes = new Outcomes(() => smoke(target, { ...options, cwd }));
  const group = describe ?? ((_: string, body: () => void) => body());
  for (const suite of suites) {
    const prefix = describe ? '' : `${suite.name}: `;
    group(suite.name, () => {
      for (const step of suite.steps)
        register(test, `${prefix}${step.label}`, step, () => judge(outcomes, suite, step, cwd));
    });
  }
  test('the run as a whole', async () => judgeRun(await outcomes.report(), suites), NO_LIMIT_MS);
}

/** Undefined where it passed, else why it was skipped. */
type Judge = () => Promise<string | undefined>;

function register(test: TestFunction, name: string, { skip }: ListedStep, judged: Judge): void {
  // No parameter by name: Jest would wait for a callback.
  const body = async (...[context]: unknown[]) => {
    const reason = await judged();
    if (reason !== undefined) skipNow(context, reason);
  };
  if (skip === undefined) test(name, body, NO_LIMIT_MS);
  else test.skip(name, body);
}

/** Jest has no way to: there it passes. What it was skipped for has failed in a test of its own, or was asked for. */
function skipNow(context: unknown, reason: string): void {
  const { skip } = (context ?? {}) as { skip?: unknown };
  if (typeof skip === 'function') skip.call(context, reason);
}

async function judge(
  outcomes: Outcomes,
  suite: ListedSuite,
  { id }: ListedStep,
  cwd: string,
): Promise<string | undefined> {
  const outcome = await outcomes.of(suite.index, id);
  if (!outcome) return 'the run did not come to it';
  const { status, reason } = outcome.step;
  if (status === 'failed' || status === 'broken') throw stepError(outcome, cwd);
  return status === 'skipped' ? (reason ?? 'skipped') : undefined;
}

/** What no step has told. */
function judgeRun({ exitCode, suites }: Report, listed: readonly ListedSuite[]): void {
  const hasTest = (index: number, id: string) => listed[index]?.steps.some((step) => step.id === id) === true;
  const isTold = suites.some(({ steps }, index) =>
    steps.some(({ id, status }) => (status === 'failed' || status === 'broken') && hasTest(index, id)),
  );
  if (exitCode === 0 || isTold) return;
  const words: Readonly<Record<number, string>> = {
    1: 'a warning or a flaky step fails it',
    4: 'no step of the script ran',
  };
  throw new Error(`The run is no success (exit code ${exitCode})${words[exitCode] ? `: ${words[exitCode]}` : ''}.`);
}
