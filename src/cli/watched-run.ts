/** What a `run --watch` looks at: its smoke files, the files of its variables, and those of the servers. */
import { resolve } from 'node:path';
import { serverFiles } from '../config/watched.ts';
import type { Plan } from '../model.ts';
import { parseReportOptions } from '../report/option.ts';
import type { StopSignal } from '../stopping.ts';
import { type Arguments, eachFrom, filesOf } from './plans.ts';
import { watch } from './watch.ts';

type Watched = Arguments & { readonly report: readonly string[]; readonly trace?: string | undefined };

/** Resolves with the exit code. Throws UsageError where no smoke file is found; mistakes in one are told by its run. */
export async function watchRun(argv: Watched, stop: StopSignal): Promise<number> {
  await filesOf(argv);
  const reports = parseReportOptions(argv.report).map(({ path }) => path);
  return watch({
    argv: process.argv.slice(2).filter((word) => word !== '--watch'),
    files: () => filesFor(argv),
    outputs: [...reports, ...(await namedReports(argv)), ...(argv.trace === undefined ? [] : [argv.trace])],
    stop,
  });
}

/** Those that the files themselves name. */
async function namedReports(argv: Watched): Promise<readonly string[]> {
  const { plans } = await eachFrom(argv, {}).catch(() => ({ plans: [] }));
  return plans.flatMap(({ reporters = [] }) => reporters.map(({ path }) => path));
}

let servers: readonly Plan[] = [];

/** A file that is wrong for the moment says nothing of its server: what was known of it counts on. */
async function filesFor(argv: Watched): Promise<readonly string[]> {
  const own = await filesOf(argv).catch(() => []);
  servers = await eachFrom(argv, {}).then(
    ({ plans }) => plans,
    () => servers,
  );
  const theirs = await Promise.all(servers.map(({ server }) => serverFiles(server).catch(() => [])));
  return [...[...own, ...argv['env-file']].map((path) => resolve(path)), ...theirs.flat()];
}
