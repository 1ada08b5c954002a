/** How languages print what is no text: forms that fill a text from its first character to its last. */
import type { Level } from '../../model.ts';
import { isPythonLiteral } from './python-literal.ts';
import { isQuotedCode } from './quoted-code.ts';
import { isPrintedArray, isPrintedFrame } from './tables-printed.ts';

export interface PrintedForm {
  readonly level: Level;
  /** Ends the sentence "content.0.text …". */
  readonly says: string;
  readonly is: (text: string) => boolean;
  /** Looked for in strings of structured content as well, where `None` may be anything. */
  readonly deep?: true;
}

const PYTHON = "looks like Python's printed form of an object";
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

/** Each of them has one of these in it. Hardly any prose has, and each expression costs a start to prepare. */
const SIGNS = /[[({<'"@\n]|undefined|None|dtype/;

export function mayBePrinted(text: string): boolean {
  return SIGNS.test(text);
}

export const printedForms: readonly PrintedForm[] = [
  {
    level: 'error',
    says: 'is an object turned into a string',
    is: matches(/^(?:\[object (?:Object|Promise|Map|Set|ArrayBuffer|Uint8Array)\][,\s]*)+$/),
    deep: true,
  },
  {
    level: 'error',
    says: 'is the printed form of content blocks of the SDK',
    is: matches(/^\[?(?:Text|Image|Audio)Content\((?:type|annotations|meta|text|data)=/),
    deep: true,
  },
  {
    level: 'error',
    says: 'is what Java prints for an object without toString()',
    // After a plain name, digits alone may be a date or a version.
    is: matches(
      /^(?:\[L(?:[a-z]\w{0,60}\.){1,10}[A-Z][\w$]{0,100};@|(?:[a-z]\w{0,60}\.){1,10}[A-Z][\w$]{0,100}@(?=\d{0,7}[a-f]))[0-9a-f]{5,8}$/,
    ),
    deep: true,
  },
  { level: 'warning', says: PYTHON, is: matches(/^[A-Z]\w{0,100}\([a-z_]\w{0,100}=[^\n]*\)$/), deep: true },
  { level: 'warning', says: PYTHON, is: hasDate, deep: true },
  {
    level: 'warning',
    says: 'is the name of what was not there, and no data',
    is: matches(/^(?:undefined|None|<nil>)$/),
  },
  { level: 'warning', says: 'is the printed form of a class', is: matches(/^<class '[\w.<>]{1,200}'>$/) },
  { level: 'warning', says: "is Python's printed form of bytes", is: matches(/^b(?:'[^'\n]*'|"[^"\n]*")$/) },
  { level: 'warning', says: PYTHON, is: matches(/^<[A-Z]\w{0,60}\.\w{1,60}: [^>\n]{1,100}>$/) },
  {
    level: 'warning',
    says: PYTHON,
    is: matches(/^(?:OrderedDict|defaultdict|deque|dict_(?:keys|values|items)|(?:Posix|Windows)Path)\([[{'"<]/),
  },
  { level: 'warning', says: "looks like Python's printed form of a list or dict", is: isPythonLiteral },
  { level: 'warning', says: 'looks like an array as it is printed', is: isPrintedArray },
  { level: 'warning', says: "looks like pandas' printed form of a table", is: isPrintedFrame },
  { level: 'warning', says: "looks like Go's printed form of a struct or map", is: isGo },
];

/** A sentence may explain it. */
function hasDate(text: string): boolean {
  const match = /\bdatetime\.(?:datetime|date|timedelta)\(\w[^)\n]{0,100}\)?/.exec(text);
  return match !== null && !isQuotedCode(text, match.index, match.index + match[0].length);
}

/** `{Name:milk Done:false}`, `&{Name:milk}`, `map[a:1 b:2]` */
function isGo(text: string): boolean {
  if (/^map\[[^\s:[\]]{1,100}:[^\n]*\]$/.test(text)) return true;
  if (!/^\[?&?\{[A-Z]\w{0,60}:[^\s,"'][^\n]*\}\]?$/.test(text) || /, ?[A-Z]\w{0,60}:/.test(text)) return false;
  return text.includes('&{') || (text.match(/[{ ][A-Z]\w{0,60}:(?=\S)/g)?.length ?? 0) >= 2;
}
