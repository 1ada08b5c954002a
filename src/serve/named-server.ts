/** How a client names a server: by a file of the folder that starts or reaches it. There is no way to hand in a command or a URL. */
import { type JsonObject, UsageError } from '../model.ts';
import type { Folder } from './folder.ts';
import { string } from './schemas.ts';

export interface NamedServer {
  readonly file?: string;
  readonly config?: string;
  readonly server?: string;
}

const CONFIG = 'Config of a host, such as .mcp.json or .vscode/mcp.json, relative to this folder.';
const SERVER = 'Name of the server in config; needed where it has several.';

export const IN_CONFIG: JsonObject = { config: string(CONFIG), server: string(SERVER) };

export const NAMED_SERVER: JsonObject = {
  file: string('Smoke file whose server is meant, relative to this folder. Either file or config is needed.'),
  ...IN_CONFIG,
};

/** Relative to the folder. Throws UsageError. */
export async function sourceOf({ file, config, server }: NamedServer, folder: Folder) {
  if ((file === undefined) === (config === undefined))
    throw new UsageError(
      'name the server by `file` (a smoke file) or by `config` (a host config, with `server`), one of both; a command or a URL is not taken',
    );
  if (file !== undefined && server !== undefined) throw new UsageError('`server` goes with `config`');
  const kind = file === undefined ? 'config' : 'file';
  return { kind, path: await folder.inside((file ?? config)!) } as const;
}
