/** One suite in Markdown: what it is, its steps, and what is wrong. */
import type { Finding, StepResult, StepStatus, SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { artifactWords } from '../artifact-words.ts';
import { stepLabel } from '../label.ts';
import { otherOffers, protocolWords } from '../protocol-words.ts';
import { block, code, plain } from './escape.ts';

const WORDS: Readonly<Record<StepStatus, string>> = {
  passed: '✅ OK',
  failed: '❌ FAIL',
  flaky: '⚠️ FLAKY',
  broken: '❌ BROKEN',
  skipped: '⏭️ SKIP',
};
const EVIDENCE = 1_500;
const LABEL = 160;

export function suiteHeading(suite: SuiteReport): string[] {
  const { name, file, server, target, artifact } = suite;
  const who = [server.name, server.version].filter(Boolean).join(' ');
  const [protocol, offers] = [protocolWords(server), otherOffers(server)];
  const facts = [
    plain(who),
    protocol && `protocol ${plain(protocol)}`,
    offers && `offers ${plain(offers)}`,
    server.transport,
    artifact && plain(artifactWords(artifact)),
  ];
  const place = file === '' ? [] : [`file ${code(file)}`];
  const reached = target ? [code(excerpt(target, LABEL))] : [];
  return [`### ${plain(excerpt(name, LABEL))}`, '', [...facts.filter(Boolean), ...place, ...reached].join(' · '), ''];
}

export function stepTable(steps: readonly StepResult[]): string[] {
  return ['| | Step | Time | |', '|---|---|--:|---|', ...steps.map(stepRow), ''];
}

/** A bad step with its findings; nothing for a step without any. */
export function stepDetails(step: StepResult): string[] {
  if (step.findings.length === 0) return [];
  return [
    `#### ${WORDS[step.status]} ${plain(excerpt(stepLabel(step), LABEL))}`,
    '',
    ...step.findings.flatMap(findingLines),
  ];
}

export function stderrDetails({ stderrTail }: SuiteReport): string[] {
  if (stderrTail.trim() === '') return [];
  const summary = "<details><summary>The end of the server's stderr</summary>";
  return [summary, '', ...block(stderrTail), '', '</details>', ''];
}

function stepRow(step: StepResult): string {
  const { status, durationMs, reason, findings } = step;
  const time = status === 'skipped' ? '' : duration(durationMs);
  const note = reason ?? findings.map(({ rule }) => rule).join(', ');
  return `| ${WORDS[status]} | ${plain(excerpt(stepLabel(step), LABEL))} | ${time} | ${plain(excerpt(note, LABEL))} |`;
}

function findingLines({ level, rule, message, evidence, where, hint }: Finding): string[] {
  const lines = [`- **${level}** ${code(rule)}: ${plain(message)}`];
  if (where) lines.push(`  <br>Where: ${code(where)}`);
  if (hint) lines.push(`  <br>Fix: ${plain(hint)}`);
  return evidence ? [...lines, '', ...block(excerpt(evidence, EVIDENCE), '  '), ''] : [...lines, ''];
}
