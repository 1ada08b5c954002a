/**
 * What hostile servers cost us, and how soon a stop acts: `node --import tsx bench/floods.ts`. Whole processes in turn;
 * ratios of medians. `--gigabyte` adds 1 GB of junk lines.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const ROUNDS = 5;
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-floods-'));
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

interface Cost {
  readonly ms: number;
  readonly stepMs: number;
  readonly peakMb: number;
  readonly code: number | null;
}

/** One call of `faulty`, or of each of `tools`, under /usr/bin/time. */
async function run(
  server: readonly string[],
  more: { file?: object; args?: readonly string[]; signalMs?: number } = {},
) {
  const [name, ...args] = server;
  const path = join(folder, 'smoke.yaml');
  const steps = [{ tool: 'faulty', args: { text: 'x' } }];
  const file = { server: { command: process.execPath, args: [join(ROOT, 'test/servers', name!), ...args] } };
  writeFileSync(path, stringify({ ...file, coverage: 'off', timeout: '100s', steps, ...more.file }));
  const report = join(folder, 'report.json');
  const argv = [join(ROOT, 'bin/mcp-smoke.js'), 'run', path, '-q', '--report', `json=${report}`, ...(more.args ?? [])];
  const startedAt = performance.now();
  const child = spawn('/usr/bin/time', ['-f', '%M', process.execPath, ...argv], {
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let signalled = startedAt;
  if (more.signalMs !== undefined)
    setTimeout(() => {
      signalled = performance.now();
      process.kill(-child.pid!, 'SIGINT');
    }, more.signalMs);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const ms = performance.now() - signalled;
  const peakMb = Number(stderr.trim().split('\n').at(-1)) / 1024;
  const { suites } = JSON.parse(readFileSync(report, 'utf8'));
  const step = suites[0].steps.find((one: { kind: string }) => one.kind === 'call') ?? { durationMs: 0 };
  return { ms, stepMs: step.durationMs, peakMb, code } satisfies Cost;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function say(name: string, costs: readonly Cost[], floor?: readonly Cost[]): void {
  const ratio = floor ? (median(costs.map((one) => one.ms)) / median(floor.map((one) => one.ms))).toFixed(2) : '';
  const figures = [
    `${median(costs.map(({ ms }) => ms)).toFixed(0)} ms`,
    `call ${median(costs.map(({ stepMs }) => stepMs)).toFixed(0)} ms`,
    `${median(costs.map(({ peakMb }) => peakMb)).toFixed(0)} MB`,
    ratio,
  ];
  console.log(`${name.padEnd(44)}${figures.map((figure) => figure.padStart(15)).join('')}`);
}

const KINDS = ['plain', 'info', 'date', 'mixed', 'brace', 'open', 'quotes', 'pretty', 'json'];
const costs = new Map<string, Cost[]>(KINDS.map((kind) => [kind, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const kind of KINDS) costs.get(kind)!.push(await run(['stdout-flood.mjs', `--kind=${kind}`]));
console.log('A call with 10,000 lines on stdout (whole run, the call, peak memory, ratio to plain lines)');
for (const kind of KINDS) say(kind, costs.get(kind)!, costs.get('plain'));

console.log('\nNamed at once');
say('a line of 40 MB', [await run(['line-too-long.mjs'])]);
say('nested 100,000 deep', [await run(['too-much.mjs', '--variant=deep', '--depth=100000'])]);
say('600,000 values', [await run(['too-much.mjs', '--variant=values'])]);
say('100,000 tools', [await run(['large-list.mjs', '--variant=tools'], { file: { steps: [] } })]);
say('a list of 31 MB', [await run(['large-list.mjs', '--variant=bytes'], { file: { steps: [] } })]);

console.log('\nFrom SIGINT to the end');
for (const server of [['stdout-flood.mjs', '--forever'], ['hang-tool.mjs'], ['loop-blocked.mjs']])
  say(server.join(' '), [await run(server, { signalMs: 2000 })]);

if (process.argv.includes('--gigabyte')) {
  console.log('\n1 GB of junk lines');
  say('[INFO] …', [await run(['stdout-flood.mjs', '--kind=info', '--lines=24000000'])]);
}
rmSync(folder, { recursive: true });
