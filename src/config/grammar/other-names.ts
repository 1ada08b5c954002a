/** Keys that hosts, MCP itself and other test tools use, and what they are called in a smoke file. */
import { MATCHERS } from '../../model.ts';
import type { OtherNames } from '../read/collection.ts';

const HOST_CONFIG =
  "that is a host's config: name the file with `server: { from: .mcp.json, name: … }`, or write the server out";
const STEPS = 'it is called `steps`';
const ARGS = 'it is called `args`';
const TOOL = 'it is called `tool`';

export const SMOKE_OTHERS: OtherNames = {
  mcpServers: HOST_CONFIG,
  servers: HOST_CONFIG,
  tests: STEPS,
  test: STEPS,
  cases: STEPS,
  scenarios: STEPS,
  env: 'the environment of the server is `server: { env: { … } }`; values for `${…}` go into `vars`',
  variables: 'it is called `vars`',
  command: 'it belongs into `server: { command: … }`',
  url: 'it belongs into `server: { url: … }`',
  cleanup: 'it is called `teardown`',
};

export const STEP_OTHERS: OtherNames = {
  arguments: ARGS,
  params: ARGS,
  input: ARGS,
  inputs: ARGS,
  parameters: ARGS,
  call: TOOL,
  method: 'a request is written `request: { method: …, params: { … } }`',
  uri: 'it is called `resource`',
  assert: 'it is called `expect`',
  expected: 'it is called `expect`',
  save: 'it is called `capture`',
  id: 'it is called `name`',
  env: 'a step that needs a variable says `when: { env: [NAME] }`; the server gets its own from `server: { env: … }`',
  depends: 'leave it out: what a step needs of an earlier one it says by the `${…}` that it uses',
};

export const EXPECT_OTHERS: OtherNames = {
  ...Object.fromEntries(
    MATCHERS.map((name) => [name, `say of what: \`text: { ${name}: … }\` or \`structured: { $.…: { ${name}: … } }\``]),
  ),
  isError: 'for true write `status: tool-error`; false is expected anyway',
  error: 'write `status: error`, or `tool-error` or `rpc-error`',
  content: 'it is called `text`, or `result: { $.content[0]…: … }`',
  structuredContent: 'it is called `structured`',
  body: 'it is called `text`, or `json` for values of it',
  latency: 'it is called `maxLatency`',
  timeout: 'it stands at the step, not in `expect`; how long an answer may take is `maxLatency`',
};

export const SERVER_OTHERS: OtherNames = {
  serverUrl: 'it is called `url`',
  httpUrl: 'it is called `url`',
  type: 'leave it out: `command` or `url` says it; for HTTP+SSE write `transport: sse`',
  arguments: ARGS,
  environment: 'it is called `env`',
  workingDirectory: 'it is called `cwd`',
  directory: 'it is called `cwd`',
};
