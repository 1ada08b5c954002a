/** `server: { package: PATH }`: what is published, which the run installs by itself. */
import type { ServerKeys } from './grammar/server.ts';
import type { Found } from './read/collection.ts';
import { expandAll } from './server-parts.ts';
import type { ResolvedServer } from './transport.ts';
import { userPath } from './user-path.ts';
import { type Desk, envNames, expandTextAt } from './variables.ts';

/** `folder` is the smoke file's, absolute. */
export async function packageServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const written = values.package && expandTextAt(values.package, desk);
  const args = (values.args ?? []).map((arg) => expandTextAt(arg, desk)?.value ?? '');
  const env = expandAll(values.env ?? [], desk);
  if (!written) return undefined;
  const path = packagePath(written.value, folder);
  const problem = await wrongPackage(path);
  if (problem) desk.problems.add(written.at, problem);
  const source = { path, shown: written.value, ...(values.bin === undefined ? {} : { bin: values.bin }) };
  return {
    spec: { transport: 'stdio', command: '', args, env, cwd: folder, package: source },
    usedEnv: envNames([...(values.env ?? []).map(({ value }) => value), ...(values.args ?? [])], desk),
  };
}

/** Absolute, unless it is `docker:IMAGE`. */
export function packagePath(written: string, folder: string): string {
  return written.startsWith('docker:') ? written : userPath(written, folder);
}

/** Few files need what tells one kind from another. */
export async function wrongPackage(path: string): Promise<string | undefined> {
  const { KNOWN, kindOf } = await import('../artifact/source.ts');
  return (await kindOf(path)) === undefined ? `no package that is known here: ${KNOWN}` : undefined;
}
