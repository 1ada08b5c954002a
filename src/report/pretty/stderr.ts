/** The end of the server's stderr, where it may say why it went away. */
import type { Finding, StepResult, SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { printableBlock } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import type { PrettyOptions } from './options.ts';
import { isBad } from './status.ts';

const MOST_LINES = 10;
const LINE_LENGTH = 300;
const MARK = '  | ';
/** Findings of a server that ended. */
const ENDED = /^(spawn|exit|crash)-/;

/** Shown when the server did not start or went away, with -v for every bad suite; not what a finding shows already. */
export function stderrLines({ steps, stderrTail }: SuiteReport, options: PrettyOptions): string[] {
  const bad = steps.filter(isBad);
  const concerned = options.verbosity > 0 ? bad.length > 0 : bad.some(isEnd);
  const lines = printableBlock(stderrTail).trimEnd().split('\n').slice(-MOST_LINES);
  const lastLine = stderrTail.trimEnd().split('\n').at(-1) ?? '';
  if (!concerned || lastLine === '' || bad.some((step) => step.findings.some(shows(lastLine)))) return [];
  const title = options.palette.faint("  the end of the server's stderr");
  return ['', title, ...lines.flatMap((line) => quoted(line, options)), ''];
}

function quoted(line: string, { width }: PrettyOptions): string[] {
  return wrap(excerpt(line, LINE_LENGTH), width - MARK.length).map((part) => `${MARK}${part}`.trimEnd());
}

function isEnd({ kind, findings }: StepResult): boolean {
  return kind === 'connect' || findings.some((finding) => ENDED.test(finding.rule));
}

function shows(text: string): (finding: Finding) => boolean {
  return ({ level, evidence }) => level === 'error' && evidence !== undefined && evidence.includes(text);
}
