/** What redaction costs: CPU time by the kind of text and the number of secrets, memory, and the page of 500 calls. */

import { createRedactor, LONGEST } from '../src/redact/redactor.ts';
import { renderHtml } from '../src/report/html.ts';
import { skeleton } from '../src/report/skeleton.ts';

const PROSE = 'The quick brown fox jumps over the lazy dog. ';
const JSON_LINE = `${JSON.stringify({ id: 42, path: 'a/b\nc', link: 'https://x.example/?q=1%202', text: PROSE })}\n`;
const noise = Buffer.from(Array.from({ length: 750_000 }, (_, index) => (index * 7919 + (index >> 3)) & 255));
const TEXTS: Readonly<Record<string, string>> = {
  prose: PROSE.repeat(23_000),
  'JSON in JSON': JSON.stringify(JSON_LINE.repeat(6_500)),
  boxes: `│   12 │ ${PROSE}   │\n`.repeat(5_000),
  base64: noise.toString('base64'),
};
const ROUNDS = 7;

for (const count of [1, 10, 50]) {
  const redactor = createRedactor(Array.from({ length: count }, (_, index) => secret(index)));
  for (const [kind, whole] of Object.entries(TEXTS)) {
    // A longer text is cut to this.
    const text = whole.slice(0, LONGEST);
    const ms = median(Array.from({ length: ROUNDS }, () => timed(() => redactor.text(text))));
    const speed = `${(text.length / 1e3 / ms).toFixed(1).padStart(7)} MB/s`;
    console.log(`${`${count} secrets, ${kind}`.padEnd(28)} ${speed} ${ms.toFixed(0).padStart(5)} ms at most`);
  }
}

const big = JSON_LINE.repeat(Math.ceil(32e6 / JSON_LINE.length));
const before = process.memoryUsage().rss;
const bigMs = timed(() => createRedactor([secret(1)]).text(big));
const grown = (process.memoryUsage().rss - before) / 1e6;
console.log(
  `one text of ${(big.length / 1e6).toFixed(0)} MB: ${(bigMs / 1e3).toFixed(1)} s, ${grown.toFixed(0)} MB more`,
);

const call = {
  startedAtMs: 1,
  durationMs: 2,
  timeoutMs: 1_000,
  outcome: 'result',
  args: '{"a":1}',
  answer: PROSE,
} as const;
const [suite] = skeleton.suites;
const steps = [{ ...suite!.steps[0]!, startedAtMs: 0, calls: Array.from({ length: 500 }, () => call) }];
const page = renderHtml({ ...skeleton, suites: [{ ...suite!, steps }] });
const pageMs = median(
  Array.from({ length: ROUNDS }, () => timed(() => renderHtml({ ...skeleton, suites: [{ ...suite!, steps }] }))),
);
console.log(`page of 500 calls: ${(page.length / 1e3).toFixed(0)} kB in ${pageMs.toFixed(0)} ms`);

function secret(index: number) {
  return { name: `TOKEN_${index}`, value: `s3cret-value-${index}-${(index * 99_991).toString(36)}` };
}

function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
