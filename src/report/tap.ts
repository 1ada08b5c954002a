/** TAP 14: a subtest for each suite, a test point for each step, findings as YAML below. */
import type { Report, StepResult, SuiteReport } from '../model.ts';
import { printable } from '../text/printable.ts';
import { headline } from './finding-text.ts';
import { plainJson } from './json.ts';
import { stepLabel } from './label.ts';

export function renderTap(report: Report): string {
  const { suites } = report;
  const lines = ['TAP version 14', ...suites.flatMap(suiteLines), `1..${suites.length}`];
  return `${lines.join('\n')}\n`;
}

function suiteLines(suite: SuiteReport, index: number): string[] {
  const inner = [...suite.steps.flatMap(stepLines), `1..${suite.steps.length}`];
  const isBad = suite.steps.some(isNotOk);
  const title = description(suite.name);
  return [`# Subtest: ${title}`, ...inner.map((line) => `    ${line}`), `${point(isBad)} ${index + 1} - ${title}`];
}

function stepLines(step: StepResult, index: number): string[] {
  const directive = step.status === 'skipped' ? ` # SKIP ${description(step.reason ?? '')}`.trimEnd() : '';
  const line = `${point(isNotOk(step))} ${index + 1} - ${description(stepLabel(step))}${directive}`;
  return [line, ...diagnostics(step).map((text) => `  ${text}`)];
}

/** JSON is YAML, so every text is quoted as JSON. */
function diagnostics(step: StepResult): string[] {
  const { status, findings, durationMs, at } = step;
  if (status === 'skipped' || (findings.length === 0 && !isNotOk(step) && status !== 'flaky')) return [];
  const message = isNotOk(step) ? [`message: ${quoted(headline(step))}`] : [];
  const facts = [`status: ${status}`, `duration_ms: ${durationMs}`, ...(at ? [`at: ${quoted(at)}`] : [])];
  const list = findings.flatMap((finding) => Object.entries(finding).map(entryLine));
  return ['---', ...message, ...facts, ...(list.length > 0 ? ['findings:', ...list] : []), '...'];
}

function entryLine([key, value]: [string, unknown], index: number): string {
  return `${index === 0 || key === 'rule' ? '  - ' : '    '}${key}: ${quoted(String(value))}`;
}

function quoted(text: string): string {
  return plainJson(JSON.stringify(text)).replace(/[\ufffe\uffff]/g, unicodeEscape);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** TAP 14: `\\` and `#` are escaped in descriptions and directives. */
function description(text: string): string {
  return printable(text).replaceAll('\\', '\\\\').replaceAll('#', '\\#').trim();
}

function point(isBad: boolean): string {
  return isBad ? 'not ok' : 'ok';
}

function isNotOk({ status }: StepResult): boolean {
  return status === 'failed' || status === 'broken';
}
