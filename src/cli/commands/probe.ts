import { DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_MESSAGE_BYTES, DEFAULT_TIMEOUT_MS } from '../../config/defaults.ts';
import { perRevision, protocolsOf } from '../../config/protocol.ts';
import { worthHiding } from '../../config/secret-name.ts';
import { type Plan, PROBES, type ProbeName, type ServerSpec, UsageError } from '../../model.ts';
import type { Command } from '../command.ts';
import { durationMs, RUN_OPTIONS } from '../options.ts';

export const OPTIONS = {
  ...RUN_OPTIONS,
  call: {
    choices: ['none', 'read-only'] as const,
    default: 'none' as const,
    describe: 'read-only: call tools that say readOnlyHint, with inputs made from their schemas',
  },
  sse: { type: 'boolean', default: false, describe: 'The HTTP+SSE transport of 2024-11-05' },
  header: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: 'NAME=ENVIRONMENT_NAME: a header whose value stands in that variable; repeatable',
  },
  probes: {
    type: 'string',
    requiresArg: true,
    describe: `Experiments, each on a server of its own: all, or a list of ${PROBES.join(', ')}`,
  },
  env: {
    type: 'string',
    array: true,
    nargs: 1,
    default: [] as string[],
    describe: 'Name of a variable that the server is given; repeatable',
  },
} as const;

/** `mcp-smoke probe URL` and `mcp-smoke probe -- COMMAND ARGS…`. */
export const probeCommand: Command = (cli, done, outside) => {
  cli.command(
    'probe [url]',
    'No file: connect, list, validate, close; calls nothing. probe URL, or probe -- COMMAND ARGS…',
    (command) => command.positional('url', { type: 'string' }).options(OPTIONS),
    async (argv) => {
      outside.interrupts.heed();
      const command = ((argv['--'] as unknown[] | undefined) ?? []).map(String);
      const server =
        command.length > 0 ? stdioServer(command, argv.url, argv.env) : httpServer(argv.url, argv.header, argv.sse);
      const secrets = [
        ...argv.env.flatMap((name) => secretFrom(name, [name])),
        ...argv.header.flatMap((header) =>
          secretFrom(headerVariable(header), [headerName(header), headerVariable(header)]),
        ),
      ];
      const plan = planFor(server, argv.call === 'read-only', secrets, { ...argv, probes: probesOf(argv.probes) });
      const choices = { jobs: 1, bail: false, readOnly: false, allowDestructive: false, passIfEmpty: true };
      const { execute } = await import('../execute.ts');
      done(
        await execute(
          perRevision(plan, protocolsOf(undefined, argv.protocol)),
          { ...choices, tags: [], stepNames: [], isProbe: true },
          argv,
          outside,
        ),
      );
    },
  );
};

function stdioServer([command, ...args]: string[], url: string | undefined, names: readonly string[]): ServerSpec {
  if (url !== undefined) throw new UsageError('probe takes a URL or -- COMMAND, not both');
  const env = Object.fromEntries(names.map((name) => [name, environmentValue(name)]));
  return { transport: 'stdio', command: command!, args, env, cwd: process.cwd() };
}

function httpServer(url: string | undefined, headers: readonly string[], legacySse: boolean): ServerSpec {
  if (url === undefined) throw new UsageError('probe what? mcp-smoke probe URL, or mcp-smoke probe -- COMMAND ARGS…');
  if (!/^https?:$/.test(protocolOf(url))) {
    throw new UsageError(`${JSON.stringify(url)} is not an http(s) URL; ${meant(url)}`);
  }
  return {
    transport: 'http',
    url,
    legacySse,
    headers: Object.fromEntries(
      headers.map((header) => [headerName(header), environmentValue(headerVariable(header))]),
    ),
  };
}

/** An address without its scheme, or a command without `--` before it. */
function meant(text: string): string {
  const [, host = ''] = /^([\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?(?:\/.*)?$/i.exec(text) ?? [];
  const isHost = /:\d{1,5}(?:\/|$)/.test(text) || /^\d+\.\d+\.\d+\.\d+$|^localhost$/.test(host);
  const isLocal = /^(?:127\.|localhost$|\[::1\]$|0\.0\.0\.0$)/.test(host);
  if (isHost) return `did you mean ${isLocal ? 'http' : 'https'}://${text}?`;
  return `to start a command: mcp-smoke probe -- ${text} …`;
}

function protocolOf(url: string): string {
  try {
    return new URL(url).protocol;
  } catch {
    return '';
  }
}

function headerName(header: string): string {
  const equals = header.indexOf('=');
  // A value on the command line would stand in shell histories and process lists.
  if (equals < 1) throw new UsageError(`--header takes NAME=ENVIRONMENT_NAME, not ${JSON.stringify(header)}`);
  return header.slice(0, equals);
}

function headerVariable(header: string): string {
  return header.slice(headerName(header).length + 1);
}

function environmentValue(name: string): string {
  const value = process.env[name];
  if (!value) throw new UsageError(`environment variable ${name} is not set`);
  return value;
}

/** `names`: what it goes by, here and where it is sent. */
function secretFrom(name: string, names: readonly string[]): Plan['secrets'] {
  const value = process.env[name] ?? '';
  return names.some((one) => worthHiding(one, value)) ? [{ name, value }] : [];
}

function probesOf(value: string | undefined): readonly ProbeName[] {
  if (value === undefined) return [];
  if (value === 'all') return PROBES;
  return value.split(',').map((name) => {
    const known = PROBES.find((probe) => probe === name.trim());
    if (known) return known;
    throw new UsageError(
      `--probes does not know ${JSON.stringify(name)}; it takes all, or a list of ${PROBES.join(', ')}`,
    );
  });
}

function planFor(
  server: ServerSpec,
  callReadOnly: boolean,
  secrets: Plan['secrets'],
  argv: { timeout?: string; connectTimeout?: string; probes: readonly ProbeName[] },
): Plan {
  return {
    name: 'probe',
    file: '',
    source: '',
    server,
    protocol: 'auto',
    secrets,
    vars: {},
    env: process.env,
    timeoutMs: argv.timeout ? durationMs('timeout', argv.timeout) : DEFAULT_TIMEOUT_MS,
    connectTimeoutMs: argv.connectTimeout
      ? durationMs('connect-timeout', argv.connectTimeout)
      : DEFAULT_CONNECT_TIMEOUT_MS,
    limits: { messageBytes: DEFAULT_MESSAGE_BYTES },
    tools: { include: [], exclude: [] },
    coverage: 'off',
    diagnose: true,
    rules: {},
    probes: argv.probes,
    steps: [],
    teardown: [],
    callReadOnly,
  };
}
