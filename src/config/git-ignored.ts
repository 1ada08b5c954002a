/** What git ignores: files that a build has made, or somebody else's. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Those of `paths` (absolute, below `folder`) that no `.gitignore` rules out. Where `folder` itself is ignored, whoever named it meant it. */
export async function withoutIgnored(paths: readonly string[], folder: string): Promise<string[]> {
  const root = await repositoryOf(folder);
  if (root === undefined || paths.length === 0) return [...paths];
  const rules = new Rules(root);
  if (folder !== root && (await rules.ignores(join(folder, 'x'), folder))) return [...paths];
  const kept = await Promise.all(paths.map(async (path) => !(await rules.ignores(path))));
  return paths.filter((_, index) => kept[index]);
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  if (await stat(join(folder, '.git')).catch(() => undefined)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

class Rules {
  readonly #read = new Map<string, Promise<Ignore | undefined>>();

  constructor(private readonly root: string) {}

  /** The deepest `.gitignore` that says something of `path` decides; those in `above` and below it do not count, where that is given. */
  async ignores(path: string, above?: string): Promise<boolean> {
    let isIgnored = false;
    for (const folder of this.#foldersTo(path).filter((one) => one !== above)) {
      const verdict = (await this.#rulesIn(folder))?.test(relative(folder, path).split(sep).join('/'));
      if (verdict?.ignored) isIgnored = true;
      if (verdict?.unignored) isIgnored = false;
    }
    return isIgnored;
  }

  /** From the root down. */
  #foldersTo(path: string): string[] {
    const folders: string[] = [];
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      folders.unshift(folder);
      if (folder === this.root || folder === dirname(folder)) return folders;
    }
  }

  #rulesIn(folder: string): Promise<Ignore | undefined> {
    const known = this.#read.get(folder) ?? readRules(folder);
    this.#read.set(folder, known);
    return known;
  }
}

async function readRules(folder: string): Promise<Ignore | undefined> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : ignore().add(text);
}
