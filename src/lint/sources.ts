/** The paths that were named → the files to read, and what was left out. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { UsageError } from '../model.ts';
import { languageOf } from './grammar/parse.ts';

export interface Sources {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[];
  /** Those that were named themselves. */
  readonly named: ReadonlySet<string>;
}

/** Generated, installed or vendored: others' code, or the same once more. Read where they are named. */
const LEFT_OUT =
  /^(?:node_modules|bower_components|site-packages|dist-packages|dist|build|out|target|vendor|third_party|coverage|__pycache__|venv|env|virtualenv|\..+)$/;
const GENERATED = /\.min\.[cm]?js$|\.bundle\.js$|_pb2(?:_grpc)?\.py$/;

/** Throws UsageError for a path that is not there, and for a file that is in no language that is read. */
export function collect(paths: readonly string[], cwd: string): Sources {
  const files = new Set<string>();
  const named = new Set<string>();
  for (const path of paths) {
    const whole = resolve(cwd, path);
    if (isFolder(whole, path)) for (const file of filesIn(whole)) files.add(file);
    else {
      if (languageOf(whole) === undefined)
        throw new UsageError(`${path} is neither Python nor JavaScript or TypeScript`);
      files.add(whole);
      named.add(whole);
    }
  }
  return { files: [...files].sort(), named };
}

function isFolder(whole: string, path: string): boolean {
  try {
    return statSync(whole).isDirectory();
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
    );
  }
}

/** Without recursion, and without following links: folders may be deep, and links go in circles. */
function filesIn(top: string): string[] {
  const files: string[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.test(entry.name)) folders.push(path);
      else if (entry.isFile() && languageOf(entry.name) !== undefined && !GENERATED.test(basename(path)))
        files.push(path);
    }
  }
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
