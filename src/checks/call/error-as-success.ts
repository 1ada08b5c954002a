import { isObject } from '../../json/kind.ts';
import { jsonOf } from '../../json/read.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isError, placeName, resultOf, textsOf } from './result.ts';

/** Longer texts are logs and documents, which may begin with anything. */
const LONGEST = 4000;
const WORDS =
  /^\s*(?:Error|ERROR|Exception|[A-Z]\w{0,60}(?:Error|Exception)): |^\s*Traceback \(most recent call last\)/;

export const errorAsSuccess = defineCheck<CallSubject>({
  id: 'error-as-success',
  level: 'warning',
  title: 'A result without isError tells of an error.',
  hint: 'Set isError: true (Python: raise; TypeScript: return { isError: true, content }), so that hosts and models see the failure.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const result = resultOf(subject);
    if (subject.kind !== 'call' || !result || isError(result) || isAskedFor(subject)) return;
    const [part] = textsOf(subject);
    if (!part || part.value.length > LONGEST || !(WORDS.test(part.value) || isErrorJson(part.value))) return;
    const message = `The result of ${callName(subject)} is no error, but ${placeName(part.where)} tells of one.`;
    add({ message, where: part.where, evidence: quoted(part.value, 300) });
  },
});

/** An echo, or a tool that is asked for an error message, gives what it was asked for. */
function isAskedFor({ args }: CallSubject): boolean {
  return /error|exception|traceback|fail/i.test(JSON.stringify(args));
}

/** `{"error": "…"}` and nothing beside it that could be the answer, or `{"success": false}`. */
function isErrorJson(text: string): boolean {
  const value = parse(text);
  if (!isObject(value)) return false;
  const { error, success, ok } = value;
  const says = (typeof error === 'string' && error !== '') || isObject(error);
  return success === false || ok === false || (says && Object.keys(value).every((key) => BESIDE.includes(key)));
}

const BESIDE = ['error', 'message', 'code', 'status', 'details', 'detail', 'type', 'success', 'ok', 'statusCode'];

function parse(text: string): unknown {
  return /^\s*\{/.test(text) ? jsonOf(text) : undefined;
}
