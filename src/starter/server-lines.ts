/** `server:` of a first smoke file. Nothing secret stands in it: where a value is one, the file names the variable that holds it. */
import type { Secret } from '../model.ts';
import { createRedactor } from '../redact/redactor.ts';
import { literal } from '../template/literal.ts';
import type { Origin } from './origin.ts';
import { flow, quoted } from './yaml.ts';

export interface ServerLines {
  readonly lines: readonly string[];
  /** Variables that the file asks for and that are not set. */
  readonly unset: readonly string[];
}

type Change = (text: string) => string;
type Env = Readonly<Record<string, string | undefined>>;

/** `place(path)`: a path of the command line as it is seen from the folder of the file. */
export function serverLines(
  origin: Origin,
  secrets: readonly Secret[],
  env: Env,
  place: (path: string) => string,
): ServerLines {
  const hidden = new Set<string>();
  const clean = createRedactor(secrets);
  const hide = (text: string): string =>
    clean.text(literal(text)).replace(/\[redacted:([^\]]*)\]/g, (_, name: string) => {
      const variable = variableFor(name, secrets, env);
      hidden.add(variable);
      return `\${env:${variable}}`;
    });
  const lines = ['server:', ...keysOf(origin, hide, place).map((line) => `  ${line}`)];
  return { lines, unset: [...hidden].filter((name) => !env[name]) };
}

function keysOf(origin: Origin, hide: Change, place: Change): string[] {
  if (origin.kind === 'from')
    return [`from: ${quoted(hide(place(origin.from)))}`, `name: ${quoted(hide(origin.name))}`];
  if (origin.kind === 'url') {
    const { url, legacySse, auth } = origin.spec;
    return [
      `url: ${quoted(hide(url))}`,
      ...mapLine('headers', origin.headers),
      ...(legacySse ? ['transport: sse'] : []),
      ...(auth?.kind === 'login' ? ['auth: { login: true }'] : []),
    ];
  }
  const given = Object.fromEntries(origin.env.map((name) => [name, name]));
  if (origin.kind === 'package')
    return [
      `package: ${quoted(hide(place(origin.package)))}`,
      ...(origin.bin === undefined ? [] : [`bin: ${quoted(origin.bin)}`]),
      ...argsLine(origin.args, hide),
      ...mapLine('env', given),
    ];
  const { command, args } = origin.spec;
  const cwd = place('.');
  const folder = cwd === '.' ? [] : [`cwd: ${quoted(hide(cwd))}`];
  return [`command: ${quoted(hide(command))}`, ...argsLine(args, hide), ...folder, ...mapLine('env', given)];
}

function argsLine(args: readonly string[], hide: Change): string[] {
  return args.length === 0 ? [] : [`args: ${flow(args.map(hide))}`];
}

/** Names to the variables that hold their values. */
function mapLine(key: string, variables: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(variables).map(([name, variable]) => [name, `\${env:${variable}}`]);
  return pairs.length === 0 ? [] : [`${key}: ${flow(Object.fromEntries(pairs))}`];
}

/** The one that holds this value already, else one that is called after what it is. */
function variableFor(name: string, secrets: readonly Secret[], env: Env): string {
  const values = secrets.filter((secret) => secret.name === name).map(({ value }) => value);
  const holder = Object.keys(env).find((one) => /^[A-Za-z_]\w*$/.test(one) && values.includes(env[one] ?? ''));
  const written = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
  return holder ?? (/^[A-Z_]/.test(written) ? written : `SECRET_${written}`);
}
