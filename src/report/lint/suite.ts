/** What `lint` found as a suite of the report: a step for each file with a finding, and one for all the others. */
import type { Finding, StepResult, SuiteReport } from '../../model.ts';
import { plural } from '../../text/plural.ts';

export interface LintCounts {
  /** Source files that were looked at. */
  readonly files: number;
  readonly servers: number;
  /** Tools, resources, prompts and request handlers. */
  readonly handlers: number;
}

export function lintSuite(
  findings: ReadonlyMap<string, readonly Finding[]>,
  counts: LintCounts,
  durationMs: number,
): SuiteReport {
  const summary: StepResult = {
    id: 'lint',
    kind: 'lint',
    name: 'source',
    status: 'passed',
    durationMs,
    reason: countsText(counts),
    findings: [],
  };
  return {
    name: 'lint',
    kind: 'lint',
    file: '',
    server: { transport: 'stdio' },
    steps: [summary, ...[...findings].map(([file, found]) => fileStep(file, found))],
    tools: [],
    stderrTail: '',
  };
}

function fileStep(file: string, findings: readonly Finding[]): StepResult {
  const first = findings.find(({ level }) => level === 'error') ?? findings[0];
  return {
    id: `lint ${file}`,
    kind: 'lint',
    name: file,
    status: findings.some(({ level }) => level === 'error') ? 'failed' : 'passed',
    durationMs: 0,
    ...(first?.where === undefined ? {} : { at: first.where }),
    findings,
  };
}

/** Between the counts and what is to be known of them. */
export const AND_SO = '; ';

/** A clean result says little where there was nothing to look at. */
function countsText({ files, servers, handlers }: LintCounts): string {
  const none = `${AND_SO}no handlers recognised: `;
  if (servers === 0) return `${plural(files, 'file')}, no MCP server in them${none}nothing was checked`;
  const counts = `${plural(files, 'file')}, ${plural(servers, 'server')} with ${plural(handlers, 'handler')}`;
  return handlers === 0 ? `${counts}${none}only the start was checked` : counts;
}
