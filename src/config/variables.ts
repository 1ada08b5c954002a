/** Names in `${}`: checked before anything starts, expanded where the value is known already. */
import type { Json, Place } from '../model.ts';
import { expand, expandText, references, type Scope, TooLong } from '../template/expand.ts';
import { CASE, MalformedTemplate, type Reference } from '../template/reference.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Problems } from './problems.ts';
import type { Located } from './read/reader.ts';

/** As environment names are written. */
const ENVIRONMENT_STYLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/** What may be named at one place. */
export interface Known {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Variables, and captures of earlier steps. */
  readonly names: ReadonlySet<string>;
  /** Captured too late: by this step or a later one. */
  readonly later?: ReadonlySet<string>;
  readonly builtins: readonly string[];
  /** Environment names that need not be set. */
  readonly optionalEnv?: readonly string[];
}

/** The file being read: where names are looked up, and where problems go. */
export interface Desk {
  /** `vars` and `known.names` are filled as variables are read. */
  readonly scope: Scope & { readonly vars: Record<string, Json> };
  readonly known: Known & { readonly names: Set<string> };
  /** By variable, the texts that it was made of. */
  readonly written: Map<string, readonly Located<string>[]>;
  /** The lines of the file. */
  readonly lines: readonly string[];
  readonly problems: Problems;
  /** `within` of the options. */
  readonly within?: string | undefined;
}

/** The references of a text; adds a problem for each that has no value. Empty when it is malformed. */
export function checkText({ value, at }: Located<string>, desk: Desk, known: Known = desk.known): readonly Reference[] {
  try {
    const found = references(value);
    for (const reference of found) {
      if (reference.fallback === undefined) checkReference(reference, at, known, desk);
    }
    return found;
  } catch (error) {
    if (!(error instanceof MalformedTemplate)) throw error;
    desk.problems.add(placeWithin(at, error.raw, desk.lines), error.message);
    return [];
  }
}

/** `undefined` when a problem was added. */
export function expandAt(located: Located<string>, desk: Desk): Located<Json> | undefined {
  const before = desk.problems.found.length;
  checkText(located, desk);
  if (desk.problems.found.length > before) return undefined;
  try {
    return { value: expand(located.value, desk.scope), at: located.at };
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    desk.problems.add(located.at, error.message);
    return undefined;
  }
}

/** As `expandAt`, for a place that must be text. */
export function expandTextAt({ value, at }: Located<string>, desk: Desk): Located<string> | undefined {
  return expandAt({ value, at }, desk) && { value: expandText(value, desk.scope), at };
}

/** The environment names whose values texts take, also by way of variables. Each variable is followed once. */
export function envNames(texts: readonly Located<string>[], { written }: Pick<Desk, 'written'>): string[] {
  const names: string[] = [];
  const followed = new Set<string>();
  const all = [...texts];
  // It grows meanwhile.
  for (const text of all) {
    for (const { kind, name } of referencesIn(text)) {
      if (kind === 'env') names.push(name);
      if (kind !== 'var' || followed.has(name)) continue;
      followed.add(name);
      for (const part of written.get(name) ?? []) all.push(part);
    }
  }
  return names;
}

/** None in a malformed text: that is reported elsewhere. */
function referencesIn({ value }: Located<string>): readonly Reference[] {
  try {
    return references(value);
  } catch {
    return [];
  }
}

function checkReference(reference: Reference, at: Place, known: Known, { lines, problems }: Desk): void {
  const wrong = { env: wrongEnv, builtin: wrongBuiltin, var: wrongName }[reference.kind](reference.name, known);
  if (wrong) problems.add(placeWithin(at, reference.raw, lines), wrong.message, wrong.hint ? { hint: wrong.hint } : {});
}

interface Wrong {
  readonly message: string;
  readonly hint?: string;
}

function wrongEnv(name: string, { env, optionalEnv = [] }: Known): Wrong | undefined {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value || optionalEnv.includes(name)) return undefined;
  const near = value === undefined ? didYouMean(name, Object.keys(env)) : undefined;
  const otherwise = `set it, or give a default: \${env:${name}:-…}`;
  const message = `environment variable \`${name}\` is ${value === undefined ? 'not set' : 'empty'}`;
  return { message, hint: near ? `${near} Otherwise ${otherwise}` : otherwise };
}

function wrongBuiltin(name: string, { builtins }: Known): Wrong | undefined {
  return builtins.includes(name) ? undefined : { message: `\`\${${name}}\` has a value in steps only` };
}

function wrongName(name: string, known: Known): Wrong | undefined {
  return known.names.has(name) ? undefined : { message: `unknown variable \`${name}\``, hint: hintFor(name, known) };
}

function hintFor(name: string, { names, later, builtins, env }: Known): string {
  if (later?.has(name)) return 'it is captured by this step or a later one; only steps after that can use it';
  const near = didYouMean(name, [...builtins, ...names]);
  if (near) return near;
  if (name.startsWith(CASE)) return 'it is a value of a row of `cases`, which only steps with such a table have';
  if (Object.hasOwn(env, name)) return `for the environment variable write \${env:${name}}`;
  const otherwise = 'add it to `vars`, or `capture` it in an earlier step';
  return ENVIRONMENT_STYLE.test(name) ? `did you mean \${env:${name}}? Otherwise ${otherwise}` : otherwise;
}

/** The place of `raw` on the line where the text begins; else the place of the text. */
function placeWithin(at: Place, raw: string, lines: readonly string[]): Place {
  const line = lines[at.line - 1] ?? '';
  const index = line.slice(0, (at.endColumn ?? line.length + 1) - 1).indexOf(raw, at.column - 1);
  return index < 0 ? at : { ...at, column: index + 1, endColumn: index + 1 + raw.length };
}
