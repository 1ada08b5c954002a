import type { StepResult, SuiteRef } from '../model.ts';

/** The command that repeats one step, ready to paste into a POSIX shell. */
export function rerunCommand(suite: SuiteRef, step: StepResult): string {
  if (suite.file === '')
    return suite.transport === 'http' ? `mcp-smoke probe ${quote(suite.target)}` : `mcp-smoke probe -- ${suite.target}`;
  const isScripted = step.kind === 'call' || step.kind === 'resource' || step.kind === 'prompt';
  return `mcp-smoke run ${quote(suite.file)}${isScripted ? ` --step ${quote(step.name)}` : ''}`;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
