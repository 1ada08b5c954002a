/** Client credentials for CI: got from the pinned issuer, renewed, never printed; their failures told apart. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { type Judged, judge } from './harness/suite.ts';

const SECRET = 'ci-secret-value';
const STEPS = [{ tool: 'faulty', args: { text: 'a' } }];
const folder = mkdtempSync(join(tmpdir(), 'smoke-oauth-'));
after(() => rmSync(folder, { recursive: true }));

/** With the client `ci`; `client` replaces parts of it. */
function run(
  { url, hello }: HttpFixture,
  client: object = { clientSecret: SECRET },
  steps: object[] = STEPS,
): Promise<Judged> {
  const clientCredentials = { issuer: hello['issuer'], clientId: 'ci', scope: 'tools', ...client };
  return judge({ server: { url, auth: { clientCredentials } }, coverage: 'off', steps }, ['-vv']);
}

const tokensOf = ({ log }: HttpFixture) => log.map(({ token }) => String(token));

test('by secret: one token for the whole run, and it is printed nowhere', () =>
  withHttp('http-auth.mjs', ['--variant=leaks'], async (server) => {
    const { code, findings, stdout, stderr, report } = await run(server);
    assert.deepEqual([code, findings.map(({ rule }) => rule)], [0, ['secret-echoed']]);
    const [token, ...more] = tokensOf(server);
    assert.deepEqual(more, []);
    assert.deepEqual(server.log[0], { token, grant: 'client_credentials', scope: 'tools', resource: server.url });
    for (const secret of [token!, SECRET]) assert.ok(!(stdout + stderr).includes(secret));
    assert.ok(report.secrets.values >= 2);
  }));

test('a token that a tool gives away is hidden', () =>
  withHttp('http-auth.mjs', ['--variant=leaks'], async (server) => {
    const steps = [{ ...STEPS[0], expect: { text: 'something else' } }];
    const { findings, stdout, stderr } = await run(server, { clientSecret: SECRET }, steps);
    assert.match(findings[0]?.evidence ?? '', /you came with \[redacted:access token\]/);
    assert.ok(!(stdout + stderr).includes(tokensOf(server)[0]!));
  }));

test('by private key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(join(folder, 'public.pem'), publicKey);
  writeFileSync(join(folder, 'private.pem'), privateKey);
  await withHttp('http-auth.mjs', [`--key=${join(folder, 'public.pem')}`], async (server) => {
    const { code, findings } = await run(server, { privateKeyFile: join(folder, 'private.pem') });
    assert.deepEqual([code, findings], [0, []]);
    const other = await run(server, { privateKey: otherKey() });
    assert.equal(other.code, 3);
    assert.match(find(other, 'needs-auth').message, /none could be got: invalid_client/);
  });
});

function otherKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

test('a secret that is refused', () =>
  withHttp('http-auth.mjs', [], async (server) => {
    const judged = await run(server, { clientSecret: 'not-the-secret' });
    assert.equal(judged.code, 3);
    const { message, hint } = find(judged, 'needs-auth');
    assert.match(message, /none could be got: invalid_client: who are you\?/);
    assert.match(hint, /issuer/);
  }));

test('credentials go to no issuer but the one that the file names', () =>
  withHttp('http-auth.mjs', [], async (server) => {
    const judged = await run(server, { issuer: 'https://auth.example.com', clientSecret: SECRET });
    assert.equal(judged.code, 3);
    assert.match(find(judged, 'needs-auth').message, /bound to authorization server https:\/\/auth\.example\.com/);
    assert.deepEqual(server.log, []);
  }));

const astray: Readonly<Record<string, 'with credentials' | 'both'>> = {
  resource: 'both',
  redirect: 'both',
  issuer: 'both',
  token: 'with credentials',
};

for (const [what, whose] of Object.entries(astray)) {
  test(`the server cannot send us to another http host: ${what}`, () =>
    withHttp('http-auth.mjs', [`--variant=astray-${what}`], async (server) => {
      const bare = whose === 'both' ? await judge({ server: { url: server.url }, steps: STEPS }) : undefined;
      if (bare) assert.deepEqual([bare.code, find(bare, 'needs-auth').level], [3, 'error']);
      const { code } = await run(server);
      assert.deepEqual([code, server.log], [3, []]);
    }));
}

test('an issuer that cannot be reached', () =>
  withHttp('http-auth.mjs', ['--variant=no-metadata'], async (server) => {
    const judged = await run(server, { issuer: 'http://127.0.0.1:1', clientSecret: SECRET });
    assert.equal(judged.code, 3);
    assert.match(find(judged, 'needs-auth').message, /none could be got/);
  }));

test('a token that runs out in the middle is renewed', () =>
  withHttp('http-auth.mjs', ['--variant=short-lived'], async (server) => {
    const steps = [{ ...STEPS[0], repeat: { count: 12, concurrency: 2 } }];
    const { code, findings } = await run(server, { clientSecret: SECRET }, steps);
    assert.deepEqual([code, findings], [0, []]);
    assert.ok(tokensOf(server).length > 1);
  }));

test('a server that wants ever new tokens gets twenty', () =>
  withHttp('http-auth.mjs', ['--variant=short-lived'], async (server) => {
    const steps = [{ ...STEPS[0], repeat: { count: 80 } }];
    const { code } = await run(server, { clientSecret: SECRET }, steps);
    assert.deepEqual([code === 0, tokensOf(server).length], [false, 20]);
  }));

test('a server that refuses every token gets two for a request', () =>
  withHttp('http-auth.mjs', ['--variant=never-good'], async (server) => {
    const { code } = await run(server);
    assert.deepEqual([code, tokensOf(server).length], [3, 2]);
  }));

test('credentials that end in the middle of a run break the step and fail nothing', () =>
  withHttp('http.mjs', ['--variant=status-401', '--at=call'], async ({ url }) => {
    const { code, report } = await judge({ server: { url }, coverage: 'off', steps: STEPS });
    assert.equal(code, 3);
    assert.equal(report.suites[0]!.steps.find(({ kind }) => kind === 'call')?.status, 'broken');
  }));

function find({ findings, stdout }: Judged, rule: string) {
  return findings.find((finding) => finding.rule === rule) ?? assert.fail(`no ${rule} in ${stdout}`);
}
