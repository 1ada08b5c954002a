/** What a tool says of itself, by its name and in its description: a text that looks like a fault may be what it is there to show. */
import { isObject } from '../../json/kind.ts';
import type { CallSubject } from '../subjects.ts';
import { isActing, wordsOf } from './asked-for.ts';

type Described = Pick<CallSubject, 'target' | 'tool'>;

/** What a tool is for stands at the beginning of its description. */
const READ = 600;

/** A program that is looked at from outside, and what may be seen of it. */
const PROGRAM =
  /\b(?:debug(?:ger|ged|gee|ging)?|i?pdb|gdb|lldb|jdb|breakpoints?|heap|garbage|gc|jvm|repl|interpreter|kernel|console|call ?stack|stack frames?|(?:target|live|running|paused|stopped|suspended|traced|attached) (?:\w{1,20} )?(?:process|program|script|interpreter))\b/i;
const VALUES =
  /\b(?:variables?|values?|expressions?|frames?|locals|globals|objects|instances|prints?|dump|monitors|threads|output|outputs|messages|memory|inspect|inspects)\b/i;
/** Nothing else has these; or the tool names the very form. */
const VALUES_ALONE =
  /\b(?:(?:local|global|instance|stack) variables?|locals|cell outputs?|notebook cells?|outputs? of (?:\w{1,20} ){0,3}cells?|inspects? (?:an? |the )?(?:variables?|objects?)|repr of|printed form of)\b|\btoString\b/i;

/** What went wrong elsewhere; "an error" is what the tool itself may return. */
const FAILURES =
  /(?<!\b(?:an?|any|no|with|without) (?:\w{1,20} )?)\b(?:failures?|errors|exceptions?|tracebacks?|stack traces?|crash(?:es)?|faults?|dead[ -]letters?|could not be|undeliver\w{1,10}|(?:last|latest|recent) error|failed (?:jobs?|runs?|tasks?|messages?|requests?|deliver\w{1,10}|builds?|steps?))\b/i;
/** Where the first sentence begins to say what becomes of a call, and no longer what the tool is for. */
const ASIDE =
  /[.;(\n]|\b(?:if|when|unless|otherwise|or|on|in case|with|without|returning|catch\w{0,3}|handl\w{1,3}|throws?|raises?)\b/i;
const AS_IT_IS =
  /\b(?:as (?:it|they) (?:is|are|comes?|stands?)|as-is|verbatim|unchanged|unmodified|raw (?:answer|body|content|data|html|json|response|text)|(?:response|the|its) body)\b/i;

/** `get_start_time` starts nothing. */
const ASKING = new Set('get list read search find fetch show query describe count is has check'.split(' '));
const PROMISES = /\b(?:returns?|returning|gives?|responds?|answers?|yields?|outputs?|reports?)\b/i;

/** A debugger, a notebook, a profiler: how a value of another program is printed is its data. */
export function showsValues(subject: Described): boolean {
  if (isActing(subject.target)) return false;
  const text = aboutTool(subject);
  return VALUES_ALONE.test(text) || (PROGRAM.test(text) && VALUES.test(text));
}

/** A list of failures, a queue of what could not be handled, singular or plural: an error is its data. */
export function showsFailures(subject: Described): boolean {
  if (isActing(subject.target)) return false;
  return [wordsOf(subject.target).join(' '), ...saidOf(subject)].some((text) => FAILURES.test(purposeIn(text)));
}

/** It gives what it was given by another, whatever that says. */
export function passesOn(subject: Described): boolean {
  return !isActing(subject.target) && AS_IT_IS.test(aboutTool(subject));
}

/** It does something, and promises no answer: one without content says no less than "done". */
export function isOnlyDoing(subject: Described): boolean {
  const raw = isObject(subject.tool?.raw) ? subject.tool.raw : {};
  const readOnly = isObject(raw['annotations']) && raw['annotations']['readOnlyHint'] === true;
  if (readOnly || raw['outputSchema'] !== undefined || !isActing(subject.target)) return false;
  return !ASKING.has(wordsOf(subject.target)[0]!) && !saidOf(subject).some((text) => PROMISES.test(text));
}

/** It speaks of the very thing: that may be what it is there to show. */
export function speaksOf(subject: Described, what: RegExp): boolean {
  return what.test(aboutTool(subject));
}

function purposeIn(text: string): string {
  return text.slice(0, ASIDE.exec(text)?.index);
}

/** The words of its name, then its title and the beginning of its description. */
function aboutTool(subject: Described): string {
  return [wordsOf(subject.target).join(' '), ...saidOf(subject)].join('. ');
}

function saidOf({ tool }: Described): string[] {
  const raw = isObject(tool?.raw) ? tool.raw : {};
  const said = [raw['title'], raw['description']].filter((text): text is string => typeof text === 'string');
  return said.map((text) => text.slice(0, READ));
}
