/** What a suite leaves: its server, its steps, its tools, and the end of what the server wrote to stderr. */
import type { Plan, SuiteRef, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { SuiteContext } from './context.ts';
import { tailOf } from './stderr-tail.ts';

interface Run {
  readonly plan: Plan;
  readonly ref: SuiteRef;
  readonly redactor: Redactor;
}

export function reportSuite(
  { plan, ref, redactor }: Run,
  { calledMs, tools, connection }: SuiteContext,
  server: SuiteReport['server'],
  steps: SuiteReport['steps'],
): SuiteReport {
  const tested = [...tools.keys()].map((name) => {
    const ms = calledMs.get(name);
    return { name, tested: ms !== undefined, ...(ms === undefined ? {} : { ms: Math.round(ms * 10) / 10 }) };
  });
  const { name, file } = plan;
  const stderrTail = tailOf(redactor.text(connection.stderrTail));
  return { name, file, target: ref.target, server, steps, tools: tested, stderrTail };
}
