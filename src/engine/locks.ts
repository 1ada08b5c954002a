/** The lock files of a run: read before it, asked during it, written after it. Loaded only where there is one. */
import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { readAtMost } from '../config/read-file.ts';
import { shownPath } from '../config/shown-path.ts';
import { LARGEST_BYTES, type LockFile, readLockFile } from '../contract/lock-file.ts';
import type { SuiteLock } from '../contract/suite-lock.ts';
import { isCi } from '../live/colour.ts';
import { type Plan, UsageError } from '../model.ts';
import { commandLine } from '../text/command-line.ts';
import { SuiteDraft } from './suite-draft.ts';

export interface LockArguments {
  readonly baseline?: string | undefined;
  readonly updateBaseline?: boolean;
  readonly updateSnapshots?: boolean;
}

/** Where paths begin, and what tells of CI. */
export interface LockPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Nothing is kept. */
  readonly isReadOnly?: boolean;
}

const DEFAULT_LOCK = 'smoke.lock.json';

export class Locks {
  /** By plan; of plans that have to do with a lock file. */
  readonly drafts: readonly SuiteDraft[];
  readonly #byPlan: ReadonlyMap<string, SuiteDraft>;

  private constructor(drafts: readonly SuiteDraft[]) {
    this.drafts = drafts;
    this.#byPlan = new Map(drafts.map((draft) => [keyOf(draft.plan), draft]));
  }

  /** Throws UsageError for a baseline that is not there or cannot be read, and for two suites of one name. */
  static async open(plans: readonly Plan[], argv: LockArguments, place: LockPlace): Promise<Locks> {
    const { cwd } = place;
    const files = new Map<string, LockFile>();
    const keptBy = keptWith(argv);
    const drafts: SuiteDraft[] = [];
    for (const plan of plans) {
      const path = pathFor(plan, argv, cwd);
      const shown = shownPath(path, cwd);
      const known = files.get(path) ?? (await readLock(path, shown));
      files.set(path, known);
      const named = argv.baseline !== undefined || plan.baseline !== undefined;
      const compares = named && !argv.updateBaseline;
      const name = nameIn(known, plan, path, cwd);
      if (compares) assertThere(plan, { path, shown, name, known, argv });
      const own = { path, shown, keptBy, name, known: known.get(name) };
      drafts.push(new SuiteDraft(plan, { ...own, ...modes(compares, argv, place) }));
    }
    assertApart(drafts);
    return new Locks(drafts);
  }

  of = ({ file, name }: Pick<Plan, 'file' | 'name'>): SuiteLock | undefined => this.#byPlan.get(keyOf({ file, name }));
}

function modes(compares: boolean, { updateBaseline, updateSnapshots }: LockArguments, place: LockPlace) {
  const contract = updateBaseline ? 'keep' : compares ? 'compare' : 'none';
  const writes = updateSnapshots ? 'all' : place.isReadOnly || isCi(place.env) ? 'none' : 'first';
  return { contract, writes } as const;
}

/** Without the option it would write another file. */
function keptWith({ baseline }: LockArguments): string {
  const named = baseline === undefined ? '' : ` ${commandLine(['--baseline', baseline])}`;
  return `mcp-smoke run${named} --update-baseline`;
}

function keyOf({ file, name }: Pick<Plan, 'file' | 'name'>): string {
  return JSON.stringify([file, name]);
}

/** `--baseline` is relative to the working folder, all else to the smoke file. */
function pathFor(plan: Plan, { baseline }: LockArguments, cwd: string): string {
  if (baseline !== undefined) return resolve(cwd, baseline);
  return plan.baseline?.path ?? resolve(dirname(resolve(cwd, plan.file)), DEFAULT_LOCK);
}

/** A file without a name goes by its path from the lock file. Of one revision of several the suite of that revision counts. */
function nameIn(known: LockFile, { name, file, isListed, protocol }: Plan, path: string, cwd: string): string {
  const suffix = ` [${protocol}]`;
  const own = isListed ? name.slice(0, -suffix.length) : name;
  const plain = own === file ? relative(dirname(path), resolve(cwd, file)).replaceAll('\\', '/') : own;
  if (isListed) return plain + suffix;
  return !known.has(plain) && known.has(plain + suffix) ? plain + suffix : plain;
}

async function readLock(path: string, shown: string): Promise<LockFile> {
  if (!existsSync(path)) return new Map();
  const bytes = await readAtMost(path, LARGEST_BYTES).catch((error: Error) => {
    throw new UsageError(`${shown} cannot be read: ${error.message}`);
  });
  if (bytes.length > LARGEST_BYTES)
    throw new UsageError(`${shown} is larger than 16 MiB: it is no lock file of mcp-smoke`);
  return readLockFile(bytes.toString('utf8'), shown);
}

interface Wanted {
  readonly path: string;
  readonly shown: string;
  readonly name: string;
  readonly known: LockFile;
  readonly argv: LockArguments;
}

function assertThere(plan: Plan, { path, shown, name, known, argv }: Wanted): void {
  if (known.get(name)?.contract) return;
  const { at } = plan.baseline ?? {};
  const where = argv.baseline === undefined && at ? `${at.file}:${at.line}:${at.column}: ` : '';
  const what = existsSync(path)
    ? `${shown} holds no contract of the suite ${JSON.stringify(name)}`
    : `there is no ${shown}`;
  throw new UsageError(`${where}${what}\n${keptWith(argv)} writes it, from what the server promises now`);
}

function assertApart(drafts: readonly SuiteDraft[]): void {
  const seen = new Map<string, SuiteDraft>();
  for (const draft of drafts) {
    const key = JSON.stringify([draft.path, draft.name]);
    const other = seen.get(key);
    if (other)
      throw new UsageError(
        `${other.plan.file} and ${draft.plan.file} are both called ${JSON.stringify(draft.name)}, and share ${draft.file}: give one another name`,
      );
    seen.set(key, draft);
  }
}
