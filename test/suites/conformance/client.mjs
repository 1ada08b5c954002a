/**
 * The client under test: writes the smoke file that fits MCP_CONFORMANCE_SCENARIO, runs mcp-smoke with it against the URL that the
 * conformance suite appends, and exits as it does. MCP_CONFORMANCE_PROTOCOL is the `protocol:` of the file, `auto` by default.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logIn, namedLogin } from './login.mjs';

const BIN = fileURLToPath(new URL('../../../bin/mcp-smoke.js', import.meta.url));
const { MCP_CONFORMANCE_SCENARIO: scenario = '', MCP_CONFORMANCE_CONTEXT = '{}' } = process.env;
const url = process.argv.at(-1);
const context = JSON.parse(MCP_CONFORMANCE_CONTEXT);
const call = (name, args = {}) => ({ tool: name, args });

const STEPS = {
  'auth/scope-step-up': [call('test-tool')],
  tools_call: [call('add_numbers', { a: 2, b: 3 })],
  'sse-retry': [call('test_reconnection')],
  'elicitation-sep1034-client-defaults': [call('test_client_elicitation_defaults')],
  'http-standard-headers': [
    call('test_headers'),
    call('my-hyphenated-tool'),
    { resource: 'file:///path/to/file%20name.txt' },
    { prompt: 'test_prompt' },
  ],
  'http-custom-headers': (context.toolCalls ?? []).map(({ name, arguments: args }) => ({
    ...call(name, args),
    sendInvalid: true,
  })),
  'http-invalid-tool-headers': [call('valid_tool', { region: 'us-west1' })],
  'sep-2322-client-request-state': [
    call('test_mrtr_echo_state'),
    call('test_mrtr_unrelated'),
    call('test_mrtr_no_state'),
    call('test_mrtr_no_result_type'),
  ],
};

/** Where a user logs in in the browser: what the login is given beside the URL. */
const LOGIN = {
  'auth/basic-cimd': ['--client-id', 'https://conformance-test.local/client-metadata.json'],
  'auth/pre-registration': ['--client-id', String(context.client_id), '--client-secret', 'CLIENT_SECRET'],
};
const isMachine = scenario.startsWith('auth/client-credentials');
const isLogin = scenario.startsWith('auth/') && !isMachine;
/** What is said of logging in is not to be trusted, or no token is ever good enough: a login has to end without one. */
const HOPELESS = [
  'auth/resource-mismatch',
  'auth/iss-supported-missing',
  'auth/iss-wrong-issuer',
  'auth/iss-unexpected',
  'auth/iss-normalized',
  'auth/metadata-issuer-mismatch',
  'auth/scope-retry-limit',
];
/** As often as a user would try. */
const MOST_LOGINS = 3;

/** What a scenario's server does wrong on purpose, to see what the client makes of it. */
const BROKEN = {
  'json-schema-ref-no-deref': 'unresolved-ref',
  'http-invalid-tool-headers': 'param-header',
  'sep-2322-client-request-state': 'result-type-missing',
};

/** Whoever writes a smoke file knows who issues the tokens; the scenario's server says it in its metadata. */
async function credentials() {
  const { client_id: clientId, client_secret: clientSecret, private_key_pem: privateKey } = context;
  const { origin, pathname } = new URL(url);
  const metadata = await (await fetch(`${origin}/.well-known/oauth-protected-resource${pathname}`)).json();
  const proof = privateKey ? { privateKey, algorithm: context.signing_algorithm } : { clientSecret };
  return { auth: { clientCredentials: { issuer: metadata.authorization_servers[0], clientId, ...proof } } };
}

const file = {
  protocol: process.env.MCP_CONFORMANCE_PROTOCOL ?? 'auto',
  server: { url, ...(isMachine ? await credentials() : {}), ...(isLogin ? { auth: { login: true } } : {}) },
  coverage: 'off',
  ...(BROKEN[scenario] ? { rules: { [BROKEN[scenario]]: 'off' } } : {}),
  answers: { elicitation: [{ action: 'accept', content: scenario.startsWith('sep-2322') ? { confirmed: true } : {} }] },
  ...(STEPS[scenario] ? { steps: STEPS[scenario] } : {}),
};

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-conformance-'));
try {
  writeFileSync(join(folder, 'smoke.yaml'), JSON.stringify(file));
  process.exitCode = isLogin ? await withLogin(folder) : run(folder).status;
} finally {
  rmSync(folder, { recursive: true });
}

function run(cwd, env = process.env, stdout = 'inherit') {
  const args = [BIN, 'run', 'smoke.yaml', '--pass-if-empty', ...(stdout === 'pipe' ? ['--report', 'json'] : [])];
  const ran = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', stdout, 'inherit'] });
  return { status: ran.status ?? 1, stdout: ran.stdout };
}

/** As a user does: logs in, runs, and types the command that the report names. */
async function withLogin(cwd) {
  const env = { ...process.env, XDG_STATE_HOME: cwd, CLIENT_SECRET: context.client_secret ?? '' };
  let more = [];
  for (let logins = 1; ; logins++) {
    const code = await logIn(BIN, url, [...(LOGIN[scenario] ?? []), ...more], env);
    if (HOPELESS.includes(scenario)) return code === 3 ? 0 : 1;
    if (code !== 0) return code;
    const { status, stdout } = run(cwd, env, 'pipe');
    more = status === 0 ? undefined : namedLogin(JSON.parse(stdout));
    if (more === undefined || logins === MOST_LOGINS) return status;
  }
}
