/** Which values may appear in no output. */
import type { Secret, ServerSpec } from '../model.ts';
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
}

/**
 * The values of `secrets:`; those of `${env:}` in headers, URL and the server's `env`; and those of variables and
 * headers whose names look secret. Unset ones are left out; each value is listed once.
 */
export function gatherSecrets(sources: SecretSources, problems: Problems): Secret[] {
  const found = [...namedSecrets(sources, problems), ...ownSecrets(sources)];
  const byValue = new Map(found.reverse().map((secret) => [secret.value, secret]));
  return [...byValue.values()].reverse();
}

function namedSecrets({ named, env, server }: SecretSources, problems: Problems): Secret[] {
  const spec = server?.spec;
  const serverEnv = spec?.transport === 'stdio' ? spec.env : {};
  return named.flatMap(({ value: name, at }) => {
    const values = [lookUp(serverEnv, name), lookUp(env, name)].filter((value) => value !== undefined && value !== '');
    if (values.some((value) => value!.length < SHORTEST)) {
      const hint = 'hiding it would blank out ordinary text; use a longer value, or take it off the list';
      problems.add(at, `the value of \`${name}\` is shorter than ${SHORTEST} characters`, { hint });
    }
    return values.map((value) => ({ name, value: value! }));
  });
}

/** Those that nobody had to name. */
function ownSecrets({ env, server, usedEnv }: SecretSources): Secret[] {
  const used = [...(server?.usedEnv ?? []), ...usedEnv.filter(looksSecret)];
  const fromEnv = used.map((name) => ({ name, value: lookUp(env, name) ?? '' }));
  const all = [...fromEnv, ...(server ? specSecrets(server.spec) : [])];
  return all.filter(({ name, value }) => worthHiding(name, value));
}

function specSecrets(spec: ServerSpec): Secret[] {
  if (spec.transport === 'stdio') return pairs(spec.env);
  return [...pairs(spec.headers).flatMap(withoutScheme), ...urlSecrets(spec.url)];
}

/** `Bearer abc`: the header, and `abc` alone. */
function withoutScheme(secret: Secret): Secret[] {
  const credentials = /^[A-Za-z]+ +(\S+)$/.exec(secret.value)?.[1];
  return credentials === undefined ? [secret] : [{ ...secret, value: credentials }];
}

/** The password, and parameters whose names look secret. */
function urlSecrets(text: string): Secret[] {
  if (!URL.canParse(text)) return [];
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
