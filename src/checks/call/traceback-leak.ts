import { defineCheck } from '../check.ts';
import { between, quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { showsPrograms } from './asked-for.ts';
import { errorText } from './error-text.ts';

const SCANNED = 100_000;
/** Bounded and without line breaks in the indent: 100,000 empty lines took 17 s. */
const STACK =
  /Traceback \(most recent call last\)|\n[^\S\r\n]{2,200}at (?:async )?[^\n]{1,300}:\d+:\d+\)?|\n[^\S\r\n]{1,200}at [\w.$]{1,200}\([\w$]+\.(?:java|kt):\d+\)|\ngoroutine \d+ \[/;

export const tracebackLeak = defineCheck<CallSubject>({
  id: 'traceback-leak',
  level: 'warning',
  title: 'An error shows the stack of the program.',
  hint: 'Log the stack to stderr, and answer with one sentence: a stack shows paths and values to the model, and helps nobody there.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const { outcome } = subject.exchange;
    // A tool that fails as the program failed that it has run shows the stack of that.
    if (outcome.kind === 'result' && showsPrograms(subject)) return;
    const data = outcome.kind === 'rpc-error' ? outcome.error.data : undefined;
    const text = errorText(subject);
    if (text === undefined && data === undefined) return;
    const said = `${text ?? ''}\n${stringsOf(data)}`.slice(0, SCANNED);
    const match = STACK.exec(said);
    if (!match) return;
    const message = `The error of ${callName(subject)} shows a stack trace to the client.`;
    add({ message, evidence: quoted(between(said, match.index, match.index + 300).trim()) });
  },
});

/** `data` as it would be read: a string, or an object with a stack in it. */
function stringsOf(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data !== 'object' || data === null) return '';
  return Object.values(data)
    .filter((value) => typeof value === 'string')
    .join('\n');
}
