/** Whether an answer that looks like a fault is what was asked for: an echo, a log viewer, an interpreter. */
import type { CallSubject } from '../subjects.ts';

/** Words of a tool's name; `catalog` and `login` are no log. */
const VIEWERS = new Set(
  'log logs logging journal trace traces crash crashes issue issues bug bugs ticket exception exceptions incident incidents alert alerts error errors lint linter diagnose diagnostics translate translation history commit event events'.split(
    ' ',
  ),
);
const REPORTERS = new Set(
  'status health ping monitor check checks validate validator test tests build ci job jobs'.split(' '),
);
const INTERPRETERS = new Set(
  'eval evaluate exec execute run repl python javascript js node ruby script shell bash terminal console code sandbox notebook'.split(
    ' ',
  ),
);
const CODE = /\b(?:print|repr|str|type|vars|dir|console\.log)\(|\blambda\b|=>/;
const CODE_KEYS = ['code', 'script', 'expression', 'command', 'snippet', 'program'];

/** A tool that shows what others wrote: logs, issues, commits. */
export function isViewer({ target }: CallSubject): boolean {
  return wordsOf(target).some((word) => VIEWERS.has(word));
}

/** A tool whose answer is the state of something else. */
export function isReporter({ target }: CallSubject): boolean {
  return wordsOf(target).some((word) => REPORTERS.has(word));
}

/** A tool that prints what a program prints. */
export function isInterpreter({ target, args }: CallSubject): boolean {
  return (
    wordsOf(target).some((word) => INTERPRETERS.has(word)) ||
    Object.keys(args).some((key) => CODE_KEYS.includes(key)) ||
    isCode(JSON.stringify(args))
  );
}

/** The long expression takes its time to prepare. */
function isCode(text: string): boolean {
  return (text.includes('(') || text.includes('=>') || text.includes('lambda')) && CODE.test(text);
}

/** `text` stands in the arguments as it is. */
export function isEchoed({ args }: CallSubject, text: string): boolean {
  return JSON.stringify(args).includes(JSON.stringify(text).slice(1, -1));
}

/** A tool that is asked for an error message gives what it was asked for. */
export function isAboutErrors({ args }: CallSubject): boolean {
  return /error|exception|traceback|fail/i.test(JSON.stringify(args));
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/)
    .map((word) => word.toLowerCase());
}
