/** `--shard i/n`: every n-th file, so that a CI system's own workers share the files. */
import { UsageError } from '../model.ts';

/** The files of shard `i` of `n`, `i` from 1; every file is in one shard. Throws UsageError. */
export function shardOf(files: readonly string[], option: string | undefined): string[] {
  if (option === undefined) return [...files];
  const [, index = '', count = ''] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(option) ?? [];
  const [i, n] = [Number(index), Number(count)];
  if (i < 1 || i > n)
    throw new UsageError(`--shard takes i/n such as 1/4, i from 1 to n, not ${JSON.stringify(option)}`);
  return files.filter((_, place) => place % n === i - 1);
}
