/** `reporters:` reports that the file itself names, relative to it. */
import { resolve } from 'node:path';
import { type Plan, UsageError } from '../model.ts';
import { isFormatName } from '../report/format-names.ts';
import { parseReportOption } from '../report/option.ts';
import type { LoadOptions } from './options.ts';
import type { Problems } from './problems.ts';
import type { Located } from './read/reader.ts';
import { shownPath } from './shown-path.ts';

type Reporters = NonNullable<Plan['reporters']>;

/** `folder` is the smoke file's, absolute. */
export function reportersOf(
  written: readonly Located<string>[] = [],
  folder: string,
  { cwd }: Pick<LoadOptions, 'cwd'>,
  { problems }: { readonly problems: Problems },
): Pick<Plan, 'reporters'> {
  const here = (path: string) => shownPath(resolve(folder, path), cwd);
  const reporters = written.flatMap(({ value, at }): Reporters => {
    try {
      const { format, path } = parseReportOption(value, 'reporters:');
      if (path === '-') throw new UsageError(`write where it goes: ${format}=PATH`);
      return [{ format: isFormatName(format) ? format : here(format), path: here(path) }];
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.add(at, error.message);
      return [];
    }
  });
  return reporters.length > 0 ? { reporters } : {};
}
