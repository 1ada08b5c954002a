/** A server written out in the smoke file. */
import { resolve } from 'node:path';
import type { ServerSpec } from '../model.ts';
import { appStart, definePort } from './app-start.ts';
import { credentialsOf, secretTexts } from './auth.ts';
import type { ServerKeys } from './grammar/server.ts';
import type { Found } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { readText } from './read-file.ts';
import { checkFolder, expandAll, isHeader, wrongCommand, wrongUrl } from './server-parts.ts';
import { type Desk, envNames, expandTextAt } from './variables.ts';

export interface ResolvedServer {
  readonly spec: ServerSpec;
  /** Environment names whose values went into env, arguments, headers or URL. */
  readonly usedEnv: readonly string[];
}

export async function stdioServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  const command = values.command && expandTextAt(values.command, desk);
  const args = (values.args ?? []).map((arg) => expandTextAt(arg, desk)?.value ?? '');
  const env = expandAll(values.env ?? [], desk);
  const cwd = values.cwd && expandTextAt(values.cwd, desk);
  if (!command) return undefined;
  const spec = {
    transport: 'stdio',
    command: command.value,
    args,
    env,
    cwd: resolve(folder, cwd?.value ?? '.'),
  } as const;
  const wrong = wrongCommand(spec);
  if (wrong) desk.problems.add(command.at, wrong);
  if (cwd) checkFolder(spec.cwd, cwd.at, desk.problems);
  return { spec, usedEnv: envNames([...(values.env ?? []).map(({ value }) => value), ...(values.args ?? [])], desk) };
}

/** Where we start the app, `${port}` is known in the texts of the server and in all steps. */
export async function httpServer(
  { values }: Found<ServerKeys>,
  folder: string,
  desk: Desk,
): Promise<ResolvedServer | undefined> {
  if (values.start) definePort(desk);
  const url = values.url && expandTextAt(values.url, desk);
  const headers = expandAll(values.headers ?? [], desk);
  if (!url) return undefined;
  const wrong = wrongUrl(url.value);
  if (wrong) desk.problems.add(url.at, wrong);
  for (const { key, keyAt } of values.headers ?? []) {
    if (!isHeader(key, headers[key] ?? '')) desk.problems.add(keyAt, `\`${key}\` cannot be sent as an HTTP header`);
  }
  const start = values.start && !wrong ? await appStart(values.start, url.value, folder, desk) : undefined;
  const ca = values.tls?.values.ca && (await certificates(values.tls.values.ca, folder, desk));
  const auth = values.auth && (await credentialsOf(values.auth, folder, desk));
  const { env: startEnv = [], args: startArgs = [] } = values.start?.values ?? {};
  const env = [...startEnv.map(({ value }) => value), ...startArgs];
  const proofs = values.auth ? secretTexts(values.auth) : [];
  const sources = [values.url!, ...(values.headers ?? []).map(({ value }) => value), ...env, ...proofs];
  const spec = {
    transport: 'http',
    url: url.value,
    headers,
    ...(values.transport === 'sse' ? { legacySse: true } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...(start ? { start } : {}),
    ...(auth ? { auth } : {}),
  } as const;
  return { spec, usedEnv: envNames(sources, desk) };
}

async function certificates(written: Located<string>, folder: string, desk: Desk): Promise<string | undefined> {
  const path = expandTextAt(written, desk);
  if (!path) return undefined;
  const file = await readText(resolve(folder, path.value));
  if (file.problem !== undefined) desk.problems.add(path.at, file.problem);
  else if (!file.text.includes('-----BEGIN CERTIFICATE-----'))
    desk.problems.add(path.at, 'no certificates in this file (PEM)');
  return file.problem === undefined ? file.text : undefined;
}
