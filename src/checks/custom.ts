/** Checks of the user's own: the contract of ours, and what each says it looks at. */
import { type CustomCheck, type Level, type RuleInfo, SUBJECTS, type SubjectName } from '../model.ts';
import type { Note } from './check.ts';
import type { CallSubject, CloseSubject, ConnectSubject, FramesSubject, ListSubject, ToolSubject } from './subjects.ts';

/** What the checks of each kind are given. All of it is as it came from the wire, and must not be changed. */
export interface Subjects {
  readonly connect: ConnectSubject;
  readonly list: ListSubject;
  readonly tool: ToolSubject;
  readonly call: CallSubject;
  readonly frames: FramesSubject;
  readonly close: CloseSubject;
}

/**
 * A rule of your own. `inspect` is synchronous and pure: it adds a note for each place where `subject` breaks the rule, and
 * may be run again. A finding with the level `error` fails its step.
 */
export interface CheckFor<Kind extends SubjectName>
  extends Pick<RuleInfo, 'id' | 'level' | 'otherLevels' | 'title' | 'plain' | 'hint' | 'spec' | 'explains'> {
  /** When it is asked: at the start, of tools/list, of each tool in it, of each call, of what else crossed the wire, of the end. */
  readonly subject: Kind;
  readonly inspect: (subject: Subjects[Kind], add: (note: Note) => void) => void;
}

/** Any of them. */
export type AnyCheck = { [Kind in SubjectName]: CheckFor<Kind> }[SubjectName];

/** The check itself; only for its types. */
export function defineCheck<Kind extends SubjectName>(check: CheckFor<Kind>): CheckFor<Kind> {
  return check;
}

const LEVELS: readonly Level[] = ['error', 'warning', 'info'];
const ID = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/;
const LONGEST_ID = 60;

const KEYS: Readonly<Record<keyof AnyCheck, (value: unknown) => string | undefined>> = {
  id: (value) => (isText(value) && ID.test(value) && value.length <= LONGEST_ID ? undefined : 'a name such as my-rule'),
  subject: oneOf(SUBJECTS),
  level: oneOf(LEVELS),
  title: text,
  hint: text,
  inspect: (value) => (typeof value === 'function' ? undefined : 'a function (subject, add)'),
  plain: maybe(text),
  spec: maybe(text),
  otherLevels: maybe((value) => (isList(value, LEVELS.includes.bind(LEVELS)) ? undefined : 'a list of levels')),
  explains: maybe((value) => (isList(value, isText) ? undefined : 'a list of rules')),
};

/** What a module exports, as checks. Throws an Error whose message says what is wrong with it. */
export function customChecks(exported: unknown): CustomCheck[] {
  const all = Array.isArray(exported) ? exported : [exported];
  if (exported === undefined) throw new Error('it has no default export: export a check, or a list of checks');
  return all.map((check, index) => {
    const wrong = whyNot(check);
    if (wrong) throw new Error(`${Array.isArray(exported) ? `check ${index + 1}: ` : ''}${wrong}`);
    return check as CustomCheck;
  });
}

function whyNot(check: unknown): string | undefined {
  if (typeof check !== 'object' || check === null)
    return 'a check is an object with id, subject, level, title, hint, inspect';
  const unknown = Object.keys(check).find((key) => !Object.hasOwn(KEYS, key));
  if (unknown !== undefined) return `\`${unknown}\` is no part of a check; it has ${Object.keys(KEYS).join(', ')}`;
  for (const [key, read] of Object.entries(KEYS)) {
    const expected = read((check as Record<string, unknown>)[key]);
    if (expected !== undefined) return `\`${key}\` must be ${expected}`;
  }
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function text(value: unknown): string | undefined {
  return isText(value) ? undefined : 'text';
}

function maybe(read: (value: unknown) => string | undefined): typeof read {
  return (value) => (value === undefined ? undefined : read(value));
}

function oneOf(words: readonly unknown[]): (value: unknown) => string | undefined {
  return (value) => (words.includes(value) ? undefined : `one of ${words.join(', ')}`);
}

function isList(value: unknown, isItem: (item: never) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isItem(item as never));
}
