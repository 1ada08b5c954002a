/** The result of initialize lacks a member, or is no object. `--variant=no-server-info|no-capabilities|no-version|null|array` */
import { healthy, serve, variant } from './serve.mjs';

const faults = {
  'no-server-info': ({ serverInfo, ...rest }) => rest,
  'no-capabilities': ({ capabilities, ...rest }) => rest,
  'no-version': ({ protocolVersion, ...rest }) => rest,
  null: () => null,
  array: (result) => [result],
};

serve({ initialize: (result) => (healthy ? result : faults[variant('no-server-info')](result)) });
