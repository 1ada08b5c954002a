/** `lint`: source files → findings. Nothing is run, and no Python is needed. */
import { relative, sep } from 'node:path';
import type { Finding } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { codeFrame } from '../text/frame.ts';
import type { SourceFile } from './facts.ts';
import { compiles } from './grammar/compiles.ts';
import { judge } from './judge.ts';
import { placeOf } from './lines.ts';
import { createProject, MOST_BYTES, type Project } from './project/project.ts';
import { Values } from './project/values.ts';
import { hintOf } from './rules/info.ts';
import type { SourceNote } from './rules/rule.ts';
import { collect } from './sources.ts';
import { suppress } from './suppress.ts';
import { pinsOf, serversIn } from './tools/servers.ts';

export interface LintResult {
  /** By the name that is shown of the file; `where` of each is `file:line:column`, `evidence` the code there. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** What was looked at. */
  readonly files: number;
  readonly servers: number;
  readonly handlers: number;
}

/**
 * Throws UsageError for a path that cannot be read. Linear in what is read; 1 MiB a file at most. `within`: a folder, without links,
 * outside of which no file is read, whatever imports it.
 */
export function lint(paths: readonly string[], cwd: string, within?: string): LintResult {
  const { files, named } = collect(paths, cwd);
  const project = createProject(within);
  const tooBig = files.filter((path) => !read(path, named.has(path), project));
  const loaded = [...withImports(project)];
  const values = new Values(project);
  const pins = pinsOf(project);
  const servers = serversIn(loaded, project, values, pins);
  const asked = new Set(files);
  const subjects = loaded.filter(({ path }) => asked.has(path));
  const notes = servers.flatMap((server) => judge(server, values, pins));
  const all = suppress([...notes, ...subjects.flatMap(unreadable)], subjects);
  return {
    findings: byFile(all, tooBig, cwd),
    files: files.length,
    servers: servers.length,
    handlers: servers.reduce((count, { handlers }) => count + handlers.length, 0),
  };
}

/** Of files that do not speak of MCP, those that a program begins with may bring the others together. */
const BEGINS = /(?:^|[/\\])(?:index|main|__main__|cli|server|app|bin|run|start)\.\w+$/;

/** Of a folder only what has to do with MCP, and what that imports. False where the file is too big. */
function read(path: string, isNamed: boolean, project: Project): boolean {
  const text = project.textOf(path);
  if (text === undefined) return false;
  const concerns = isNamed || ((/mcp|modelcontextprotocol/i.test(text) || BEGINS.test(path)) && !isMinified(text));
  if (concerns) project.load(path);
  return true;
}

const LONG_LINE = 1_000;

/** More than half of it stands in lines that nobody writes. */
function isMinified(text: string): boolean {
  const long = text.split('\n').filter(({ length }) => length > LONG_LINE);
  return long.reduce((sum, { length }) => sum + length, 0) > text.length / 2;
}

/** What is loaded on the way is looked at, too. */
function* withImports(project: Project): Iterable<SourceFile> {
  for (const file of project.files.values()) {
    if (!file) continue;
    for (const { module, isType } of file.imports) if (!isType) project.imported(file, module);
    yield file;
  }
}

function unreadable(file: SourceFile): SourceNote[] {
  const [first, ...more] = file.errors;
  const at = { from: first ?? 0, to: (first ?? 0) + 1 };
  // Then it is the grammar that errs; the findings in it are none the surer for it.
  if (first !== undefined && /\.c?js$/.test(file.path) && compiles(file.text)) return [];
  if (first !== undefined) {
    const rest = more.length > 0 ? `, and ${more.length} more` : '';
    const message = `This is not understood as ${languageOf(file)}${rest}: what is found in this file may be incomplete.`;
    return [{ rule: 'syntax-error', level: 'warning', message, file, at }];
  }
  if (!file.isCut) return [];
  const message = 'Some of it is nested too deep to be read: what is found in this file may be incomplete.';
  return [{ rule: 'not-checked', level: 'warning', message, hint: '', file, at }];
}

function languageOf({ language, path }: SourceFile): string {
  return language === 'python' ? 'Python' : /\.[cm]?tsx?$/.test(path) ? 'TypeScript' : 'JavaScript';
}

function byFile(notes: readonly SourceNote[], tooBig: readonly string[], cwd: string): Map<string, Finding[]> {
  const sorted = [...notes].sort((a, b) =>
    a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.at.from - b.at.from,
  );
  const found = new Map<string, Finding[]>();
  for (const note of sorted) {
    const name = shownPath(note.file.path, cwd);
    const known = found.get(name);
    if (known) known.push(findingOf(note, name));
    else found.set(name, [findingOf(note, name)]);
  }
  for (const path of tooBig) found.set(shownPath(path, cwd), [tooBigOf(path, cwd)]);
  return found;
}

const FRAME_LENGTH = 2_000;

function findingOf({ rule, level, message, hint, file, at }: SourceNote, shown: string): Finding {
  const place = placeOf(file, at, shown);
  const frame = codeFrame(file.text, place).split('\n').slice(1).join('\n');
  return {
    rule,
    level,
    message: excerpt(message, FRAME_LENGTH),
    hint: hint ?? hintOf(rule),
    evidence: frame,
    where: `${shown}:${place.line}:${place.column}`,
  };
}

function tooBigOf(path: string, cwd: string): Finding {
  return {
    rule: 'not-checked',
    level: 'warning',
    message: `The file cannot be read, or is larger than ${MOST_BYTES / 1024 / 1024} MiB: it was not checked.`,
    hint: '',
    where: shownPath(path, cwd),
  };
}

function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return inside.startsWith('..') ? path : inside.split(sep).join('/');
}
