import { jsonOf } from '../../json/read.ts';
import { defineCheck, type Note } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import {
  isAboutErrors,
  isGivenFile,
  isGivenPage,
  isInterpreter,
  isReporter,
  isViewer,
  namesFile,
  runsCode,
} from './asked-for.ts';
import { passesOn, showsFailures } from './described.ts';
import { isErrorPage, isStack } from './error-dumps.ts';
import { isErrorJson, isErrorState, saysIsError } from './error-json.ts';
import { tellsOfError } from './error-sentences.ts';
import { blocksOf, type Part, placeName, successOf, textsOf } from './result.ts';

/** Of JSON that may be read. */
const LONGEST = 20_000;
const MISSPELT = ['is_error', 'iserror', 'IsError', 'isErr'];

export const errorAsSuccess = defineCheck<CallSubject>({
  id: 'error-as-success',
  level: 'warning',
  otherLevels: ['error'],
  title: 'A result without isError tells of an error.',
  hint: 'Set isError: true (Python: raise; TypeScript: return { isError: true, content }), so that hosts and models see the failure.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (subject.kind !== 'call' || !result) return;
    const note = misspelt(subject, result) ?? told(subject, result);
    if (note) add(note);
  },
});

/** Certain, whatever was asked for. */
function misspelt(subject: CallSubject, result: Record<string, unknown>): Note | undefined {
  const key = MISSPELT.find((name) => result[name] === true);
  if (key === undefined) return undefined;
  const message = `The result of ${callName(subject)} says "${key}": true, which no client knows: the field is isError.`;
  return { level: 'error', message, where: `/${key}`, evidence: quoted(result, 300) };
}

function told(subject: CallSubject, result: Record<string, unknown>): Note | undefined {
  const part = tellingPart(subject, result);
  if (!part || isAboutErrors(subject)) return undefined;
  const message = `The result of ${callName(subject)} is no error, but ${placeName(part.where)} tells of one.`;
  return { message, where: part.where, evidence: quoted(part.value, 300) };
}

function tellingPart(subject: CallSubject, result: Record<string, unknown>): Part<unknown> | undefined {
  const [text] = textsOf(subject);
  // An error beside other blocks may well be a part of the answer.
  if (text && blocksOf(subject).length === 1 && isTelling(subject, text.value)) return text;
  const structured = result['structuredContent'];
  return structured !== undefined && isTellingJson(subject, structured)
    ? { value: structured, where: '/structuredContent' }
    : undefined;
}

function isTelling(subject: CallSubject, text: string): boolean {
  if (/^\s*\{/.test(text)) return text.length <= LONGEST && isTellingJson(subject, jsonOf(text));
  if (isErrorPage(text))
    return !isPassedOn(subject) && !/\.html?\b|<html|\b[45]\d\d\b|template/i.test(JSON.stringify(subject.args));
  const hasStack = isStack(text);
  const tells = tellsOfError(text);
  if ((!hasStack && !tells) || isOfOthers(subject) || runsCode(subject)) return false;
  return (tells || !readsLogs(subject)) && !isInFile(subject, text);
}

function isTellingJson(subject: CallSubject, value: unknown): boolean {
  if (saysIsError(value)) return true;
  const tells = isErrorJson(value) || (!isInterpreter(subject) && isErrorState(value));
  return tells && !isOfOthers(subject) && !isPassedOn(subject) && !isInFile(subject, JSON.stringify(value));
}

/** A server's own words, where the tool is there to give them as they are; what the tool says is a sentence. */
function isPassedOn(subject: CallSubject): boolean {
  return isGivenPage(subject) && passesOn(subject);
}

/** Whether it is the state of something else, or what others wrote. */
function isOfOthers(subject: CallSubject): boolean {
  return isReporter(subject) || isViewer(subject) || showsFailures(subject);
}

/** Whether it may stand in the file that was asked for. */
function isInFile(subject: CallSubject, text: string): boolean {
  return isGivenFile(subject) && !namesFile(subject, text);
}

function readsLogs({ args }: CallSubject): boolean {
  return /\.(?:log|txt|md|out|rst)\b|\blogs?\b/i.test(JSON.stringify(args));
}
