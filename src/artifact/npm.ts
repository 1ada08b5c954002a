/** An npm package: packed where it is a folder, installed into an empty project, started by its `bin`. */
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isObject } from '../json/kind.ts';
import type { Bench, Note, Prepare, Prepared, Request } from './artifact.ts';
import { type NodePackage, nodeNotes } from './node-start.ts';
import { unfit, versionOf } from './runtime.ts';
import { isFile, readJson, sha256Of } from './source.ts';
import { notInstallable, runTool } from './tool.ts';

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export const prepareNpm: Prepare = async (request, bench) => {
  const { source } = request;
  if (await isFile(source)) return installed(request, bench, source);
  const packed = await pack(source, bench);
  if (typeof packed === 'string') return installed(request, bench, packed, source);
  return { facts: { kind: 'npm', path: source }, notes: [packed] };
};

/** A package of the registry. */
export function prepareFromRegistry(request: Request, bench: Bench, spec: string): Promise<Prepared> {
  return installed(request, bench, spec);
}

/** The tarball, or why there is none. */
async function pack(folder: string, bench: Bench): Promise<string | Note> {
  const target = join(bench.folder, 'packed');
  await mkdir(target);
  const ran = await runTool(NPM, ['pack', '--loglevel=error', '--pack-destination', target, folder], {
    ...bench,
    cwd: target,
  });
  const [file] = await readdir(target);
  return ran.ok && file !== undefined
    ? join(target, file)
    : { ...notInstallable(NPM, ran), message: 'npm pack failed.' };
}

/** `spec`: a tarball, or a name and version. `from`: the folder that the tarball was made of. */
async function installed(request: Request, bench: Bench, spec: string, from?: string): Promise<Prepared> {
  const project = join(bench.folder, 'project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }\n');
  const isTarball = await isFile(spec);
  const facts = {
    kind: 'npm' as const,
    path: request.source,
    ...(isTarball ? { sha256: await sha256Of(spec) } : {}),
  };
  const args = ['install', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error', spec];
  const ran = await runTool(NPM, args, { ...bench, cwd: project });
  if (!ran.ok) return { facts, notes: [engineRefused(ran.said) ?? notInstallable(NPM, ran)] };
  const { dependencies } = (await readJson(join(project, 'package.json'))) ?? {};
  const name = isObject(dependencies) ? (Object.keys(dependencies)[0] ?? '') : '';
  const folder = join(project, 'node_modules', name);
  const manifest = (await readJson(join(folder, 'package.json'))) ?? {};
  const version = typeof manifest['version'] === 'string' ? { version: manifest['version'] } : {};
  const own: NodePackage = {
    folder,
    manifest,
    isInSource: (path) => from !== undefined && existsSync(join(from, path)),
  };
  const chosen = await chooseBin(own, name, request.bin);
  const node = await versionOf('node', bench);
  const range = isObject(manifest['engines']) ? manifest['engines']['node'] : undefined;
  const notes = [
    ...unfit('Node', node, range, '`engines` of package.json'),
    ...(typeof chosen === 'string' ? [] : [chosen]),
  ];
  const all = { facts: { ...facts, name, ...version }, notes, atStart: (stderr: string) => nodeNotes(stderr, own) };
  if (typeof chosen !== 'string') return all;
  const command = join(project, 'node_modules', '.bin', process.platform === 'win32' ? `${chosen}.cmd` : chosen);
  return { ...all, command: { command, args: request.args, env: request.env } };
}

/** npm with `engine-strict`. */
function engineRefused(said: string): Note | undefined {
  const [, wanted, actual] = /Required: (\{[^\n]*\})[\s\S]*?Actual: +(\{[^\n]*\})/.exec(said) ?? [];
  if (!said.includes('EBADENGINE') || wanted === undefined) return undefined;
  return { rule: 'package-runtime', message: `npm refuses it: it asks for ${wanted}, and here is ${actual}.` };
}

/** The name of the command, or what is wrong with it. */
async function chooseBin(
  { folder, manifest, isInSource }: NodePackage,
  name: string,
  wanted?: string,
): Promise<string | Note> {
  const bins = binsOf(manifest['bin'], name);
  const own = basename(name);
  const names = Object.keys(bins);
  const chosen = wanted ?? (names.length === 1 ? names[0] : names.find((one) => one === own));
  if (names.length === 0)
    return wrongBin('package.json has no `bin`: nobody can start it by npx.', 'Add `bin` to package.json.');
  if (chosen === undefined || bins[chosen] === undefined) {
    const what = chosen === undefined ? `none of them is called ${own}, as npx expects` : `there is no ${chosen}`;
    return wrongBin(
      `It has the commands ${names.join(', ')}; ${what}.`,
      'Name one: `server: { package: …, bin: NAME }`.',
    );
  }
  const file = bins[chosen].replace(/^\.\//, '');
  if (!(await isFile(join(folder, file)))) {
    const hint = isInSource(file)
      ? 'It is in the folder: add it to `files` of package.json, or take it out of .npmignore.'
      : 'Correct `bin` in package.json; if the file is built, build before packing (`prepack`).';
    return wrongBin(`\`bin\` says ${file}, which is not in the package.`, hint);
  }
  return (await hasShebang(join(folder, file))) ? chosen : noShebang(file);
}

function binsOf(bin: unknown, name: string): Record<string, string> {
  if (typeof bin === 'string') return { [basename(name)]: bin };
  const pairs = isObject(bin) ? Object.entries(bin) : [];
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function wrongBin(message: string, hint: string): Note {
  return { rule: 'package-bin', message, hint };
}

function noShebang(file: string): Note {
  return {
    rule: 'package-no-shebang',
    message: `${file} does not begin with #!: the shell would read it as a script of its own.`,
  };
}

/** A program that is no script has none, and needs none. */
async function hasShebang(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256);
    const start = buffer.subarray(0, bytesRead);
    return start.subarray(0, 2).toString('latin1') === '#!' || start.includes(0);
  } finally {
    await handle.close();
  }
}
