/** Why a run did not pass, where its steps alone do not say so. */
import type { Report, SuiteReport } from '../model.ts';

/** Why the exit code is neither 0 nor 1. */
const EXIT_NOTES: Readonly<Record<number, string>> = {
  3: 'Something could not be tested, see BROKEN above (exit code 3).',
  5: 'A secret was found in an output; that file was removed (exit code 5).',
  70: 'mcp-smoke itself failed (exit code 70).',
  129: 'Interrupted (exit code 129).',
  130: 'Interrupted (exit code 130).',
  143: 'Interrupted (exit code 143).',
};

const NOTHING_RAN = 4;

function nothingNote(suites: readonly SuiteReport[]): string {
  const wasProbed = suites.length > 0 && suites.every(({ file }) => file === '');
  const why = wasProbed
    ? 'every server was left out'
    : 'there is no scripted step, or all were skipped or filtered away';
  return `Nothing ran: ${why} (exit code ${NOTHING_RAN}).`;
}

const STRICT_NOTE = 'Flaky steps or warnings count as failures here (--fail-on-flaky, --fail-on-warning).';

/** What is to be corrected in the file. */
const FILE_NOTES: Readonly<Record<string, string>> = {
  'smoke-file': 'it cannot be used as it is',
  'args-invalid': "arguments do not fit the tool's inputSchema",
  'destructive-not-allowed': 'a tool that says it is destructive is called without leave',
};

function fileNote(suites: readonly SuiteReport[]): string {
  const findings = suites.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  const notes = Object.entries(FILE_NOTES).filter(([rule]) => findings.some((finding) => finding.rule === rule));
  const what = notes.map(([, note]) => note).join(', and ') || 'see above';
  return `The smoke file needs a change: ${what} (exit code 2).`;
}

/** Undefined where the steps say all. */
export function exitNote({
  exitCode,
  totals,
  suites,
}: Pick<Report, 'exitCode' | 'totals' | 'suites'>): string | undefined {
  if (exitCode === 1 && totals.failed === 0) return STRICT_NOTE;
  if (exitCode === NOTHING_RAN) return nothingNote(suites);
  return exitCode === 2 ? fileNote(suites) : EXIT_NOTES[exitCode];
}
