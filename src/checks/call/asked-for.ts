/** Whether an answer that looks like a fault is what was asked for: an echo, a log viewer, an interpreter. */
import type { CallSubject } from '../subjects.ts';

type Asked = Pick<CallSubject, 'target' | 'args'>;

/** Words of a tool's name; `catalog` and `login` are no log. */
const VIEWERS = new Set(
  'log logs logging journal trace traces crash crashes issue issues bug bugs ticket exception exceptions incident incidents alert alerts error errors lint linter diagnose diagnostics translate translation history commit event events'.split(
    ' ',
  ),
);
/** Such a tool shows texts, its own or those of others. */
const READERS = new Set('read cat head tail show view'.split(' '));
/** What these answer is their own: `create_issue` shows no issue. */
const ACTS = new Set(
  'create add write append insert edit update set save delete remove move copy rename send submit upload post publish start stop cancel close schedule retry resend replay requeue notify clear reset'.split(
    ' ',
  ),
);
/** These run programs of others. */
const BUILDERS = new Set('test tests build ci job jobs pipeline pipelines'.split(' '));
const REPORTERS = new Set([
  'status',
  'health',
  'ping',
  'monitor',
  'check',
  'checks',
  'validate',
  'validator',
  ...BUILDERS,
]);
const INTERPRETERS = new Set(
  'eval evaluate repl python javascript js node ruby script shell bash terminal console code sandbox notebook'.split(
    ' ',
  ),
);
const CODE = /\b(?:print|repr|str|type|vars|dir|console\.log)\(|\blambda\b|=>/;
/** These may as well run a query or a job. */
const RUNS = new Set(['exec', 'execute', 'run']);
/** Last words of an argument's name: `file_path`, `pageUrl`. */
const FILE_KEYS = ['path', 'paths', 'file', 'files', 'filename', 'filepath', 'uri'];
const PAGE_KEYS = ['url', 'urls'];
const LANGUAGE_KEYS = ['lang', 'language', 'syntax', 'format', 'target'];
const LANGUAGE = /^(?:py|python\d?|numpy|pandas|go|golang|java|js|javascript|node|ts|typescript|ruby)$/i;
/** A place in a page or a table. */
const PLACE_KEYS = ['selector', 'xpath', 'locator', 'cell', 'column', 'table'];
const CODE_KEYS = ['code', 'script', 'expression', 'command', 'snippet', 'program'];

/** A tool that shows what others wrote: logs, issues, commits. */
export function isViewer({ target }: Pick<Asked, 'target'>): boolean {
  return isCalled(target, VIEWERS);
}

/** A tool in whose answer a text of others may stand. */
export function isReader(subject: Asked): boolean {
  return isViewer(subject) || isCalled(subject.target, READERS) || isGivenFile(subject) || isGivenPage(subject);
}

/** A tool that is given a file: what it answers may be anything that a file holds. */
export function isGivenFile(subject: Asked): boolean {
  return isGiven(subject, isFileKey);
}

/** The same of a web page, which is seldom so odd as a file. */
export function isGivenPage(subject: Asked): boolean {
  return isGiven(subject, isPageKey);
}

/** The same of a place in a page or a table: what stands there may be as odd. */
export function isGivenPlace(subject: Asked): boolean {
  return isGiven(subject, (key) => PLACE_KEYS.includes(wordsOf(key).at(-1)!));
}

/** The error of a tool that was given a file names it: "no such file: notes.txt". */
export function namesFile({ args }: Pick<Asked, 'args'>, text: string): boolean {
  const given = Object.entries(args).flatMap(([key, value]) => (isFileKey(key) ? value : []));
  const names = given.filter((path) => typeof path === 'string').map((path) => path.split(/[\\/]/).at(-1)!);
  return names.some((name) => name !== '' && text.includes(name));
}

const isFileKey = (key: string) => FILE_KEYS.includes(wordsOf(key).at(-1)!);
const isPageKey = (key: string) => PAGE_KEYS.includes(wordsOf(key).at(-1)!);

function isGiven({ target, args }: Asked, isKey: (key: string) => boolean): boolean {
  return !isActing(target) && Object.keys(args).some(isKey);
}

function isCalled(target: string, words: ReadonlySet<string>): boolean {
  return !isActing(target) && wordsOf(target).some((word) => words.has(word));
}

export function isActing(target: string): boolean {
  return wordsOf(target).some((word) => ACTS.has(word));
}

/** A tool whose answer is the state of something else. */
export function isReporter({ target }: Pick<Asked, 'target'>): boolean {
  return isCalled(target, REPORTERS);
}

/** A tool that prints what a program prints, or may do so. */
export function isInterpreter(subject: Asked): boolean {
  return runsCode(subject) || wordsOf(subject.target).some((word) => RUNS.has(word));
}

/** A tool that prints what the program prints that it is given. */
export function runsCode({ target, args }: Asked): boolean {
  return (
    wordsOf(target).some((word) => INTERPRETERS.has(word)) ||
    Object.keys(args).some((key) => CODE_KEYS.includes(key)) ||
    isCode(JSON.stringify(args))
  );
}

/** A tool that is told in which language to write. */
export function isGivenLanguage({ args }: Pick<Asked, 'args'>): boolean {
  return LANGUAGE_KEYS.some((key) => typeof args[key] === 'string' && LANGUAGE.test(args[key]));
}

/** A tool that shows how programs of others ended: with a stack, where they failed. */
export function showsPrograms(subject: Asked): boolean {
  return runsCode(subject) || isCalled(subject.target, BUILDERS);
}

/** What stands in the answer was written, or is run, by somebody else: a fault that it tells of may not be the tool's own. */
export function showsOthers(asked: Asked): boolean {
  return isViewer(asked) || isReporter(asked) || isInterpreter(asked);
}

/** The long expression takes its time to prepare. */
function isCode(text: string): boolean {
  return (text.includes('(') || text.includes('=>') || text.includes('lambda')) && CODE.test(text);
}

/** `text` stands in the arguments as it is. */
export function isEchoed({ args }: Pick<Asked, 'args'>, text: string): boolean {
  return JSON.stringify(args).includes(JSON.stringify(text).slice(1, -1));
}

/** A tool that is asked for an error message gives what it was asked for. */
export function isAboutErrors({ args }: Pick<Asked, 'args'>): boolean {
  return /error|exception|traceback|fail/i.test(JSON.stringify(args));
}

export function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase());
}
