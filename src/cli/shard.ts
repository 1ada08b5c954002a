/** `--shard`: every n-th file, so that a CI system's own workers share the files. */
import { UsageError } from '../model.ts';
import { plural } from '../text/plural.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Shard {
  readonly files: string[];
  /** Why it has no file. */
  readonly why?: string;
}

/** What CI systems call the number of a worker, and how many there are. */
const WORKERS: readonly { readonly index: string; readonly total?: string; readonly from: 0 | 1 }[] = [
  { index: 'CI_NODE_INDEX', total: 'CI_NODE_TOTAL', from: 1 }, // GitLab
  { index: 'CIRCLE_NODE_INDEX', total: 'CIRCLE_NODE_TOTAL', from: 0 },
  { index: 'BUILDKITE_PARALLEL_JOB', total: 'BUILDKITE_PARALLEL_JOB_COUNT', from: 0 },
  { index: 'SEMAPHORE_JOB_INDEX', total: 'SEMAPHORE_JOB_COUNT', from: 1 },
  { index: 'BITBUCKET_PARALLEL_STEP', total: 'BITBUCKET_PARALLEL_STEP_COUNT', from: 0 },
  { index: 'SYSTEM_JOBPOSITIONINPHASE', total: 'SYSTEM_TOTALJOBSINPHASE', from: 1 }, // Azure Pipelines
  { index: 'JOB_COMPLETION_INDEX', from: 0 }, // Kubernetes
];

/** The files of shard `i` of `n`, `i` from 1; every file is in one shard. `auto` and `auto/n` ask the environment. Throws UsageError. */
export function shardOf(files: readonly string[], option: string, env: Environment = process.env): Shard {
  const { i, n } = placeIn(option, env);
  const own = files.filter((_, place) => place % n === i - 1);
  if (own.length > 0) return { files: own };
  return {
    files: own,
    why: `shard ${i}/${n} has nothing to do: there ${files.length === 1 ? 'is' : 'are'} ${plural(files.length, 'file')} for ${plural(n, 'shard')}`,
  };
}

function placeIn(option: string, env: Environment): { i: number; n: number } {
  const [, auto, total] = /^(auto)(?:\/([1-9]\d{0,5}))?$/.exec(option) ?? [];
  if (auto) return automatic(total, env);
  const [, index = '', count = ''] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(option) ?? [];
  const [i, n] = [Number(index), Number(count)];
  if (i >= 1 && i <= n) return { i, n };
  throw new UsageError(`--shard takes i/n such as 1/4, i from 1 to n, or auto, not ${JSON.stringify(option)}`);
}

function automatic(given: string | undefined, env: Environment): { i: number; n: number } {
  const worker = WORKERS.find(({ index }) => env[index]);
  if (!worker) {
    const names = WORKERS.map(({ index }) => index).join(', ');
    throw new UsageError(`--shard auto: none of ${names} is set here; write it out, such as --shard 1/4`);
  }
  const { index, total, from } = worker;
  const count = given ?? (total && env[total]);
  if (!count) {
    const lacks = total === undefined ? 'nothing says how many there are' : `${total} is not set`;
    throw new UsageError(`--shard auto: ${index} is set, and ${lacks}; add it, such as --shard auto/4`);
  }
  const [i, n] = [wholeNumber(env[index]) - from + 1, wholeNumber(count)];
  if (i >= 1 && i <= n) return { i, n };
  throw new UsageError(`--shard auto: ${index}=${env[index]} is no worker of ${count}, counted from ${from}`);
}

function wholeNumber(text: string | undefined): number {
  return /^\d{1,6}$/.test(text ?? '') ? Number(text) : Number.NaN;
}
