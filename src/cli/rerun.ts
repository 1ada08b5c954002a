import { looksSecret } from '../config/secret-name.ts';
import type { StepResult, SuiteRef } from '../model.ts';
import { quoteWord } from '../text/command-line.ts';
import { calledAs } from './called-as.ts';

/** Options that say what is tested and how; those that only choose steps or show them are left out. */
const KEPT = [
  'var',
  'env-file',
  'protocol',
  'timeout',
  'connect-timeout',
  'read-only',
  'allow-destructive',
  'require-secrets',
  'retries',
  'repeat',
  'call',
  'probes',
  'header',
  'login',
  'env',
  'from',
  'package',
  'baseline',
  'bin',
];

/** The command that repeats one step, ready to paste into a POSIX shell. `options` are those of `keptOptions`. */
export function rerunCommand(
  suite: SuiteRef,
  step: StepResult,
  options: readonly string[] = [],
  program = calledAs(),
): string {
  if (step.kind === 'lint') return `${program} lint ${quoteWord(step.name)}`;
  const more = withProtocol(suite, options)
    .map((option) => ` ${quoteWord(option)}`)
    .join('');
  if (suite.file === '' && options.includes('--from')) {
    const name = suite.protocol === undefined ? suite.name : suite.name.replace(` [${suite.protocol}]`, '');
    return `${program} probe${more} --server ${quoteWord(name)}`;
  }
  if (suite.file === '' && options.includes('--package')) {
    const args = suite.target.replace(/^package (?:"(?:[^"\\]|\\.)*"|\S+) ?/, '');
    return `${program} probe${more}${args ? ` -- ${args}` : ''}`;
  }
  if (suite.file === '') {
    return suite.transport === 'http'
      ? `${program} probe ${quoteWord(suite.target)}${more}`
      : `${program} probe${more} -- ${suite.target}`;
  }
  return `${program} run ${quoteWord(suite.file)}${more}${chosen(step)}`;
}

/** Of a step that stands in the file; others have no place there, and come with each run of it. */
function chosen({ at, name }: StepResult): string {
  if (at === undefined) return '';
  return name.startsWith('-') ? ` ${quoteWord(`--step=${name}`)}` : ` --step ${quoteWord(name)}`;
}

/** Of several revisions, the suite's own. */
function withProtocol({ protocol }: SuiteRef, options: readonly string[]): readonly string[] {
  if (protocol === undefined) return options;
  const at = options.indexOf('--protocol');
  return [...(at === -1 ? options : options.toSpliced(at, 2)), '--protocol', protocol];
}

/** The options of this run that a rerun needs too, as words of the command line. */
export function keptOptions(argv: object): string[] {
  return KEPT.flatMap((name) => {
    // Node would take `--env-file` for itself.
    const option = name === 'env-file' ? '--dotenv' : `--${name}`;
    const value = (argv as Record<string, unknown>)[name];
    if (value === true) return [option];
    if (value === undefined || value === false || value === 'none') return [];
    return [value].flat().flatMap((one) => [option, name === 'var' ? withoutSecret(String(one)) : String(one)]);
  });
}

/** Secrets do not belong on a command line; one that stands there all the same is not repeated. */
function withoutSecret(assignment: string): string {
  const name = assignment.slice(0, assignment.indexOf('='));
  return looksSecret(name) ? `${name}=…` : assignment;
}
