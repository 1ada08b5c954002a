/** What is given to `smoke`, as plans. */
import { resolve } from 'node:path';
import { findSmokeFiles } from '../config/find.ts';
import { type Loaded, loadEach, type Written } from '../config/load.ts';
import type { LoadOptions } from '../config/options.ts';
import { withEnvFiles } from '../engine/env-files.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { choicesFor, PLAIN_RUN } from '../engine/file-run.ts';
import { loadChecks } from '../engine/load-checks.ts';
import type { Outside } from '../engine/order.ts';
import { knownRules } from '../engine/rule-ids.ts';
import { cleanUnread } from '../engine/unread.ts';
import { UsageError } from '../model.ts';
import { assertKnown } from '../run/selection.ts';
import { givenOf } from './given.ts';
import type { SmokeOptions } from './options.ts';
import { checksOf, jobsOf, msOf } from './perform.ts';
import type { Given } from './smoke-file.ts';

type Place = Pick<Outside, 'cwd' | 'env'>;

/** And what of it cannot be used, clean of secrets, where other plans can. Throws UsageError. */
export async function plansOf(
  target: Given | readonly Given[],
  options: SmokeOptions,
  { cwd, env }: Place,
): Promise<Loaded> {
  const { plans, unread } = await loadEach(await filesIn(givenOf(target), cwd), loadOptions(options, cwd, env));
  return { plans, unread: unread.map((file) => cleanUnread(file, (text) => cleanByEnvironment(text, env))) };
}

/** As the command line finds them, relative to `cwd`. */
export async function filesIn(given: readonly (string | Written)[], cwd: string): Promise<(string | Written)[]> {
  const patterns = given.filter((one) => typeof one === 'string');
  if (given.length === 0 || patterns.includes('')) throw new UsageError('smoke takes at least one smoke file');
  const files = patterns.length === 0 ? [] : await findSmokeFiles(patterns, cwd);
  return [...files, ...given.filter((one) => typeof one !== 'string')];
}

/** What files, and what stands for one, are read with. Throws UsageError. */
export function loadOptions(options: SmokeOptions, cwd: string, env: Place['env']): LoadOptions {
  const { timeout, connectTimeout, protocol, var: vars = {}, envFile = [] } = options;
  return {
    cwd,
    env: withEnvFiles([envFile].flat(), cwd, env, 'envFile'),
    vars,
    knownRules,
    loadChecks,
    checks: checksOf(options),
    ...(timeout === undefined ? {} : { timeoutMs: msOf('timeout', timeout) }),
    ...(connectTimeout === undefined ? {} : { connectTimeoutMs: msOf('connectTimeout', connectTimeout) }),
    ...(protocol === undefined ? {} : { protocol: [protocol].flat().join(',') }),
  };
}

/** Those of them that the options choose, and how they are run. Throws UsageError. */
export function chosenOf(known: Loaded, options: SmokeOptions, cwd: string): ReturnType<typeof choicesFor> {
  const [tag, step] = [[options.tag ?? []].flat(), [options.step ?? []].flat()];
  if (known.unread.length === 0) assertKnown(known.plans, { tags: tag, stepNames: step });
  const failed = options.failed === undefined ? {} : { failed: resolve(cwd, options.failed) };
  return choicesFor(
    known,
    { ...PLAIN_RUN, ...options, ...failed, jobs: jobsOf(options.jobs), tag, step },
    () => undefined,
  );
}
