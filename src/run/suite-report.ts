/** What a suite leaves: its server, its steps, its tools, and the end of what the server wrote to stderr. */
// node:crypto takes 2 ms to load, as long as the start of a server.
import { sha256 } from '@noble/hashes/sha2.js';
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
  const digest = bytes && Buffer.from(sha256(bytes)).toString('hex');
  const stderrTail = tailOf(redactor.text(context.connection.stderrTail));
  const known = {
    ...(digest === undefined ? {} : { fileSha256: digest }),
    ...(variables?.length ? { variables } : {}),
  };
  return { name, file, ...known, target: ref.target, server, steps, tools: testedTools(context), stderrTail };
}
