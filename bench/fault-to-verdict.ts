/**
 * From the fault to the verdict: how long a call that goes wrong at once is waited for, per class, with a time limit of
 * 30 s that must never be waited out. Prints the median of a few runs. `node --import tsx bench/fault-to-verdict.ts`
 */
import { fixture, judge } from '../test/harness/suite.ts';

const RUNS = 5;
const FAULTS: Record<string, readonly string[]> = {
  'crash-on-call': ['crash-on-call.mjs'],
  'zombie-session (exit raised)': ['zombie-exit.mjs'],
  'zombie-session (stdout closed)': ['zombie-session.mjs'],
  'multiline-json': ['multiline-json.mjs'],
  'lsp-framing': ['lsp-framing.mjs', '--at=call'],
  'nan-token-wire': ['nan-token-wire.mjs'],
  'bad-envelope': ['bad-envelope.mjs'],
  'line-too-long (40 MB)': ['line-too-long.mjs'],
  'no-newline-flush': ['no-newline-flush.mjs'],
  'id-mismatch': ['id-mismatch.mjs'],
};

for (const [name, [file, ...args]] of Object.entries(FAULTS)) {
  const times: number[] = [];
  let rules = '';
  for (let run = 0; run < RUNS; run++) {
    const steps = [{ tool: 'faulty', args: { text: 'x' } }];
    const { report } = await judge({ server: fixture(file!, ...args), timeout: '30s', coverage: 'off', steps });
    const step = report.suites[0]!.steps.find(({ kind }) => kind === 'call');
    times.push(step?.durationMs ?? Number.NaN);
    rules = step?.findings.map(({ rule }) => rule).join(' ') ?? '';
  }
  const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
  console.log(`${name.padEnd(34)} ${String(Math.round(median!)).padStart(6)} ms  ${rules}`);
}
