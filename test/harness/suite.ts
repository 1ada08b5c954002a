/** One fixture server, one generated smoke file, one JSON report. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Finding, Report } from '../../src/model.ts';
import { assertListed } from './levels.ts';
import { type Ran, ROOT, smoke } from './smoke.ts';

export interface Judged extends Ran {
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/** Runs a smoke file given as data; `server` may be left to the fixture. What it tells, it tells at a level that the docs list. */
export async function judge(
  file: object,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Judged> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-test-'));
  try {
    await writeFile(join(folder, 'smoke.yaml'), stringify(file));
    const ran = await smoke(['run', 'smoke.yaml', '--report', 'json', ...args], { cwd: folder, env });
    const report = parseReport(ran);
    const findings = report.suites.flatMap((suite) => suite.steps.flatMap((step) => step.findings));
    if (!('rules' in file)) assertListed(findings);
    return { ...ran, report, findings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Together {
  readonly tool: string;
  readonly count: number;
  readonly concurrency: number;
  readonly timeout?: string;
}

/** Calls of one step at the same time, each of which is to get its own text back. */
export function judgeTogether(server: object, { tool, timeout, ...repeat }: Together): Promise<Judged> {
  const step = { tool, args: { text: 't${i}' }, repeat, expect: { text: { equals: 't${i}' } } };
  return judge({ server, coverage: 'off', ...(timeout === undefined ? {} : { timeout }), steps: [step] });
}

/** A fixture of `test/servers`. */
export function fixture(name: string, ...args: readonly string[]): { command: string; args: string[] } {
  return { command: process.execPath, args: [join(ROOT, 'test/servers', name), ...args] };
}

function parseReport(ran: Ran): Report {
  try {
    return JSON.parse(ran.stdout) as Report;
  } catch {
    throw new Error(`no JSON report on stdout; exit ${ran.code}\n${ran.stdout}\n${ran.stderr}`);
  }
}
