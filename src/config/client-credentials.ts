/** `server.auth.clientCredentials` of the file to what the session needs. */
import { resolve } from 'node:path';
import type { ClientCredentials } from '../model.ts';
import type { ClientKeys } from './grammar/auth.ts';
import { type Found, need } from './read/collection.ts';
import type { Located } from './read/reader.ts';
import { readText } from './read-file.ts';
import { wrongUrl } from './server-parts.ts';
import { type Desk, expandTextAt } from './variables.ts';

/** `undefined` when a problem was added. */
export async function clientCredentials(
  client: Found<ClientKeys>,
  folder: string,
  desk: Desk,
): Promise<ClientCredentials | undefined> {
  need(client, 'issuer', desk.problems);
  need(client, 'clientId', desk.problems);
  checkProof(client, desk);
  const read = (key: keyof ClientKeys) => {
    const written = client.values[key] as Located<string> | undefined;
    return written && expandTextAt(written, desk);
  };
  const [issuer, clientId, clientSecret, scope] = [
    read('issuer'),
    read('clientId'),
    read('clientSecret'),
    read('scope'),
  ];
  const privateKey = read('privateKey') ?? (await keyFile(read('privateKeyFile'), folder, desk));
  const wrong = issuer && wrongUrl(issuer.value);
  if (wrong) desk.problems.add(issuer.at, wrong);
  if (!issuer || !clientId) return undefined;
  return {
    kind: 'client-credentials',
    issuer: issuer.value,
    clientId: clientId.value,
    algorithm: client.values.algorithm ?? 'RS256',
    ...(clientSecret ? { clientSecret: clientSecret.value } : {}),
    ...(privateKey ? { privateKey: privateKey.value } : {}),
    ...(scope ? { scope: scope.value } : {}),
  };
}

/** Exactly one way to prove who we are. */
function checkProof({ keys, at }: Found<ClientKeys>, { problems }: Desk): void {
  const [first, second] = (['clientSecret', 'privateKey', 'privateKeyFile'] as const).filter((key) => keys.has(key));
  if (!first)
    problems.add(at, 'no proof of identity', { hint: 'add `clientSecret`, `privateKey` or `privateKeyFile`' });
  if (second) problems.add(keys.get(second)!, `\`${first}\` or \`${second}\`, not both`);
}

async function keyFile(
  path: Located<string> | undefined,
  folder: string,
  { problems }: Desk,
): Promise<Located<string> | undefined> {
  if (!path) return undefined;
  const file = await readText(resolve(folder, path.value));
  if (file.problem === undefined) return { value: file.text, at: path.at };
  problems.add(path.at, file.problem);
  return undefined;
}
