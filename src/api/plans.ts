/** What is given to `smoke`, as plans. */
import { findSmokeFiles } from '../config/find.ts';
import { type Loaded, loadEach, type Written } from '../config/load.ts';
import type { LoadOptions } from '../config/options.ts';
import { withEnvFiles } from '../engine/env-files.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import type { Outside } from '../engine/order.ts';
import { knownRules } from '../engine/rule-ids.ts';
import { cleanUnread } from '../engine/unread.ts';
import { UsageError } from '../model.ts';
import { givenOf } from './given.ts';
import type { SmokeOptions } from './options.ts';
import { msOf } from './perform.ts';
import type { Given } from './smoke-file.ts';

type Place = Pick<Outside, 'cwd' | 'env'>;

/** And what of it cannot be used, clean of secrets, where other plans can. Throws UsageError. */
export async function plansOf(
  target: Given | readonly Given[],
  options: SmokeOptions,
  { cwd, env }: Place,
): Promise<Loaded> {
  const { plans, unread } = await loadEach(await filesOf(target, cwd), loadOptions(options, cwd, env));
  return { plans, unread: unread.map((file) => cleanUnread(file, (text) => cleanByEnvironment(text, env))) };
}

async function filesOf(target: Given | readonly Given[], cwd: string): Promise<(string | Written)[]> {
  const given = givenOf(target);
  const patterns = given.filter((one) => typeof one === 'string');
  if (given.length === 0 || patterns.includes('')) throw new UsageError('smoke takes at least one smoke file');
  const files = patterns.length === 0 ? [] : await findSmokeFiles(patterns, cwd);
  return [...files, ...given.filter((one) => typeof one !== 'string')];
}

function loadOptions(options: SmokeOptions, cwd: string, env: Place['env']): LoadOptions {
  const { timeout, connectTimeout, protocol, var: vars = {}, envFile = [] } = options;
  return {
    cwd,
    env: withEnvFiles([envFile].flat(), cwd, env, 'envFile'),
    vars,
    knownRules,
    ...(timeout === undefined ? {} : { timeoutMs: msOf('timeout', timeout) }),
    ...(connectTimeout === undefined ? {} : { connectTimeoutMs: msOf('connectTimeout', connectTimeout) }),
    ...(protocol === undefined ? {} : { protocol: [protocol].flat().join(',') }),
  };
}
