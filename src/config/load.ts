/** Smoke files to plans. Start here: read, parse, check, plan. */
import { resolve } from 'node:path';
import type { Plan, UnreadFile } from '../model.ts';
import { readDocument } from './document.ts';
import type { LoadOptions } from './options.ts';
import { plansOf, type SourceFile } from './plan.ts';
import { ConfigError, type ConfigProblem, Problems } from './problems.ts';
import { readText } from './read-file.ts';
import { shownPath } from './shown-path.ts';

export interface Loaded {
  readonly plans: readonly Plan[];
  /** Files with a problem, where others have none. */
  readonly unread: readonly UnreadFile[];
}

/** A smoke file that is no file. */
export interface Written {
  /** What it is called in places and reports. */
  readonly shown: string;
  readonly text: string;
}

/** As `loadPlans`; where only some of the files have problems, these are told apart. */
export async function loadEach(files: readonly (string | Written)[], options: LoadOptions): Promise<Loaded> {
  const { plans, problems, sources } = await load(files, options);
  const bad = problemsByFile(problems);
  const good = plans.filter(({ file }) => !bad.has(file));
  if (bad.size > 0 && good.length === 0) throw new ConfigError(problems.sorted(), sources);
  const unread = [...bad].map(([file, own]) => {
    return { file, source: sources.get(file) ?? '', problems: own.map(asTold) };
  });
  return { plans: good, unread };
}

/** What is wrong in each file that has a problem. */
function problemsByFile(problems: Problems): Map<string, ConfigProblem[]> {
  const byFile = new Map<string, ConfigProblem[]>();
  for (const one of problems.sorted()) {
    const own = byFile.get(one.place.file);
    if (own) own.push(one);
    else byFile.set(one.place.file, [one]);
  }
  return byFile;
}

function asTold({ message, hint, allowed, place }: ConfigProblem): UnreadFile['problems'][number] {
  const all = allowed ? [`Allowed here: ${allowed.join(', ')}`] : [];
  return { message, hint: [...(hint === undefined ? [] : [hint]), ...all].join('\n'), place };
}

/** The plans of the files without a problem, and an error for each of the others. */
export async function loadSound(
  files: readonly string[],
  options: LoadOptions,
): Promise<{ plans: Plan[]; errors: ConfigError[] }> {
  const { plans, problems, sources } = await load(files, options);
  const bad = problemsByFile(problems);
  const errors = [...bad.values()].map((own) => new ConfigError(own, sources));
  return { plans: plans.filter(({ file }) => !bad.has(file)), errors };
}

/**
 * One plan for each file and protocol revision, in order. Nothing is started. Throws ConfigError with every
 * problem of every file; bounded in time and memory whatever the files hold.
 */
export async function loadPlans(files: readonly (string | Written)[], options: LoadOptions): Promise<Plan[]> {
  const { plans, problems, sources } = await load(files, options);
  if (problems.found.length > 0) throw new ConfigError(problems.sorted(), sources);
  return plans;
}

async function load(files: readonly (string | Written)[], options: LoadOptions) {
  const problems = new Problems();
  const sources = new Map<string, string>();
  const plans: Plan[] = [];
  for (const file of files) {
    const read = typeof file === 'string' ? await readSource(file, options.cwd, problems) : written(file, options.cwd);
    if (!read) continue;
    sources.set(read.shown, read.text);
    const root = await readDocument(read.shown, read.text, problems);
    if (root) plans.push(...(await plansOf(root, read, options, problems)));
  }
  return { plans, problems, sources };
}

/** Paths in it are relative to the working folder. */
function written({ shown, text }: Written, cwd: string): SourceFile {
  return { shown, path: resolve(cwd, 'smoke.json'), text, bytes: Buffer.from(text) };
}

async function readSource(file: string, cwd: string, problems: Problems): Promise<SourceFile | undefined> {
  const path = resolve(cwd, file);
  const shown = shownPath(path, cwd);
  const read = await readText(path);
  if (read.problem === undefined) return { shown, path, text: read.text, bytes: read.bytes };
  problems.add({ file: shown, line: 1, column: 1 }, read.problem, read.hint ? { hint: read.hint } : {});
  return undefined;
}
