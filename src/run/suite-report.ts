/** What a suite leaves: its server, its steps, its tools, and the end of what the server wrote to stderr. */
// node:crypto takes 2 ms to load, as long as the start of a server; of libraries, the one that runs fastest when it is cold.
import { RawSha256 } from '@aws-crypto/sha256-js/build/main/RawSha256.js';
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
  const digest = bytes && sha256(bytes);
  const stderrTail = tailOf(redactor.text(context.connection.stderrTail));
  const known = {
    ...(digest === undefined ? {} : { fileSha256: digest }),
    ...(variables?.length ? { variables } : {}),
  };
  return { name, file, ...known, target: ref.target, server, steps, tools: testedTools(context), stderrTail };
}

function sha256(bytes: Uint8Array): string {
  const hash = new RawSha256();
  hash.update(bytes);
  return Buffer.from(hash.digest()).toString('hex');
}
