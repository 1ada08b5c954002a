/** One step as a JUnit `testcase`. */
import type { Level, StepResult, SuiteReport } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { findingText, headline, ofLevels } from './finding-text.ts';
import { parsePlace } from './place.ts';
import { element, textElement } from './xml.ts';

/** An attribute is a headline in every reader; the whole text stands in the element. */
const MESSAGE_LENGTH = 2_000;

export function caseElement(step: StepResult, name: string, suite: SuiteReport): string {
  const place = parsePlace(step.at);
  const attributes = {
    classname: suite.name,
    name,
    time: seconds(step.durationMs),
    file: (place?.file ?? suite.file) || undefined,
    line: place?.line,
  };
  return element('testcase', attributes, [...flakyProperty(step), ...verdictElement(step), ...notes(step)]);
}

/** Seconds with milliseconds, as JUnit has it. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function flakyProperty({ status }: StepResult): string[] {
  return status === 'flaky' ? [element('properties', {}, [element('property', { name: 'flaky', value: 'true' })])] : [];
}

function verdictElement(step: StepResult): string[] {
  if (step.status === 'skipped') return [element('skipped', { message: step.reason ?? 'skipped' })];
  if (step.status === 'failed') return [problemElement('failure', step)];
  if (step.status === 'broken') return [problemElement('error', step)];
  return [];
}

/** One element for all errors, as readers take only the first; its type is that of the first error, its message one sentence. */
function problemElement(name: 'failure' | 'error', step: StepResult): string {
  const errors = ofLevels(step, ['error']);
  const first = errors[0];
  const message = headline(step);
  // GitLab shows the text alone, Jenkins and GitHub's actions both: the sentence comes first in either.
  const text = [message, ...errors.map((error) => findingText(error, message))].join('\n\n');
  const attributes = { type: first?.rule ?? step.status, message: excerpt(message, MESSAGE_LENGTH) };
  return textElement(name, attributes, text);
}

/** What neither fails nor breaks the step: that it is flaky, warnings and infos. */
function notes(step: StepResult): string[] {
  const flaky = step.status === 'flaky' ? [`flaky: ${step.reason ?? 'passed, but not at the first attempt'}`] : [];
  const told = step.status === 'failed' || step.status === 'broken';
  const levels: Level[] = told ? ['warning', 'info'] : ['error', 'warning', 'info'];
  const lines = [...flaky, ...ofLevels(step, levels).map((finding) => findingText(finding))];
  return lines.length === 0 ? [] : [textElement('system-out', {}, lines.join('\n\n'))];
}
