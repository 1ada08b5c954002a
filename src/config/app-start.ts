/** `server.start` of the file to what the wire needs. */
import { resolve } from 'node:path';
import type { AppStart, Ready } from '../model.ts';
import type { ReadyKeys, StartKeys } from './grammar/start.ts';
import { type Found, need } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { checkFolder, expandAll, PORT, wrongCommand, wrongUrl } from './server-parts.ts';
import { type Desk, expandTextAt } from './variables.ts';

/** A variable `port` of the file's own wins. */
export function definePort({ scope, known }: Desk): void {
  if (known.names.has('port')) return;
  scope.vars['port'] = PORT;
  known.names.add('port');
}

/** `url` is the server's: where `ready` does not say otherwise, the app is up when its port listens. */
export async function appStart(
  found: Found<StartKeys>,
  url: string,
  folder: string,
  desk: Desk,
): Promise<AppStart | undefined> {
  const { values } = found;
  need(found, 'command', desk.problems);
  const command = values.command && expandTextAt(values.command, desk);
  const cwd = values.cwd && expandTextAt(values.cwd, desk);
  if (!command) return undefined;
  const start = {
    command: command.value,
    args: (values.args ?? []).map((arg) => expandTextAt(arg, desk)?.value ?? ''),
    env: expandAll(values.env ?? [], desk),
    cwd: resolve(folder, cwd?.value ?? '.'),
  };
  const wrong = wrongCommand(start);
  if (wrong) desk.problems.add(command.at, wrong);
  if (cwd) checkFolder(start.cwd, cwd.at, desk.problems);
  const ready = values.ready ? readyOf(values.ready, desk) : undefined;
  const timeout = values.ready?.values.timeout;
  return { ...start, ready: ready ?? listening(url), ...(timeout === undefined ? {} : { readyTimeoutMs: timeout }) };
}

function readyOf({ values, keys }: Found<ReadyKeys>, desk: Desk): Ready | undefined {
  const written = (['http', 'tcp', 'log'] as const).filter((key) => keys.has(key));
  const [key, second] = written;
  if (second) desk.problems.add(keys.get(second)!, `\`${key}\` or \`${second}\`, not both`);
  if (key === 'log') return values.log && { kind: 'log', pattern: values.log.value };
  const text = key && values[key] && expandTextAt(values[key], desk);
  if (!text) return undefined;
  return key === 'http' ? httpReady(text, desk) : tcpReady(text, desk);
}

function httpReady({ value, at }: Located<string>, desk: Desk): Ready | undefined {
  const wrong = wrongUrl(value);
  if (wrong) desk.problems.add(at, wrong);
  return wrong ? undefined : { kind: 'http', url: value };
}

function tcpReady({ value, at }: Located<string>, desk: Desk): Ready | undefined {
  if (/^.+:\d{1,5}$/.test(value.replaceAll(PORT, '1'))) return { kind: 'tcp', address: value };
  desk.problems.add(at, 'not host and port', { hint: 'such as 127.0.0.1:${port}' });
  return undefined;
}

function listening(url: string): Ready {
  const { protocol, hostname, port } = new URL(url.replaceAll(PORT, '1'));
  const named = url.includes(`:${PORT}`) ? PORT : port || (protocol === 'https:' ? '443' : '80');
  return { kind: 'tcp', address: `${hostname}:${named}` };
}
