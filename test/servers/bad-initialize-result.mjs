/**
 * The result of initialize lacks a member, or is no object. `--variant=no-server-info|no-capabilities|no-version|null|array`; `flag`,
 * `flags`: capabilities that are no objects; `list`: one that is an array; `changed`: listChanged is a text.
 */
import { healthy, serve, variant } from './serve.mjs';

const faults = {
  'no-server-info': ({ serverInfo, ...rest }) => rest,
  'no-capabilities': ({ capabilities, ...rest }) => rest,
  'no-version': ({ protocolVersion, ...rest }) => rest,
  flag: (result) => ({ ...result, capabilities: { tools: true } }),
  flags: (result) => ({ ...result, capabilities: { tools: null, logging: null, experimental: { a: 1 } } }),
  list: (result) => ({ ...result, capabilities: { tools: [] } }),
  changed: (result) => ({ ...result, capabilities: { tools: { listChanged: 'yes' } } }),
  null: () => null,
  array: (result) => [result],
};

const capabilities = {
  tools: { listChanged: false },
  logging: {},
  experimental: { a: {} },
  extensions: { 'a.b/c': {} },
};

serve({ initialize: (result) => (healthy ? { ...result, capabilities } : faults[variant('no-server-info')](result)) });
