/** `server:` of the file to what the wire needs. */
import { SERVER_TABLE, type ServerKeys } from './grammar/server.ts';
import { hostServer } from './host-server.ts';
import { packageServer } from './package-server.ts';
import type { Problems } from './problems.ts';
import type { Found } from './read/collection.ts';
import { httpServer, type ResolvedServer, stdioServer } from './transport.ts';
import type { Desk } from './variables.ts';

/** What goes with what; the first of these keys in the file decides. */
const FORMS = {
  command: { with: ['args', 'env', 'cwd'], resolve: stdioServer },
  url: { with: ['headers', 'transport', 'tls', 'auth', 'start'], resolve: httpServer },
  from: { with: ['name'], resolve: hostServer },
  package: { with: ['bin', 'args', 'env'], resolve: packageServer },
} as const satisfies Partial<Record<keyof ServerKeys, { with: readonly (keyof ServerKeys)[]; resolve: unknown }>>;
type Form = keyof typeof FORMS;

/** `folder` is the smoke file's, absolute. `undefined` when a problem was added. */
export async function resolveServer(
  server: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const before = desk.problems.found.length;
  const form = formOf(server, desk.problems);
  const resolved = form && (await FORMS[form].resolve(server, folder, desk));
  return desk.problems.found.length > before ? undefined : resolved;
}

function formOf({ keys, at }: Found<ServerKeys>, problems: Problems): Form | undefined {
  const form = [...keys.keys()].find((key): key is Form => Object.hasOwn(FORMS, key));
  // A key that is not known may be one of them, mistyped; that has been said.
  const unknown = [...keys.keys()].some((key) => !Object.hasOwn(SERVER_TABLE, key));
  if (form) checkCompany(form, keys, problems);
  else if (!unknown) {
    problems.add(at, 'this server has no `command`, `url`, `from` or `package`', {
      hint: '`command` starts one, `url` reaches one that is running, `from` takes one out of a host config, `package` installs one',
    });
  }
  return form;
}

function checkCompany(form: Form, keys: Found<ServerKeys>['keys'], problems: Problems): void {
  const allowed: readonly string[] = [form, ...FORMS[form].with];
  for (const [key, keyAt] of keys) {
    if (!allowed.includes(key)) problems.add(keyAt, `\`${key}\` does not go with \`${form}\``, { allowed });
  }
}
