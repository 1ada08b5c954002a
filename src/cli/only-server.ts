/** The one server that the command line names. */
import { worthHiding } from '../config/secret-name.ts';
import { type Probed, secretsOf } from '../engine/probed.ts';
import { type HttpServer, type Secret, type StdioServer, UsageError } from '../model.ts';
import type { ServerArguments } from './probe-options.ts';
import { variableValue } from './variable-option.ts';

/** `verb`: the command that asks, for messages. Throws UsageError. */
export async function onlyServer(argv: ServerArguments, verb: string): Promise<Probed> {
  assertOne(argv, verb);
  if (argv.package !== undefined) return packageServer(argv, argv.package);
  if (argv.from === undefined) return namedServer(argv, verb);
  const { onlyHostServer } = await import('../engine/host-servers.ts');
  return onlyHostServer(argv.from, argv.server, { cwd: process.cwd(), env: process.env });
}

async function packageServer({ env, command, bin }: ServerArguments, written: string): Promise<Probed> {
  const { packagePath, wrongPackage } = await import('../config/package-server.ts');
  const path = packagePath(written, process.cwd());
  const problem = await wrongPackage(path);
  if (problem) throw new UsageError(`${written}: ${problem}`);
  const values = Object.fromEntries(env.map((name) => [name, variableValue('--env', name)]));
  const source = { path, shown: written, ...(bin === undefined ? {} : { bin }) };
  const server = {
    transport: 'stdio',
    command: '',
    args: command,
    env: values,
    cwd: process.cwd(),
    package: source,
  } as const;
  const named = env.flatMap((name) => secretFrom(name, [name]));
  const origin = {
    kind: 'package',
    package: written,
    args: command,
    env,
    ...(bin === undefined ? {} : { bin }),
  } as const;
  return { name: 'probe', server, origin, secrets: [...named, ...secretsOf(server)] };
}

function assertOne({ url, command, from, server, package: path, bin, login }: ServerArguments, verb: string): void {
  const isCommand = command.length > 0 && path === undefined;
  const named = [
    url !== undefined && 'a URL',
    isCommand && '-- COMMAND',
    from !== undefined && '--from',
    path !== undefined && '--package',
  ];
  const given = named.filter((one) => one !== false);
  if (given.length > 1) throw new UsageError(`${verb} takes ${given.join(' or ')}, not both`);
  if (server !== undefined && from === undefined) throw new UsageError('--server goes with --from FILE');
  if (login && url === undefined) throw new UsageError('--login goes with a URL');
  if (bin !== undefined && path === undefined) throw new UsageError('--bin goes with --package PATH');
}

function namedServer(argv: ServerArguments, verb: string): Probed {
  const { command, env, header } = argv;
  const named = [
    ...env.flatMap((name) => secretFrom(name, [name])),
    ...header.flatMap((one) => secretFrom(headerVariable(one), [headerName(one), headerVariable(one)])),
  ];
  const { server, origin } = command.length > 0 ? commandServer(command, env) : httpServer(argv, verb);
  return { name: 'probe', server, origin, secrets: [...named, ...secretsOf(server)] };
}

function commandServer(
  [command, ...args]: readonly string[],
  names: readonly string[],
): Pick<Probed, 'server' | 'origin'> {
  const env = Object.fromEntries(names.map((name) => [name, variableValue('--env', name)]));
  const server: StdioServer = { transport: 'stdio', command: command!, args, env, cwd: process.cwd() };
  return { server, origin: { kind: 'command', spec: server, env: names } };
}

function httpServer({ url, header, sse, login }: ServerArguments, verb: string): Pick<Probed, 'server' | 'origin'> {
  if (url === undefined)
    throw new UsageError(`${verb} what? mcp-smoke ${verb} URL, or mcp-smoke ${verb} -- COMMAND ARGS…`);
  if (!/^https?:$/.test(protocolOf(url))) {
    throw new UsageError(`${JSON.stringify(url)} is not an http(s) URL; ${meant(url, verb)}`);
  }
  const variables = Object.fromEntries(header.map((one) => [headerName(one), headerVariable(one)]));
  const headers = Object.fromEntries(
    Object.entries(variables).map(([name, one]) => [name, variableValue('--header', one)]),
  );
  const auth = login ? { auth: { kind: 'login' } as const } : {};
  const server: HttpServer = { transport: 'http', url, legacySse: sse, headers, ...auth };
  return { server, origin: { kind: 'url', spec: server, headers: variables } };
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}

function headerName(header: string): string {
  const equals = header.indexOf('=');
  // It may be a credential.
  if (equals < 1)
    throw new UsageError('--header takes NAME=ENVIRONMENT_NAME, such as Authorization=API_TOKEN, not the value itself');
  return header.slice(0, equals);
}

function headerVariable(header: string): string {
  return header.slice(headerName(header).length + 1);
}

/** `names`: what it goes by, here and where it is sent. */
function secretFrom(name: string, names: readonly string[]): Secret[] {
  const value = process.env[name] ?? '';
  return names.some((one) => worthHiding(one, value)) ? [{ name, value }] : [];
}

/** An address without its scheme, or a command without `--` before it. */
function meant(text: string, verb: string): string {
  const [, host = ''] = /^([\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?(?:\/.*)?$/i.exec(text) ?? [];
  const isHost = /:\d{1,5}(?:\/|$)/.test(text) || /^\d+\.\d+\.\d+\.\d+$|^localhost$/.test(host);
  const isLocal = /^(?:127\.|localhost$|\[::1\]$|0\.0\.0\.0$)/.test(host);
  if (isHost) return `did you mean ${isLocal ? 'http' : 'https'}://${text}?`;
  return `to start a command: mcp-smoke ${verb} -- ${text} …`;
}
