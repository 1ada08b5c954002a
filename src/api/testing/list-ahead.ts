/** Smoke files to the names of their steps, at once: Jest takes no test that comes a moment later. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../model.ts';
import { givenOf } from '../given.ts';
import type { SmokeOptions } from '../options.ts';
import { assertOptions, placeOf } from '../place.ts';
import type { Given } from '../smoke-file.ts';
import type { Answer, ListedSuite, Question } from './listed.ts';

/** As the build writes it, beside what this becomes a part of. */
const INDEX = './index.js';
const LARGEST_BYTES = 64 * 1024 * 1024;

/** Throws UsageError for what is wrong with them. A process of its own reads them, since all that takes its turns. */
export function listAhead(target: Given | readonly Given[], options: SmokeOptions): readonly ListedSuite[] {
  assertOptions('smoke', options);
  const { signal: _, report: __, checks = [], env: ___, cwd: ____, ...rest } = options;
  const { cwd, env } = placeOf(options);
  const named = checks.map(({ inspect: _, ...check }) => check);
  const question: Question = { target: givenOf(target), options: { ...rest, checks: named }, cwd, env };
  const answer = ask(question);
  if ('suites' in answer) return answer.suites;
  throw 'mistake' in answer ? new UsageError(answer.mistake) : new Error(answer.fault);
}

function ask(question: Question): Answer {
  const index = fileURLToPath(new URL(INDEX, import.meta.url));
  const code = 'require(process.argv[1]).testing().answerOnStdout()';
  const { stdout, stderr, error } = spawnSync(process.execPath, ['-e', code, index], {
    input: JSON.stringify(question),
    encoding: 'utf8',
    maxBuffer: LARGEST_BYTES,
    windowsHide: true,
  });
  try {
    return JSON.parse(stdout) as Answer;
  } catch {
    return { fault: `the smoke files could not be listed: ${error?.message ?? stderr}` };
  }
}
