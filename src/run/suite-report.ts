/** What a suite leaves: its server, its steps, its tools, and the end of what the server wrote to stderr. */
import { createHash } from 'node:crypto';
import type { Plan, SuiteRef, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Connection } from './connection.ts';
import { tailOf } from './stderr-tail.ts';
import { type Offered, testedTools } from './tested-tools.ts';

interface Run {
  readonly plan: Plan;
  readonly ref: SuiteRef;
  readonly redactor: Redactor;
}

export function reportSuite(
  { plan, ref, redactor }: Run,
  context: Offered & { readonly connection: Connection },
  server: SuiteReport['server'],
  steps: SuiteReport['steps'],
): SuiteReport {
  const { name, file, bytes, variables } = plan;
  const sha256 = bytes && createHash('sha256').update(bytes).digest('hex');
  const stderrTail = tailOf(redactor.text(context.connection.stderrTail));
  const known = {
    ...(sha256 === undefined ? {} : { fileSha256: sha256 }),
    ...(variables?.length ? { variables } : {}),
  };
  return { name, file, ...known, target: ref.target, server, steps, tools: testedTools(context), stderrTail };
}
