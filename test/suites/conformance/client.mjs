/**
 * The client under test: writes the smoke file that fits MCP_CONFORMANCE_SCENARIO, runs mcp-smoke with it against the URL that the
 * conformance suite appends, and exits as it does. MCP_CONFORMANCE_PROTOCOL is the `protocol:` of the file, `auto` by default.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../../bin/mcp-smoke.js', import.meta.url));
const { MCP_CONFORMANCE_SCENARIO: scenario = '', MCP_CONFORMANCE_CONTEXT = '{}' } = process.env;
const url = process.argv.at(-1);
const context = JSON.parse(MCP_CONFORMANCE_CONTEXT);
const call = (name, args = {}) => ({ tool: name, args });

const STEPS = {
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
  server: { url, ...(scenario.startsWith('auth/') ? await credentials() : {}) },
  coverage: 'off',
  ...(BROKEN[scenario] ? { rules: { [BROKEN[scenario]]: 'off' } } : {}),
  answers: { elicitation: [{ action: 'accept', content: scenario.startsWith('sep-2322') ? { confirmed: true } : {} }] },
  ...(STEPS[scenario] ? { steps: STEPS[scenario] } : {}),
};

const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-conformance-'));
try {
  writeFileSync(join(folder, 'smoke.yaml'), JSON.stringify(file));
  const args = [BIN, 'run', 'smoke.yaml', '--pass-if-empty'];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
