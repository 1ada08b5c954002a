/** The files that are read: those that were named, and those of the same project that they import. */
import { readFileSync, statSync } from 'node:fs';
import { isWithin } from '../../config/within.ts';
import type { SourceFile } from '../facts.ts';
import { languageOf } from '../grammar/parse.ts';
import { readJavascript } from '../javascript/read.ts';
import { readPython } from '../python/read.ts';
import { createFolders, type Folders } from './folders.ts';
import { moduleFile } from './modules.ts';

export const MOST_BYTES = 1024 * 1024;
/** With what is imported; more are left out, and that is told. */
export const MOST_FILES = 20_000;

export interface Project {
  readonly folders: Folders;
  readonly files: ReadonlyMap<string, SourceFile | undefined>;
  /** Undefined for what is too big, cannot be read or is in no language that is read here. */
  readonly load: (path: string) => SourceFile | undefined;
  /** The text, where the file may be read. */
  readonly textOf: (path: string) => string | undefined;
  readonly imported: (file: SourceFile, module: string) => SourceFile | undefined;
}

/** `within`: a folder, without links, outside of which nothing is read. */
export function createProject(within?: string): Project {
  const files = new Map<string, SourceFile | undefined>();
  // The last that was read: whoever asks for a text may want the file next.
  let last: { path: string; text: string | undefined } | undefined;
  const folders = createFolders();
  const textOf = (path: string): string | undefined => {
    if (last?.path !== path)
      last = { path, text: within === undefined || isWithin(path, within) ? readText(path) : undefined };
    return last.text;
  };
  const load = (path: string): SourceFile | undefined => {
    if (!files.has(path)) {
      const text = files.size < MOST_FILES ? textOf(path) : undefined;
      files.set(path, text === undefined ? undefined : read(path, text));
    }
    return files.get(path);
  };
  const known = new Map<string, string | undefined>();
  const imported = (file: SourceFile, module: string): SourceFile | undefined => {
    const key = `${file.path}\n${module}`;
    if (!known.has(key)) known.set(key, moduleFile(module, file.path, file.language, folders));
    const path = known.get(key);
    return path === undefined || isOthers(path, file.path, folders) ? undefined : load(path);
  };
  return { folders, files, load, textOf, imported };
}

function readText(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function read(path: string, text: string): SourceFile | undefined {
  const language = languageOf(path);
  if (language === undefined) return undefined;
  return language === 'python' ? readPython(path, text) : readJavascript(path, text);
}

/** What a project has copied from others is theirs, unless one begins there. */
function isOthers(path: string, from: string, folders: Folders): boolean {
  const root = folders.rootOf(from).length;
  return VENDORED.test(path.slice(root)) && !VENDORED.test(from.slice(root));
}

const VENDORED = /[/\\](?:node_modules|bower_components|site-packages|vendor|_vendor|third_party)[/\\]/;
