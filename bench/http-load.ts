/**
 * Load over HTTP: many calls at once over one session, and many apps in one run. Every answer is compared with its question.
 * Prints time and peak memory of mcp-smoke. `node --import tsx bench/http-load.ts`
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Report } from '../src/model.ts';
import { withHttp } from '../test/harness/http-fixture.ts';
import { ROOT } from '../test/harness/smoke.ts';
import { fixture } from '../test/harness/suite.ts';

const SERVERS = 50;

const echo = (count: number, concurrency: number) => ({
  tool: 'echo',
  args: { text: 'message ${i}' },
  repeat: { count, concurrency },
  expect: { text: 'message ${i}' },
});

for (const rounds of [1, 4, 8]) {
  await withHttp('http.mjs', ['--variant=session'], async ({ url }) => {
    const file = {
      server: { url },
      coverage: 'off',
      steps: Array.from({ length: rounds }, (_, round) => ({ name: `round ${round}`, ...echo(5_000, 200) })),
    };
    report(`${rounds} × 5,000 calls, 200 at once, one session`, await run([file], []));
  });
}

const app = { ...fixture('app.mjs', '--port=${port}'), ready: { http: 'http://127.0.0.1:${port}/healthz' } };
const hosted = { server: { url: 'http://127.0.0.1:${port}/mcp', start: app }, coverage: 'off', steps: [echo(100, 20)] };
report(
  `${SERVERS} apps, --jobs 8, 100 calls each`,
  await run(
    Array.from({ length: SERVERS }, () => hosted),
    ['--jobs', '8'],
  ),
);

interface Measured {
  readonly seconds: number;
  readonly peakMiB: number;
  readonly report: Report;
}

async function run(files: readonly object[], args: readonly string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'smoke-load-'));
  for (const [index, file] of files.entries()) writeFileSync(join(folder, `s${index}.smoke.yaml`), stringify(file));
  const command = [join(ROOT, 'bin/mcp-smoke.js'), 'run', '.', '--report', 'json=out.json', '-q', ...args];
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMiB = 0;
  const timer = setInterval(() => {
    peakMiB = Math.max(peakMiB, residentMiB(child.pid!));
  }, 20);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const seconds = (performance.now() - startedAt) / 1000;
  const report = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return { seconds, peakMiB, report };
}

/** Linux only. */
function residentMiB(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function report(name: string, { seconds, peakMiB, report: { verdict, totals, suites } }: Measured): void {
  const figures = `${seconds.toFixed(1)} s, peak ${Math.round(peakMiB)} MiB`;
  console.log(`${name}: ${verdict}, ${suites.length} suites, ${totals.errors} errors; ${figures}`);
}
