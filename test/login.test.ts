/** Logging in in the browser: what is asked for, what is kept and for whom, what it does in a run, and how it is refused. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { type HttpFixture, withHttp } from './harness/http-fixture.ts';
import { follow, logIn } from './harness/login.ts';
import { smoke } from './harness/smoke.ts';
import { type Judged, judge } from './harness/suite.ts';

const STEPS = [{ tool: 'faulty', args: { text: 'a' } }];
const root = mkdtempSync(join(tmpdir(), 'smoke-login-'));
after(() => rmSync(root, { recursive: true }));
const newState = () => mkdtempSync(join(root, 'state-'));

/** With what is kept below `state`. */
function run({ url }: HttpFixture, state: string, file: object = {}): Promise<Judged> {
  const env = { XDG_STATE_HOME: state };
  return judge({ server: { url, auth: { login: true } }, coverage: 'off', steps: STEPS, ...file }, ['-vv'], env);
}

const folderOf = (state: string) => join(state, 'mcp-smoke', 'logins');
const filesOf = (state: string) => readdirSync(folderOf(state)).map((name) => join(folderOf(state), name));
const keptIn = (state: string) => JSON.parse(readFileSync(filesOf(state)[0]!, 'utf8')).login;
const pagesOf = ({ log }: HttpFixture) => log.flatMap(({ page }) => (page ? [page as Record<string, string>] : []));
const grantsOf = ({ log }: HttpFixture) => log.flatMap(({ grant }) => (grant ? [grant] : []));
const secretsOf = ({ log }: HttpFixture) =>
  log.flatMap(({ access_token, refresh_token }) => (access_token ? [String(access_token), String(refresh_token)] : []));

function assertSecret(server: HttpFixture, ...outputs: { stdout: string; stderr: string }[]): void {
  for (const { stdout, stderr } of outputs)
    for (const secret of secretsOf(server)) assert.ok(!(stdout + stderr).includes(secret));
}

function needsAuth({ code, findings, stdout }: Judged) {
  assert.equal(code, 3);
  return findings.find(({ rule }) => rule === 'needs-auth') ?? assert.fail(stdout);
}

test('a login, a run, a probe, a logout', () =>
  withHttp('login.mjs', [], async (server) => {
    const state = newState();
    const loggedIn = await logIn(server.url, state);
    assert.deepEqual([loggedIn.code, loggedIn.stderr], [0, '']);
    assert.match(loggedIn.shown!, /You are logged in/);
    const [page] = pagesOf(server);
    assert.deepEqual([page!['scope'], page!['resource']], ['tools:list offline_access', server.url]);
    const [file, ...more] = filesOf(state);
    assert.deepEqual(more, []);
    assert.ok(loggedIn.stdout.includes(`Kept in ${file}`), loggedIn.stdout);
    if (process.platform !== 'win32') {
      assert.equal(statSync(file!).mode & 0o777, 0o600);
      assert.equal(statSync(folderOf(state)).mode & 0o777, 0o700);
    }
    const ran = await run(server, state);
    assert.deepEqual([ran.code, ran.findings], [0, []]);
    const env = { XDG_STATE_HOME: state };
    const probed = await smoke(['probe', server.url, '--login'], { env });
    assert.equal(probed.code, 0, probed.stdout);
    const cwd = newState();
    const begun = await smoke(['init', server.url, '--login'], { env, cwd });
    assert.equal(begun.code, 0, begun.stderr);
    assert.match(readFileSync(join(cwd, 'smoke.yaml'), 'utf8'), /^ {2}auth: \{ login: true \}$/m);
    assert.deepEqual(grantsOf(server), ['authorization_code']);
    assertSecret(server, loggedIn, ran, probed);

    const out = await smoke(['logout', server.url], { env });
    assert.deepEqual([out.code, filesOf(state)], [0, []]);
    assert.match(out.stdout, /is forgotten/);
    assert.match((await smoke(['logout', server.url], { env })).stdout, /There was no login/);
    const { message, hint } = needsAuth(await run(server, state));
    assert.match(message, /none could be got: there is no login for this server here/);
    assert.equal(hint, `Log in: mcp-smoke login ${server.url}`);
  }));

test('a server that wants credentials names the command', () =>
  withHttp('login.mjs', [], async (server) => {
    const { hint } = needsAuth(await judge({ server: { url: server.url }, steps: STEPS }));
    assert.match(hint!, new RegExp(`Log in in the browser: mcp-smoke login ${server.url}, then`));
  }));

test('the transport of 2024-11-05 names the command, too', () =>
  withHttp('login.mjs', [], async ({ url }) => {
    const { message, hint } = needsAuth(await judge({ server: { url, transport: 'sse', auth: { login: true } } }));
    assert.match(message, /there is no login for this server here/);
    assert.equal(hint, `Log in: mcp-smoke login ${url}`);
  }));

test('a login that ends is renewed, and kept', () =>
  withHttp('login.mjs', ['--variant=short-lived'], async (server) => {
    const state = newState();
    await logIn(server.url, state);
    const steps = [{ ...STEPS[0], repeat: { count: 6, concurrency: 2 } }];
    const ran = await run(server, state, { steps });
    assert.deepEqual([ran.code, ran.findings], [0, []]);
    const grants = grantsOf(server);
    assert.ok(grants.filter((grant) => grant === 'refresh_token').length > 1, String(grants));
    const { accessToken, refreshToken } = keptIn(state);
    assert.deepEqual(secretsOf(server).slice(-2), [accessToken, refreshToken]);
    assertSecret(server, ran);
  }));

test('a login that has ended by its own word is renewed before it is sent', () =>
  withHttp('login.mjs', [], async (server) => {
    const state = newState();
    await logIn(server.url, state);
    const [file] = filesOf(state);
    const kept = JSON.parse(readFileSync(file!, 'utf8'));
    writeFileSync(file!, JSON.stringify({ ...kept, login: { ...kept.login, expiresAt: '2020-01-01T00:00:00.000Z' } }));
    assert.equal((await run(server, state)).code, 0);
    assert.deepEqual(grantsOf(server), ['authorization_code', 'refresh_token']);
    assert.equal(server.log.at(-1)!['resource'], server.url);
  }));

const ended = {
  'refresh-refused': /the refresh token was refused: invalid_grant/,
  'no-refresh': /no refresh token came/,
};
for (const [variant, words] of Object.entries(ended)) {
  test(`a login that cannot be renewed: ${variant}`, () =>
    withHttp('login.mjs', [`--variant=${variant}`], async (server) => {
      const state = newState();
      await logIn(server.url, state);
      const [file] = filesOf(state);
      writeFileSync(file!, readFileSync(file!, 'utf8').replace(/access-[\w-]+/, 'access-of-another-day'));
      const { message, hint } = needsAuth(await run(server, state));
      assert.match(message, words);
      assert.equal(hint, `Log in: mcp-smoke login ${server.url}`);
    }));
}

test('a server that lets anybody shake hands, and nothing more', () =>
  withHttp('login.mjs', ['--variant=late'], async (server) => {
    const state = newState();
    const { code, stderr } = await logIn(server.url, state);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(pagesOf(server)[0]!['scope'], 'tools:list offline_access');
    assert.equal((await run(server, state)).code, 0);
  }));

test('a wider scope that the server wants at once is asked for at once', () =>
  withHttp('login.mjs', ['--variant=wider-connect'], async (server) => {
    const { code, stderr } = await logIn(server.url, newState());
    assert.equal(code, 0);
    assert.match(stderr, /wants a wider scope: connect/);
    const scopes = pagesOf(server).map((page) => page['scope']);
    assert.deepEqual(scopes, ['tools:list offline_access', 'tools:list offline_access connect']);
  }));

test('a wider scope that a call wants: the command is named, and keeps what there is', () =>
  withHttp('login.mjs', ['--variant=wider-call'], async (server) => {
    const state = newState();
    await logIn(server.url, state);
    const narrow = await run(server, state);
    const finding = narrow.findings.find(({ rule }) => rule === 'needs-auth');
    assert.match(finding!.message, /wants a wider scope than the credentials have/);
    assert.equal(finding!.hint, `Log in: mcp-smoke login ${server.url} --scope tools:call`);
    await logIn(server.url, state, { args: ['--scope', 'tools:call'] });
    assert.equal(pagesOf(server).at(-1)!['scope'], 'tools:list offline_access tools:call');
    assert.equal((await run(server, state)).code, 0);
  }));

test('two servers are kept apart', () =>
  withHttp('login.mjs', [], (one) =>
    withHttp('login.mjs', [], async (other) => {
      const state = newState();
      await logIn(one.url, state);
      const { message } = needsAuth(await run(other, state));
      assert.match(message, /there is no login for this server here/);
      assert.deepEqual(other.log, []);
      await logIn(other.url, state);
      assert.equal(filesOf(state).length, 2);
      await smoke(['logout', one.url], { env: { XDG_STATE_HOME: state } });
      assert.equal((await run(other, state)).code, 0);
    }),
  ));

test('an answer with another state is shown the door, and the login goes on', () =>
  withHttp('login.mjs', [], async ({ url }) => {
    let door: Response | undefined;
    const { code, shown } = await logIn(url, newState(), {
      browse: async (page) => {
        const { headers } = await fetch(page, { redirect: 'manual' });
        const back = new URL(headers.get('location')!);
        const wrong = new URL(back);
        wrong.searchParams.set('state', 'another');
        door = await fetch(wrong);
        return follow(back.href);
      },
    });
    assert.equal(door!.status, 400);
    assert.equal(code, 0);
    assert.match(shown!, /You are logged in/);
  }));

const refused: Readonly<Record<string, RegExp>> = {
  denied: /the login was refused: access_denied: not you/,
  'wrong-issuer': /from another issuer, https:\/\/evil\.example\.com, and not from http:\/\/127/,
  'no-issuer': /does not name its issuer/,
  openid: /does not name its issuer/,
};
for (const [variant, words] of Object.entries(refused)) {
  test(`a login that the answer of the page ends: ${variant}`, () =>
    withHttp('login.mjs', [`--variant=${variant}`], async (server) => {
      const state = newState();
      const { code, stderr, shown } = await logIn(server.url, state);
      assert.equal(code, 3);
      assert.match(stderr, words);
      assert.match(shown!, /The login failed/);
      assert.deepEqual([grantsOf(server), readdirSync(state)], [[], []]);
    }));
}

const pageless: Readonly<Record<string, RegExp>> = {
  'no-metadata': /nothing says how to log in/,
  'other-metadata': /is of another issuer, http:\/\/127\.0\.0\.1:1/,
  'no-registration': /cannot register themselves with http:.*--client-id/,
};
for (const [variant, words] of Object.entries(pageless)) {
  test(`a login without a page: ${variant}`, () =>
    withHttp('login.mjs', [`--variant=${variant}`], async ({ url }) => {
      const { code, stderr, shown } = await logIn(url, newState());
      assert.deepEqual([code, shown], [3, undefined]);
      assert.match(stderr, words);
    }));
}

test('a client that is known already, with its secret', () =>
  withHttp('login.mjs', ['--variant=known'], async (server) => {
    const state = newState();
    const args = ['--client-id', 'the-client', '--client-secret', 'CLIENT'];
    const { code, stderr } = await logIn(server.url, state, { args, env: { CLIENT: 'the-client-secret' } });
    assert.equal(code, 0, stderr);
    assert.deepEqual(keptIn(state).client, { client_id: 'the-client', client_secret: 'the-client-secret' });
    assert.equal((await run(server, state)).code, 0);
  }));

test('a client by the document that its id is the address of', () =>
  withHttp('login.mjs', ['--variant=documents'], async (server) => {
    const id = 'https://example.com/client.json';
    const { code } = await logIn(server.url, newState(), { args: ['--client-id', id] });
    assert.deepEqual([code, pagesOf(server)[0]!['client_id']], [0, id]);
  }));

test('a server of 2025-03-26, without metadata', () =>
  withHttp('login.mjs', ['--variant=defaults'], async (server) => {
    const state = newState();
    const { code, stderr } = await logIn(server.url, state);
    assert.equal(code, 0, stderr);
    assert.equal((await run(server, state)).code, 0);
  }));

test('nobody logs in: the time limit ends it, and so does a signal', () =>
  withHttp('login.mjs', [], async ({ url }) => {
    const browse = async () => '';
    const { code, stderr } = await logIn(url, newState(), { args: ['--timeout', '2s'], browse });
    assert.equal(code, 3);
    assert.match(stderr, /within the time limit/);
    const ended = await smoke(['login', url, '--no-browser'], {
      env: { XDG_STATE_HOME: newState() },
      during: (child) => child.stdout!.once('data', () => child.kill('SIGINT')),
    });
    assert.ok(ended.code === null || ended.code === 130, String(ended.code));
  }));

test('the browser is opened by the opener of the platform', { skip: process.platform !== 'linux' }, () =>
  withHttp('login.mjs', [], async ({ url }) => {
    const bin = mkdtempSync(join(root, 'bin-'));
    const opener = join(bin, 'xdg-open');
    writeFileSync(opener, `#!${process.execPath}\nfetch(process.argv[2]).then((page) => page.text());\n`);
    chmodSync(opener, 0o755);
    const env = { XDG_STATE_HOME: newState(), PATH: `${bin}${delimiter}${process.env['PATH']}` };
    const { code, stderr } = await smoke(['login', url], { env });
    assert.deepEqual([code, stderr], [0, '']);
    const without = await smoke(['login', url, '--timeout=2s'], { env: { ...env, PATH: newState() } });
    assert.equal(without.code, 3);
    assert.match(without.stderr, /the browser could not be opened/);
  }),
);

test('for CI: a refresh token, sent to its issuer or to the address that the file names', () =>
  withHttp('login.mjs', [], async (server) => {
    const state = newState();
    await logIn(server.url, state);
    const { client, issuer } = keptIn(state);
    const by = async (auth: object) => {
      const { refreshToken } = keptIn(state);
      const file = { refreshToken: '${env:MCP_REFRESH}', clientId: client.client_id, ...auth };
      const server_ = { url: server.url, auth: file };
      return judge({ server: server_, coverage: 'off', steps: STEPS }, ['-vv'], { MCP_REFRESH: refreshToken });
    };
    const ran = await by({ issuer });
    assert.deepEqual([ran.code, ran.findings], [0, []]);
    assert.equal(server.log.at(-1)!['resource'], server.url);
    assertSecret(server, ran);
    // It was good for one use.
    const { message, hint } = needsAuth(await by({ issuer }));
    assert.match(message, /the refresh token was refused: invalid_grant/);
    assert.match(hint!, /serves only once/);
    await logIn(server.url, state);
    assert.equal((await by({ tokenUrl: `${issuer}/token`, clientId: keptIn(state).client.client_id })).code, 0);
    const astray = needsAuth(await by({ issuer: 'http://localhost:1' }));
    assert.match(astray.message, /none could be got/);
  }));
