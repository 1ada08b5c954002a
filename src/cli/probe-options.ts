/** How a server is named on the command line: `probe` and `init`. */
import type { InferredOptionTypes, Options } from 'yargs';

const list = { type: 'string', array: true, nargs: 1, default: [] as string[] } as const;

export const SERVER_OPTIONS = {
  from: { type: 'string', requiresArg: true, describe: 'A host’s config, such as .mcp.json: its servers' },
  server: { type: 'string', requiresArg: true, describe: 'With --from: only the server of this name' },
  package: {
    type: 'string',
    requiresArg: true,
    describe: 'What is published: a tarball, folder, wheel, .mcpb, server.json or docker:IMAGE; -- ARGS for its server',
  },
  bin: { type: 'string', requiresArg: true, describe: 'With --package: which of its commands' },
  sse: { type: 'boolean', default: false, describe: 'The HTTP+SSE transport of 2024-11-05' },
  login: { type: 'boolean', default: false, describe: 'With what mcp-smoke login URL has kept' },
  header: { ...list, describe: 'NAME=ENVIRONMENT_NAME: a header whose value stands in that variable; repeatable' },
  env: { ...list, describe: 'Name of a variable that the server is given; repeatable' },
} as const satisfies Record<string, Options>;

export const FORCE = {
  type: 'boolean',
  default: false,
  describe: 'Write over a smoke file that is there',
} as const satisfies Options;

export type ServerArguments = InferredOptionTypes<typeof SERVER_OPTIONS> & {
  readonly url?: string | undefined;
  /** What stands behind `--`. */
  readonly command: readonly string[];
};

/** What stands behind `--`, word by word. */
export function commandOf(argv: { readonly '--'?: readonly unknown[] }): string[] {
  return (argv['--'] ?? []).map(String);
}
