/** `server.json` of the MCP registry: its first package that can be started over stdio, fetched as its users fetch it. */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isObject } from '../json/kind.ts';
import { abortSignalOf } from '../stopping.ts';
import type { Bench, Note, Prepare, Prepared, Request } from './artifact.ts';
import { prepareBundle, unset } from './bundle.ts';
import { prepareDocker } from './docker.ts';
import { prepareFromRegistry } from './npm.ts';
import { installPython } from './python.ts';
import { readJson, sha256Of } from './source.ts';

type Entry = Readonly<Record<string, unknown>>;

export const prepareRegistry: Prepare = async (request, bench) => {
  const root = await readJson(request.source);
  const facts = { kind: 'registry' as const, path: request.source, sha256: await sha256Of(request.source) };
  const packages = Array.isArray(root?.['packages']) ? root['packages'].filter(isObject) : [];
  const entry = packages.find(({ transport }) => !isObject(transport) || transport['type'] === 'stdio');
  if (!entry) return { facts, notes: [wrong('it has no package that is started over stdio')] };
  const given = argumentsOf(entry, request);
  if (given.missing.length > 0) return { facts, notes: [unset(given.missing)] };
  const prepared = await fetched(entry, { ...request, args: [...given.args, ...request.args], env: given.env }, bench);
  const { name, version } = prepared.facts;
  return { ...prepared, facts: { ...facts, ...(name ? { name } : {}), ...(version ? { version } : {}) } };
};

async function fetched(entry: Entry, request: Request, bench: Bench): Promise<Prepared> {
  const { registryType, identifier, version } = entry;
  const facts = { kind: 'registry' as const, path: request.source };
  if (typeof identifier !== 'string') return { facts, notes: [wrong('its package has no `identifier`')] };
  const exact = typeof version === 'string' ? version : undefined;
  if (registryType === 'npm') return prepareFromRegistry(request, bench, exact ? `${identifier}@${exact}` : identifier);
  if (registryType === 'pypi')
    return installPython(request, bench, exact ? `${identifier}==${exact}` : identifier, facts);
  if (registryType === 'oci') return prepareDocker({ ...request, source: `docker:${identifier}` }, bench);
  if (registryType === 'mcpb') return fetchBundle(entry, identifier, request, bench);
  return { facts, notes: [wrong(`packages of ${JSON.stringify(registryType)} cannot be fetched here`)] };
}

async function fetchBundle(entry: Entry, url: string, request: Request, bench: Bench): Promise<Prepared> {
  const facts = { kind: 'registry' as const, path: request.source };
  const file = join(bench.folder, 'fetched.mcpb');
  try {
    const answer = await fetch(url, { signal: abortSignalOf(bench.stop) });
    if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file));
  } catch (error) {
    return { facts, notes: [wrong(`${url} cannot be fetched: ${(error as Error).message}`)] };
  }
  const [said, is] = [entry['fileSha256'], await sha256Of(file)];
  if (typeof said === 'string' && said.toLowerCase() !== is)
    return { facts, notes: [wrong(`\`fileSha256\` is not that of ${url}, which is ${is}`)] };
  return prepareBundle({ ...request, source: file }, bench);
}

interface Given {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/** Arguments and variables with a value or a default, or a variable of that name; what is required and has none is missing. */
function argumentsOf(entry: Entry, { variables, env }: Request): Given {
  const missing: string[] = [];
  const settingFor = (one: Entry, name: string): string | undefined => {
    const value = one['value'] ?? variables[name] ?? one['default'];
    if (value === undefined && one['isRequired'] === true) missing.push(name);
    return value === undefined ? undefined : String(value);
  };
  const args = listOf(entry['packageArguments']).flatMap((one) => {
    const name = String(one['name'] ?? one['valueHint'] ?? 'ARGUMENT');
    const value = settingFor(one, name.replace(/^-+/, '').replace(/\W+/g, '_').toUpperCase());
    if (one['type'] !== 'named') return value === undefined ? [] : [value];
    return value === undefined ? [] : [name, value];
  });
  const own = listOf(entry['environmentVariables']).flatMap((one) => {
    const name = String(one['name']);
    const value = env[name] ?? settingFor(one, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { args, env: { ...Object.fromEntries(own), ...env }, missing };
}

function listOf(value: unknown): Entry[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function wrong(why: string): Note {
  return {
    rule: 'package-not-installable',
    message: `server.json cannot be used: ${why}.`,
    hint: 'Correct server.json.',
  };
}
