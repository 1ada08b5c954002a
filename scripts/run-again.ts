/**
 * run-again.ts LOG COMMAND [ARGUMENT …]: LOG is what node's test runner printed. The test files in which something failed are run
 * once more by COMMAND, which is given their names. Exit 0 only if every test that failed passes there, and nothing else fails; what
 * failed at first is told at the end. A failure that stands in no test file, or in too many, is one at once.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Failure, failuresIn, passedIn, testsIn } from './test-log.ts';

const MOST_FILES = 8;
const LONGEST_REASON = 60;
const LAST_CHARACTERS = 4000;
const MOST_OUTPUT = 256 * 1024 * 1024;

const [log, command, ...args] = process.argv.slice(2);
const first = failuresIn(readFileSync(log!, 'utf8'));
const files = [...new Set(first.map(({ file }) => file && relative('.', file)))].sort();
const why = whyNot();
if (why !== undefined) {
  console.log(`== not run again: ${why}`);
  process.exitCode = 1;
} else runAgain(files as string[]);

function whyNot(): string | undefined {
  if (first.length === 0) return 'no test has failed, but what was run has';
  if (files.includes(undefined)) return 'not every failure says its file';
  return files.length > MOST_FILES ? `tests failed in ${files.length} files` : undefined;
}

function runAgain(files: readonly string[]): void {
  console.log(`== once more, alone: ${files.join(' ')}`);
  const { status, stdout } = spawnSync(command!, [...args, ...files], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const passed = passedIn(stdout);
  const again = failuresIn(stdout);
  const unproved = first.filter(({ name, isSuite }) => !isSuite && !passed.has(name));
  const isFlaky = status === 0 && again.length === 0 && unproved.length === 0 && testsIn(stdout) > 0;
  console.log(`== run again: ${testsIn(stdout)} tests, ${again.length} failed, exit ${status}`);
  for (const { text } of again) console.log(shortened(text));
  if (status !== 0 && again.length === 0) console.log(stdout.slice(-LAST_CHARACTERS));
  const isUnproved = (one: Failure) => unproved.includes(one);
  tell(
    'FLAKY',
    'failed at first, passed alone',
    first.filter((one) => !one.isSuite && !isUnproved(one)),
  );
  tell('FAILED', 'has not passed alone either', unproved);
  process.exitCode = isFlaky ? 0 : 1;
}

function tell(word: string, why: string, failures: readonly Failure[]): void {
  for (const { name, file, text } of failures)
    console.log(`== ${word}: ${name} (${relative('.', file!)}) ${why}. At first:\n${shortened(text)}`);
}

function shortened(text: string): string {
  return text.split('\n').slice(0, LONGEST_REASON).join('\n');
}
