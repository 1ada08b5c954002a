/** A step that went wrong, as the error of a test: what the terminal tells of it. */
import { resolve } from 'node:path';
import { createPalette } from '../../report/pretty/palette.ts';
import { stepLines } from '../../report/pretty/step.ts';
import type { StepOutcome } from './outcomes.ts';

const LAYOUT = { palette: createPalette(false), verbosity: 0, width: 100 } as const;

/** Its stack is one line, the step in the smoke file: where it was thrown says nothing. */
export function stepError(outcome: StepOutcome, cwd: string): Error {
  const { step, suite } = outcome;
  const error = new Error(wordsFor(outcome));
  error.name = 'SmokeError';
  const isFile = suite.file !== '' && !suite.file.startsWith('(');
  const place = isFile ? step.at?.slice(suite.file.length) : undefined;
  const at = place === undefined ? '' : `\n    at step (${resolve(cwd, suite.file)}${place})`;
  error.stack = `${error.name}: ${error.message}${at}`;
  return error;
}

/** Without its status line: the test has a name and a time of its own. */
function wordsFor({ step, suite }: StepOutcome): string {
  const [, ...lines] = stepLines({ ...step, reason: '' }, suite, LAYOUT);
  const indent = Math.min(...lines.filter(Boolean).map((line) => /^ */.exec(line)![0].length));
  const told = lines
    .map((line) => line.slice(indent))
    .join('\n')
    .trim();
  const { reason = '', findings } = step;
  const isSaid = reason === '' || findings.some(({ message }) => message === reason);
  return [...(isSaid ? [] : [reason]), ...(told === '' ? [] : [told])].join('\n\n') || `the step is ${step.status}`;
}
