/** An MCP bundle (`.mcpb`, `.dxt`): unpacked, and started as its manifest says. */
import { access, constants, cp, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isObject } from '../json/kind.ts';
import type { Bench, Note, Prepare, Prepared, Request } from './artifact.ts';
import { type NodePackage, nodeNotes } from './node-start.ts';
import { unfit, versionOf } from './runtime.ts';
import { isFile, readJson, sha256Of } from './source.ts';
import { unzip } from './zip.ts';

type Manifest = Readonly<Record<string, unknown>>;

export const prepareBundle: Prepare = async (request, bench) => {
  const { source } = request;
  const isArchive = await isFile(source);
  const folder = join(bench.folder, 'bundle');
  await mkdir(folder);
  const facts = { kind: 'mcpb' as const, path: source, ...(isArchive ? { sha256: await sha256Of(source) } : {}) };
  const failed = isArchive
    ? await unzip(source, folder, bench.stop).then(
        () => undefined,
        (error: Error) => error.message,
      )
    : await cp(source, folder, { recursive: true }).then(() => undefined);
  if (failed !== undefined) {
    const note = { rule: 'package-not-installable', message: `The bundle cannot be unpacked: ${failed}.` };
    return { facts, notes: [note] };
  }
  const manifest = await readJson(join(folder, 'manifest.json'));
  if (!manifest) return { facts, notes: [wrongStart('there is no manifest.json that can be read')] };
  const { name, version } = manifest;
  const named = { ...(typeof name === 'string' ? { name } : {}), ...(typeof version === 'string' ? { version } : {}) };
  const started = await startOf(manifest, folder, request);
  const own: NodePackage = {
    folder,
    manifest: (await readJson(join(folder, 'package.json'))) ?? {},
    isInSource: () => false,
  };
  return {
    ...started,
    facts: { ...facts, ...named },
    notes: [...started.notes, ...(await runtimes(manifest, bench))],
    atStart: (stderr) => nodeNotes(stderr, own),
  };
};

async function startOf(
  manifest: Manifest,
  folder: string,
  request: Request,
): Promise<Pick<Prepared, 'command' | 'notes'>> {
  const server = isObject(manifest['server']) ? manifest['server'] : {};
  const entry = server['entry_point'];
  if (typeof entry === 'string' && !(await isFile(join(folder, entry)))) {
    const hint = 'Build before packing, and see what .mcpbignore leaves out.';
    return {
      notes: [{ rule: 'package-bin', message: `\`entry_point\` says ${entry}, which is not in the bundle.`, hint }],
    };
  }
  const config = isObject(server['mcp_config']) ? server['mcp_config'] : {};
  const overrides = isObject(config['platform_overrides']) ? config['platform_overrides'][process.platform] : undefined;
  const all = { ...config, ...(isObject(overrides) ? overrides : {}) };
  const missing = new Set<string>();
  const fill = (text: unknown) => filled(String(text), folder, manifest, request, missing);
  if (typeof all['command'] !== 'string')
    return { notes: [wrongStart('the manifest has no `server.mcp_config.command`')] };
  const command = fill(all['command']);
  const args = (Array.isArray(all['args']) ? all['args'] : []).flatMap(
    (one) => spread(one, manifest, request) ?? [fill(one)],
  );
  const env = Object.fromEntries(
    Object.entries(isObject(all['env']) ? all['env'] : {}).map(([key, value]) => [key, fill(value)]),
  );
  if (missing.size > 0) return { notes: [unset([...missing])] };
  const wrong = await wrongCommand(command, folder);
  if (wrong) return { notes: [wrong] };
  return { command: { command, args: [...args, ...request.args], env: { ...env, ...request.env } }, notes: [] };
}

/** One that lies in the bundle must be there, and be a program. */
async function wrongCommand(command: string, folder: string): Promise<Note | undefined> {
  const way = relative(folder, command);
  if (!isAbsolute(command) || way.startsWith('..')) return undefined;
  if (!(await isFile(command))) {
    return {
      rule: 'package-bin',
      message: `The manifest starts ${way}, which is not in the bundle.`,
      hint: 'Correct the manifest.',
    };
  }
  return access(command, constants.X_OK).then(
    () => undefined,
    () => ({ rule: 'package-not-executable', message: `The manifest starts ${way}, which has no execute bit.` }),
  );
}

/** `${user_config.folders}` alone, of several values, becomes as many arguments. */
function spread(text: unknown, manifest: Manifest, request: Request): string[] | undefined {
  const key = /^\$\{user_config\.(\w+)\}$/.exec(String(text))?.[1];
  const value = key === undefined ? undefined : settingOf(key, manifest, request);
  return Array.isArray(value) ? value.map(String) : undefined;
}

function filled(text: string, folder: string, manifest: Manifest, request: Request, missing: Set<string>): string {
  const places: Readonly<Record<string, string>> = {
    __dirname: folder,
    HOME: homedir(),
    DESKTOP: join(homedir(), 'Desktop'),
    DOCUMENTS: join(homedir(), 'Documents'),
    DOWNLOADS: join(homedir(), 'Downloads'),
    pathSeparator: sep,
    '/': sep,
  };
  return text.replace(/\$\{([^}]+)\}/g, (whole, name: string) => {
    if (Object.hasOwn(places, name)) return places[name]!;
    const key = /^user_config\.(\w+)$/.exec(name)?.[1];
    if (key === undefined) return whole;
    const value = settingOf(key, manifest, request);
    if (value === undefined && isRequired(key, manifest)) missing.add(key.toUpperCase());
    // A default may name a place in turn.
    return value === undefined
      ? ''
      : String(value).replace(/\$\{(\w+)\}/g, (one, place: string) => places[place] ?? one);
  });
}

/** What the host asks its user for is taken from a variable of that name: `api_key` from `API_KEY`; else its default. */
function settingOf(key: string, manifest: Manifest, { variables }: Request): unknown {
  return variables[key.toUpperCase()] || entryOf(key, manifest)['default'];
}

function isRequired(key: string, manifest: Manifest): boolean {
  return entryOf(key, manifest)['required'] === true;
}

function entryOf(key: string, manifest: Manifest): Readonly<Record<string, unknown>> {
  const config = isObject(manifest['user_config']) ? manifest['user_config'] : {};
  return isObject(config[key]) ? config[key] : {};
}

async function runtimes(manifest: Manifest, bench: Bench): Promise<Note[]> {
  const compatibility = isObject(manifest['compatibility']) ? manifest['compatibility'] : {};
  const wanted = isObject(compatibility['runtimes']) ? compatibility['runtimes'] : {};
  const where = '`compatibility` of the manifest';
  const node = wanted['node'] === undefined ? [] : unfit('Node', await versionOf('node', bench), wanted['node'], where);
  if (wanted['python'] === undefined) return node;
  const python = process.platform === 'win32' ? 'python' : 'python3';
  return [...node, ...unfit('Python', await versionOf(python, bench), wanted['python'], where)];
}

function wrongStart(why: string): Note {
  return { rule: 'package-bin', message: `The bundle cannot be started: ${why}.`, hint: 'Correct the manifest.' };
}

export function unset(names: readonly string[]): Note {
  const message = `It asks its user for ${names.join(', ')}, and no such variable is set.`;
  return { rule: 'package-not-configured', message, hint: `Set ${names.join(', ')}.` };
}
