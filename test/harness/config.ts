/** A folder of smoke files for the tests of `config`. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { loadPlans } from '../../src/config/load.ts';
import type { LoadOptions } from '../../src/config/options.ts';
import { ConfigError, type ConfigProblem } from '../../src/config/problems.ts';
import { type Plan, UsageError } from '../../src/model.ts';

export const folder = realpathSync(mkdtempSync(join(tmpdir(), 'smoke-config-')));
after(() => rmSync(folder, { recursive: true }));

export const env = { TOKEN: 'tok-12345', HOME: '/home/me', EMPTY: '', SHORT: 'abc', PORT: '8080' };
const knownRules = async () => ['hang-tool', 'tool-untested'];
export const options: LoadOptions = { cwd: folder, env, vars: {}, knownRules, loadChecks: async () => [] };

export const SERVER = 'server: { command: node }\n';

export function write(name: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

export async function load(text: string | Buffer, more: Partial<LoadOptions> = {}): Promise<Plan[]> {
  write('t.yaml', text);
  return loadPlans(['t.yaml'], { ...options, ...more });
}

export async function plan(text: string, more: Partial<LoadOptions> = {}): Promise<Plan> {
  const [first] = await load(text, more);
  return first!;
}

export async function failure(text: string | Buffer, more: Partial<LoadOptions> = {}): Promise<ConfigError> {
  const error = await load(text, more).then(
    () => assert.fail('the file was accepted'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConfigError && error instanceof UsageError, String(error));
  return error;
}

/** All that is said about a problem. */
export function told({ message, hint, allowed }: ConfigProblem): string {
  return [message, hint, allowed?.join(', ')].filter(Boolean).join(' | ');
}
