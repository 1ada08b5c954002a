/** A wheel, a source distribution or a folder of one: installed into an empty virtual environment, started by its console script. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Bench, Note, Prepare, Prepared, Request } from './artifact.ts';
import { isFile, sha256Of } from './source.ts';
import { notInstallable, type Ran, runTool } from './tool.ts';

const IS_WINDOWS = process.platform === 'win32';

export const preparePython: Prepare = async (request, bench) => {
  const isArchive = await isFile(request.source);
  const kind = request.source.endsWith('.whl') ? ('wheel' as const) : ('sdist' as const);
  const facts = { kind, path: request.source, ...(isArchive ? { sha256: await sha256Of(request.source) } : {}) };
  return installPython(request, bench, request.source, facts);
};

/** `spec`: what pip is given. */
export async function installPython(
  request: Request,
  bench: Bench,
  spec: string,
  facts: Prepared['facts'],
): Promise<Prepared> {
  const venv = join(bench.folder, 'venv');
  const bin = join(venv, IS_WINDOWS ? 'Scripts' : 'bin');
  const python = await makeVenv(venv, bench);
  if (typeof python !== 'string') return { facts, notes: [python] };
  const ran = await pipInstall(spec, python, join(bin, 'python'), bench);
  if (!ran.ok) return { facts, notes: [pythonRefused(ran.said) ?? notInstallable('pip', ran)] };
  const found = await distribution(venv);
  if (!found) return { facts, notes: [{ rule: 'package-not-installable', message: 'pip installed nothing.' }] };
  const atStart = (stderr: string) => pythonNotes(stderr, found);
  const all = { facts: { ...facts, ...found.named }, notes: [] as Note[], atStart };
  const chosen = chooseScript(found, request.bin);
  if (typeof chosen !== 'string') return { ...all, notes: [chosen] };
  return { ...all, command: { command: join(bin, chosen), args: request.args, env: request.env } };
}

/** The Python that made it, or why there is none. Without pip of its own, which takes most of the time. */
async function makeVenv(venv: string, bench: Bench): Promise<string | Note> {
  for (const name of IS_WINDOWS ? ['python', 'py'] : ['python3', 'python']) {
    const ran = await runTool(name, ['-m', 'venv', '--without-pip', venv], bench);
    if (!ran.isMissing) return ran.ok ? name : { ...notInstallable('python -m venv', ran) };
  }
  return {
    rule: 'package-not-installable',
    message: 'Python was not found.',
    hint: 'Install Python, or put it on the PATH.',
  };
}

/** By the pip that is here, for the environment; where it is none, or older than 22.3, by one that is put into it. */
async function pipInstall(spec: string, python: string, own: string, bench: Bench): Promise<Ran> {
  const words = ['install', '--disable-pip-version-check', '--no-input', '--quiet', '--no-compile', spec];
  const ran = await runTool(python, ['-m', 'pip', '--python', own, ...words], bench);
  if (ran.ok || !/No module named pip|no such option: --python/.test(ran.said)) return ran;
  const put = await runTool(own, ['-m', 'ensurepip', '--default-pip'], bench);
  return put.ok ? runTool(own, ['-m', 'pip', ...words], bench) : put;
}

function pythonRefused(said: string): Note | undefined {
  const [, version, range] = /requires a different Python: (\S+) not in '?([^'\n]+)'?/.exec(said) ?? [];
  if (version === undefined) return undefined;
  return { rule: 'package-runtime', message: `\`requires-python\` asks for ${range}, and here is Python ${version}.` };
}

interface Distribution {
  readonly site: string;
  readonly named: { readonly name?: string; readonly version?: string };
  /** Console scripts to what they call. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Top-level modules that it brings. */
  readonly modules: ReadonlySet<string>;
  /** Names of distributions that it wants only with an extra. */
  readonly extras: ReadonlySet<string>;
}

/** The one that pip was asked for. */
async function distribution(venv: string): Promise<Distribution | undefined> {
  const lib = join(venv, IS_WINDOWS ? 'Lib' : 'lib');
  const inner = IS_WINDOWS ? [''] : await readdir(lib);
  for (const site of inner.map((name) => join(lib, name, 'site-packages'))) {
    const infos = (await readdir(site).catch(() => [])).filter((name) => name.endsWith('.dist-info'));
    for (const info of infos) {
      // pip itself stands there too; it was not asked for.
      if (await isFile(join(site, info, 'REQUESTED'))) if (!/^(?:pip|setuptools)-/.test(info)) return read(site, info);
    }
  }
  return undefined;
}

async function read(site: string, info: string): Promise<Distribution> {
  const text = (name: string) => readFile(join(site, info, name), 'utf8').catch(() => '');
  const [metadata, entries, record] = [await text('METADATA'), await text('entry_points.txt'), await text('RECORD')];
  const field = (name: string) => new RegExp(`^${name}: *(.+)$`, 'm').exec(metadata)?.[1]?.trim();
  const [name, version] = [field('Name'), field('Version')];
  const tops = record.split('\n').flatMap((line) => /^"?([A-Za-z_]\w*)(?:\/|\.py)/.exec(line)?.[1] ?? []);
  const optional = [...metadata.matchAll(/^Requires-Dist: *([\w.-]+).*\bextra *==/gm)].map(([, one = '']) => one);
  return {
    site,
    named: { ...(name ? { name } : {}), ...(version ? { version } : {}) },
    scripts: consoleScripts(entries),
    modules: new Set(tops),
    extras: new Set(optional.map(normal)),
  };
}

function consoleScripts(entries: string): Record<string, string> {
  const [, section = ''] = /^\[console_scripts\]$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(entries) ?? [];
  return Object.fromEntries(
    [...section.matchAll(/^[ \t]*([^=\s]+)[ \t]*=[ \t]*(.+?)[ \t]*$/gm)].map(([, name = '', call = '']) => [
      name,
      call,
    ]),
  );
}

function chooseScript({ scripts, named }: Distribution, wanted?: string): string | Note {
  const names = Object.keys(scripts);
  const own = names.find((name) => normal(name) === normal(named.name ?? ''));
  const chosen = wanted ?? (names.length === 1 ? names[0] : own);
  if (names.length === 0) {
    const message = 'It has no console script: nobody can start it by uvx or pipx.';
    return { rule: 'package-bin', message, hint: 'Add `[project.scripts]` to pyproject.toml.' };
  }
  if (chosen !== undefined && scripts[chosen] !== undefined) return chosen;
  const what = chosen === undefined ? `none of them is called ${named.name}` : `there is no ${chosen}`;
  const hint = 'Name one: `server: { package: …, bin: NAME }`.';
  return { rule: 'package-bin', message: `It has the commands ${names.join(', ')}; ${what}.`, hint };
}

function pythonNotes(stderr: string, { site, modules, extras, scripts }: Distribution): Note[] {
  const [, module] = [...stderr.matchAll(/^ModuleNotFoundError: No module named '([\w.]+)'/gm)].at(-1) ?? [];
  if (module !== undefined) return missingModule(module, modules, extras);
  const [, opened] = /FileNotFoundError: \[Errno 2\][^\n]*'([^'\n]+)'/.exec(stderr) ?? [];
  const way = opened === undefined ? '..' : relative(site, opened);
  if (!way.startsWith('..') && modules.has(way.split(/[/\\]/)[0]!)) return [fileMissing(way)];
  const [, attribute] =
    /^(?:ImportError: cannot import name|AttributeError: module '[\w.]+' has no attribute) '(\w+)'/m.exec(stderr) ?? [];
  const call = Object.values(scripts).find(
    (one) => attribute !== undefined && one.split(':')[1]?.startsWith(attribute),
  );
  return call === undefined
    ? []
    : [{ rule: 'package-bin', message: `The console script calls ${call}, which is not there.` }];
}

function missingModule(module: string, modules: ReadonlySet<string>, extras: ReadonlySet<string>): Note[] {
  const [top = ''] = module.split('.');
  if (modules.has(top)) return [fileMissing(module)];
  const why = extras.has(normal(top))
    ? 'which it names for an extra only'
    : 'which none of its dependencies brings along';
  return [{ rule: 'package-dependency-missing', message: `It needs the module ${top}, ${why}.` }];
}

function fileMissing(what: string): Note {
  const hint = 'Have the build take it along: `packages` and `package-data` of the build tool in pyproject.toml.';
  return { rule: 'package-file-missing', message: `${what} is not in the package.`, hint };
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
