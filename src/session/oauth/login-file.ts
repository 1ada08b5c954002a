/** Where logins are kept: a file for each server in the user's state folder, for nobody else to read. */
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { isObject } from '../../json/kind.ts';
import { jsonOf } from '../../json/read.ts';
import type { Login } from './login.ts';

const VERSION = 1;

export class LoginFile {
  readonly path: string;

  constructor(serverUrl: string, env: NodeJS.ProcessEnv = process.env) {
    this.path = join(stateFolder(env), 'mcp-smoke', 'logins', `${nameFor(serverUrl)}.json`);
  }

  /** Undefined where there is none. Throws where it cannot be read. */
  async read(): Promise<Login | undefined> {
    const text = await readFile(this.path, 'utf8').catch(unlessMissing);
    if (text === undefined) return undefined;
    const value = jsonOf(text);
    if (!isObject(value) || value['version'] !== VERSION || !isObject(value['login']))
      throw new Error(`the login that is kept in ${this.path} cannot be read`);
    return value['login'] as unknown as Login;
  }

  /** Whole or not at all: others may read it meanwhile. */
  async write(login: Login): Promise<void> {
    await this.#makeFolder();
    const temporary = `${this.path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(`${JSON.stringify({ version: VERSION, login }, null, 2)}\n`);
      } finally {
        await file.close();
      }
      await rename(temporary, this.path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Whether there was one. */
  async remove(): Promise<boolean> {
    return rm(this.path).then(
      () => true,
      (error: unknown) => unlessMissing(error) ?? false,
    );
  }

  /** One that is there already may be open to others. */
  async #makeFolder(): Promise<void> {
    const folder = dirname(this.path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const one of [dirname(folder), folder]) await chmod(one, 0o700);
  }
}

/** By the XDG base directories where they are set (relative ones do not count), else the platform's place. */
function stateFolder(env: NodeJS.ProcessEnv): string {
  const { XDG_STATE_HOME: xdg = '', LOCALAPPDATA: local = '' } = env;
  if (isAbsolute(xdg)) return xdg;
  if (process.platform === 'win32') return isAbsolute(local) ? local : join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return join(homedir(), '.local', 'state');
}

/** The host for people, the hash for certainty. */
function nameFor(serverUrl: string): string {
  const url = new URL(serverUrl);
  url.hash = '';
  const hash = createHash('sha256').update(url.href).digest('hex').slice(0, 32);
  return `${url.hostname.replace(/[^\w.-]/g, '_').slice(0, 80)}-${hash}`;
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
}
