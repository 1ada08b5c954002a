/** A folder of its own for one test: smoke files, reports and logs lie in it, and it is where the program runs. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { Report, StepResult } from '../../src/model.ts';
import { type Ran, type RunIn, smoke } from './smoke.ts';
import { fixture } from './suite.ts';

export class WorkFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'mcp-smoke-work-'));

  constructor(t: TestContext) {
    t.after(() => rmSync(this.path, { recursive: true, force: true }));
  }

  /** The fixture with tools for scripts; it logs its calls in this folder. */
  server(...args: readonly string[]): { command: string; args: string[] } {
    return fixture('script.mjs', `--log=${join(this.path, 'calls')}`, ...args);
  }

  /** `tool text` of each call so far. */
  get calls(): string[] {
    return this.read('calls').split('\n').filter(Boolean);
  }

  /** Resolves when the server has been called with this. */
  async called(call: string): Promise<void> {
    while (!this.calls.includes(call)) await sleep(20);
  }

  /** Text as it is, data as YAML. */
  write(name: string, content: string | object): void {
    writeFileSync(join(this.path, name), typeof content === 'string' ? content : stringify(content));
  }

  /** Empty where there is no such file. */
  read(name: string): string {
    const file = join(this.path, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  report(name = 'report.json'): Report {
    return JSON.parse(this.read(name)) as Report;
  }

  run(args: readonly string[], more: RunIn = {}): Promise<Ran> {
    return smoke(args, { cwd: this.path, ...more });
  }

  /** Writes `smoke.yaml` with these steps, runs it, and gives the report beside what was said. */
  async script(
    file: Readonly<Record<string, unknown>>,
    args: readonly string[] = [],
    more: Omit<RunIn, 'cwd'> = {},
  ): Promise<Scripted> {
    this.write('smoke.yaml', { server: this.server(), coverage: 'off', ...file });
    const ran = await this.run(['run', 'smoke.yaml', '--report', 'json=report.json', ...args], more);
    const report = this.read('report.json') === '' ? undefined : this.report();
    const steps = report?.suites.flatMap((suite) => suite.steps) ?? [];
    return { ...ran, steps, told: (name) => told(steps, name) };
  }
}

export interface Scripted extends Ran {
  readonly steps: readonly StepResult[];
  /** `status reason | rule message | …` of one step. */
  told(name: string): string;
}

function told(steps: readonly StepResult[], name: string): string {
  const step = steps.find((one) => one.name === name);
  if (!step) return 'no such step';
  const { status, reason, findings } = step;
  const words = [[status, reason], ...findings.map(({ rule, message }) => [rule, message])];
  return words.map((pair) => pair.filter(Boolean).join(' ')).join(' | ');
}
