import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { UsageError } from '../model.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The environment over what files of NAME=VALUE lines say. `option` names them in a UsageError, where one cannot be read. */
export function withEnvFiles(files: readonly string[], cwd: string, env: Env, option: string): Env {
  return Object.assign({}, ...files.map((file) => readEnvFile(file, cwd, option)), env);
}

function readEnvFile(file: string, cwd: string, option: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}`);
  }
}
