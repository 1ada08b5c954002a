/** Which values may appear in no output. */
import type { HttpServer, Json, Secret, ServerSpec } from '../model.ts';
import { isOrdinary } from './plain-setting.ts';
import type { Problems } from './problems.ts';
import type { Located } from './read/reader.ts';
import { looksSecret, worthHiding } from './secret-name.ts';
import type { ResolvedServer } from './transport.ts';

const SHORTEST = 4;

export interface SecretSources {
  /** `secrets:` of the file: names of our environment, or of the server's `env`. */
  readonly named: readonly Located<string>[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly server: ResolvedServer | undefined;
  /** Every environment name that the file uses. */
  readonly usedEnv: readonly string[];
  /** Those whose values steps send. */
  readonly sentEnv?: readonly string[];
  /** Expanded `vars` and `--var`. */
  readonly vars?: Readonly<Record<string, Json>>;
}

/**
 * The values of `secrets:`; those of `${env:}` in headers, URL, arguments and the server's `env`; and those of variables, headers
 * and options of the command line whose names look secret. Unset ones are left out; each value is listed once.
 */
export function gatherSecrets(sources: SecretSources, problems: Problems): Secret[] {
  const found = [...namedSecrets(sources, problems), ...ownSecrets(sources)];
  const byValue = new Map(found.reverse().map((secret) => [secret.value, secret]));
  return [...byValue.values()].reverse();
}

function namedSecrets({ named, env, server }: SecretSources, problems: Problems): Secret[] {
  const spec = server?.spec;
  const serverEnv = spec ? envOf(spec) : {};
  return named.flatMap(({ value: name, at }) => {
    const values = [lookUp(serverEnv, name), lookUp(env, name)].filter((value) => value !== undefined && value !== '');
    const wrong = values.map((value) => whyNot(value!)).find((why) => why !== undefined) ?? tooPlain(lookUp(env, name));
    if (wrong) problems.add(at, `the value of \`${name}\` ${wrong}`, { hint: TAKE_ANOTHER });
    return values.map((value) => ({ name, value: value! }));
  });
}

const TAKE_ANOTHER = 'hiding it would blank out ordinary text; use a longer value, or take it off the list';

function whyNot(value: string): string | undefined {
  if (value.length < SHORTEST) return `is shorter than ${SHORTEST} characters`;
  if (/^\d{1,5}$/.test(value)) return 'is a number of fewer than 6 digits';
  return isOrdinary(value) ? 'is an ordinary word that stands in every output' : undefined;
}

/** A default that stands in the file may be such a word: everybody can read it there. */
function tooPlain(fromOutside: string | undefined): string | undefined {
  return /^[A-Za-z]?[a-z]{1,4}$|^[A-Z]{1,5}$/.test(fromOutside ?? '') ? 'is a word of fewer than 6 letters' : undefined;
}

/** Those that nobody had to name. */
function ownSecrets({ env, server, usedEnv, sentEnv = [], vars = {} }: SecretSources): Secret[] {
  const used = [...(server?.usedEnv ?? []), ...sentEnv, ...usedEnv.filter(looksSecret)];
  const fromEnv = used.map((name) => ({ name, value: lookUp(env, name) ?? '' }));
  const texts = Object.entries(vars).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const named = [...fromEnv, ...pairs(Object.fromEntries(texts))];
  const all = [...named, ...(server ? specSecrets(server.spec) : []), ...proxySecrets(env)];
  return all.filter(({ name, value }) => worthHiding(name, value));
}

function specSecrets(spec: ServerSpec): Secret[] {
  if (spec.transport === 'stdio') return [...pairs(spec.env), ...argumentSecrets(spec.args)];
  return [
    ...pairs(spec.headers).flatMap(withoutScheme),
    ...urlSecrets(spec.url),
    ...pairs(envOf(spec)),
    ...argumentSecrets(spec.start?.args ?? []),
    ...authSecrets(spec),
  ];
}

/** The passwords of the proxies that requests go through. */
function proxySecrets(env: SecretSources['env']): Secret[] {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
  return names.flatMap((name) =>
    urlSecrets(lookUp(env, name) ?? '').map(({ value }) => ({ name: `${name} password`, value })),
  );
}

function authSecrets({ auth }: HttpServer): Secret[] {
  const proofs: readonly string[] = ['clientSecret', 'privateKey', 'refreshToken'];
  return Object.entries(auth ?? {}).flatMap(([name, value]) => (proofs.includes(name) ? [{ name, value }] : []));
}

/** What the file names for the process that we start. */
function envOf(spec: ServerSpec): Readonly<Record<string, string>> {
  return spec.transport === 'stdio' ? spec.env : (spec.start?.env ?? {});
}

/** `--api-key VALUE`, `--token=VALUE`, `TOKEN=VALUE` behind docker's `-e`, `Authorization: VALUE`, and passwords in addresses. */
function argumentSecrets(args: readonly string[]): Secret[] {
  return args.flatMap((arg, index) => {
    const [, name = '', value = args[index + 1] ?? ''] = /^--?([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (looksSecret(name) && !value.startsWith('-')) return [{ name, value }];
    const [, setting, set = ''] = /^([A-Za-z_]\w*)=(.+)$/s.exec(arg) ?? [];
    if (setting !== undefined && looksSecret(setting)) return [{ name: setting, value: set }];
    const [, header, sent = ''] = /^([\w-]+):\s*(\S.*)$/s.exec(arg) ?? [];
    if (header !== undefined && looksSecret(header)) return withoutScheme({ name: header, value: sent });
    return urlSecrets(arg);
  });
}

/** `Bearer abc`: the header, and `abc` alone. */
function withoutScheme(secret: Secret): Secret[] {
  const credentials = /^[A-Za-z]+ +(\S+)$/.exec(secret.value)?.[1];
  return credentials === undefined ? [secret] : [{ ...secret, value: credentials }];
}

/** The password, and parameters whose names look secret. */
function urlSecrets(text: string): Secret[] {
  if (!text.includes(':') || !URL.canParse(text)) return [];
  const { password, searchParams } = new URL(text);
  return [{ name: 'URL password', value: decoded(password) }, ...pairs(Object.fromEntries(searchParams))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function pairs(record: Readonly<Record<string, string>>): Secret[] {
  return Object.entries(record)
    .filter(([name]) => looksSecret(name))
    .map(([name, value]) => ({ name, value }));
}

function lookUp(record: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
