/**
 * GitHub's workflow commands: an annotation for each failing step, and for warnings. GitHub shows 10 errors, 10 warnings
 * and 10 notices of a job's step and drops the rest without a word, so the last one says how many there are.
 */
import type { Finding, Report, StepResult, SuiteReport } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { plural } from '../text/plural.ts';
import { printable, printableBlock } from '../text/printable.ts';
import { findingText, headline, ofLevels } from './finding-text.ts';
import type { RenderContext } from './format.ts';
import { stepLabel } from './label.ts';
import { parsePlace } from './place.ts';

const MOST_PER_LEVEL = 10;
const MESSAGE_LENGTH = 4_000;
const TITLE_LENGTH = 200;

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly file: string;
  readonly where: string | undefined;
}

export function renderGithub(report: Report, { inRepository = (path) => path }: RenderContext = {}): string {
  const isOneOf = ({ file }: SuiteReport) => report.suites.filter((other) => other.file === file).length > 1;
  const all = report.suites.flatMap((suite) =>
    suite.steps.flatMap((step) => annotationsOf(step, suite, isOneOf(suite) ? ` (${suite.name})` : '')),
  );
  const shown = [...capped(all, 'error'), ...capped(all, 'warning')];
  return shown.map((annotation) => `${command(annotation, inRepository)}\n`).join('');
}

/** `which` tells suites of one file apart. */
function annotationsOf(step: StepResult, suite: SuiteReport, which: string): Annotation[] {
  if (step.kind === 'lint') return ofLevels(step, ['error', 'warning']).map(lintAnnotation);
  const isBad = step.status === 'failed' || step.status === 'broken';
  const rest = { file: suite.file, where: step.at };
  const problem = isBad ? [{ ...rest, ...problemOf(step, suite), where: placeOf(step) }] : [];
  const warnings = ofLevels(step, ['warning']).map((finding) => ({ ...rest, ...warningOf(finding, step, which) }));
  return [...problem, ...warnings];
}

function problemOf(step: StepResult, suite: SuiteReport) {
  const errors = ofLevels(step, ['error']);
  const message = errors.length === 0 ? headline(step) : errors.map((finding) => findingText(finding)).join('\n\n');
  const word = step.status === 'broken' ? 'BROKEN' : 'FAIL';
  return { level: 'error' as const, title: `${word} ${stepLabel(step)} (${suite.name})`, message };
}

function warningOf(finding: Finding, step: StepResult, which: string) {
  const where = parsePlace(finding.where) ? finding.where : step.at;
  return {
    level: 'warning' as const,
    title: `${finding.rule}: ${stepLabel(step)}${which}`,
    message: findingText(finding),
    where,
  };
}

/** Each at its own place in the source. */
function lintAnnotation(finding: Finding): Annotation {
  const { level, rule, message, hint, where } = finding;
  const text = hint === '' ? message : `${message}\n${hint}`;
  return { level: level === 'error' ? level : 'warning', title: rule, message: text, file: '', where };
}

/** The first place in the smoke file that an error names, else that of the step. */
function placeOf(step: StepResult): string | undefined {
  return ofLevels(step, ['error']).find(({ where }) => parsePlace(where))?.where ?? step.at;
}

function capped(all: readonly Annotation[], level: Annotation['level']): Annotation[] {
  const own = all.filter((annotation) => annotation.level === level);
  if (own.length <= MOST_PER_LEVEL) return own;
  const left = own.length - MOST_PER_LEVEL + 1;
  const title = `and ${plural(left, `more ${level}`)}`;
  const message = `${title}: the step summary and the other reports show them all.`;
  return [...own.slice(0, MOST_PER_LEVEL - 1), { level, title, message, file: '', where: undefined }];
}

function command(
  { level, title, message, file, where }: Annotation,
  inRepository: NonNullable<RenderContext['inRepository']>,
): string {
  const place = parsePlace(where);
  const properties = {
    file: inRepository(place?.file ?? file),
    line: place ? String(place.line) : '',
    col: place ? String(place.column) : '',
    title: excerpt(printable(title), TITLE_LENGTH),
  };
  const given = Object.entries(properties).filter(([, value]) => value !== '');
  const text = given.map(([key, value]) => `${key}=${escapeProperty(value)}`).join(',');
  return `::${level} ${text}::${escapeData(printableBlock(excerpt(message, MESSAGE_LENGTH)))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
