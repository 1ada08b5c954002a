/** What an artifact is, by its name and, of a folder, by what lies in it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isObject } from '../json/kind.ts';
import type { ArtifactFacts } from '../model.ts';

export type Kind = ArtifactFacts['kind'];

export const KNOWN =
  'an npm tarball or folder, a wheel, a source distribution, a .mcpb bundle, a server.json, or docker:IMAGE';

/** Undefined for what is no artifact that is known here. */
export async function kindOf(source: string): Promise<Kind | undefined> {
  if (source.startsWith('docker:')) return 'docker';
  const found = await stat(source).catch(() => undefined);
  if (found?.isDirectory()) return kindOfFolder(source);
  if (!found?.isFile()) return undefined;
  const name = basename(source).toLowerCase();
  if (name.endsWith('.whl')) return 'wheel';
  if (/\.(?:mcpb|dxt)$/.test(name)) return 'mcpb';
  if (name.endsWith('.json')) return 'registry';
  if (name.endsWith('.tgz')) return 'npm';
  return /\.(?:tar\.gz|zip)$/.test(name) ? 'sdist' : undefined;
}

async function kindOfFolder(folder: string): Promise<Kind | undefined> {
  const [manifest, npm] = await Promise.all(
    ['manifest.json', 'package.json'].map((name) => readJson(join(folder, name))),
  );
  if (npm?.['bin'] !== undefined) return 'npm';
  if (isObject(manifest?.['server'])) return 'mcpb';
  if (npm) return 'npm';
  const python = await Promise.all(
    ['pyproject.toml', 'setup.py'].map((name) => stat(join(folder, name)).catch(() => undefined)),
  );
  return python.some((one) => one?.isFile()) ? 'sdist' : undefined;
}

/** Undefined for what is no JSON object, or not there. */
export async function readJson(path: string): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** In hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true;
}
