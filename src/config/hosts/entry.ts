/** One server of a host's config, as the host would start or reach it. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isObject } from '../../json/kind.ts';
import type { ServerSpec } from '../../model.ts';
import { didYouMean } from '../../text/suggest.ts';
import { readText } from '../read-file.ts';
import { isHeader, wrongCommand, wrongUrl } from '../server-parts.ts';
import type { Host } from './host.ts';
import { HostVariables, type Surroundings } from './variables.ts';

export interface HostServer {
  readonly name: string;
  /** Absent where there are problems. */
  readonly spec?: ServerSpec;
  readonly problems: readonly string[];
  /** Environment names whose values went into it, and those that have none. */
  readonly usedEnv: readonly string[];
  readonly unset: readonly string[];
  /** The host has it switched off. */
  readonly isOff: boolean;
}

type Entry = Readonly<Record<string, unknown>>;

/** Values are never part of a problem: they may be secrets. */
export async function hostEntry(name: string, raw: unknown, host: Host, around: Surroundings): Promise<HostServer> {
  const reading = new Reading(host, around);
  const spec = isObject(raw) ? await reading.specOf(raw) : undefined;
  if (!isObject(raw)) reading.add('this server is not an object');
  const problems = [...reading.problems, ...reading.variables.problems];
  return {
    name,
    ...(problems.length === 0 && spec ? { spec } : {}),
    problems,
    usedEnv: [...reading.variables.used],
    unset: [...reading.variables.unset],
    isOff: isObject(raw) && (raw['disabled'] === true || raw['enabled'] === false),
  };
}

/** A key that is near to one of the two; values stay where they are. */
function mistyped(entry: Entry): string {
  for (const key of Object.keys(entry)) {
    const hint = typeof entry[key] === 'string' ? didYouMean(key, ['command', 'url']) : undefined;
    if (hint !== undefined) return `: ${hint.slice(0, -1)} where it says \`${key}\`?`;
  }
  return '';
}

class Reading {
  readonly problems: string[] = [];
  readonly variables: HostVariables;

  constructor(
    private readonly host: Host,
    private readonly around: Surroundings,
  ) {
    this.variables = new HostVariables(host.expansion, around);
  }

  add(problem: string): void {
    this.problems.push(problem);
  }

  async specOf(entry: Entry): Promise<ServerSpec | undefined> {
    const url = entry['httpUrl'] ?? entry['url'] ?? entry['serverUrl'];
    if (typeof entry['command'] === 'string') return this.#stdio(entry, entry['command']);
    if (typeof url === 'string') return this.#http(entry, url);
    this.add(`this server has neither a \`command\` nor a \`url\`${mistyped(entry)}`);
    return undefined;
  }

  async #stdio(entry: Entry, command: string): Promise<ServerSpec> {
    const spec: ServerSpec = {
      transport: 'stdio',
      command: this.#path(this.variables.expand(command)),
      args: this.#texts(entry['args'] ?? []),
      env: {
        ...(await this.#envFile(entry['envFile'])),
        ...this.#forwarded(entry['env_vars']),
        ...this.#map(entry, 'env'),
      },
      cwd: resolve(this.around.project, entry['cwd'] === undefined ? '.' : this.#path(this.#text(entry['cwd'], 'cwd'))),
    };
    const wrong = this.#isComplete ? wrongCommand(spec) : undefined;
    if (wrong) this.add(wrong);
    return spec;
  }

  #http(entry: Entry, url: string): ServerSpec {
    const bearer = entry['bearer_token_env_var'];
    const headers = {
      ...this.#map(entry, 'headers'),
      ...this.#map(entry, 'http_headers'),
      ...this.#named(entry['env_http_headers']),
      ...(typeof bearer === 'string' ? { Authorization: `Bearer ${this.variables.environment(bearer)}` } : {}),
    };
    if (entry['headersHelper'] !== undefined)
      this.add('`headersHelper` is a command of the host, which is not run here');
    const expanded = this.variables.expand(url);
    const wrong = this.#isComplete ? wrongUrl(expanded) : undefined;
    if (wrong) this.add(wrong);
    for (const [name, value] of Object.entries(headers))
      if (!isHeader(name, value)) this.add(`\`${name}\` cannot be sent as an HTTP header`);
    const type =
      entry['type'] ?? entry['transport'] ?? (this.host.id === 'gemini' && !entry['httpUrl'] ? 'sse' : undefined);
    return { transport: 'http', url: expanded, headers, ...(type === 'sse' ? { legacySse: true } : {}) };
  }

  get #isComplete(): boolean {
    return this.variables.problems.size === 0;
  }

  /** `~` is the shell's, and hosts that start without one do not know it; as a path of the config it is what is meant. */
  #path(text: string): string {
    return /^~[/\\]/.test(text) && this.host.expansion !== 'none' ? resolve(homedir(), text.slice(2)) : text;
  }

  #text(value: unknown, name: string): string {
    if (typeof value === 'string') return this.variables.expand(value);
    this.add(`\`${name}\` of this server is not text`);
    return '';
  }

  #texts(value: unknown): string[] {
    if (Array.isArray(value)) return value.map((item, index) => this.#text(item, `args[${index}]`));
    this.add('`args` of this server is not a list');
    return [];
  }

  #map(entry: Entry, key: string): Record<string, string> {
    const value = entry[key] ?? {};
    if (!isObject(value)) this.add(`\`${key}\` of this server is not a map`);
    const pairs = isObject(value) ? Object.entries(value) : [];
    // VS Code takes numbers, and null for what is not to be set.
    const isLenient = this.host.expansion === 'vscode' || this.host.expansion === 'any';
    const kept = pairs.filter(([, item]) => !(isLenient && item === null));
    return Object.fromEntries(
      kept.map(([name, item]) => [
        name,
        isLenient && typeof item === 'number' ? String(item) : this.#text(item, `${key}.${name}`),
      ]),
    );
  }

  /** Codex: names of variables that the server is given. */
  #forwarded(value: unknown): Record<string, string> {
    const names = Array.isArray(value) ? value.map((one) => (isObject(one) ? one['name'] : one)) : [];
    const texts = names.filter((one): one is string => typeof one === 'string');
    return Object.fromEntries(texts.map((name) => [name, this.variables.environment(name)]));
  }

  /** Codex: headers to the variables that hold their values. */
  #named(value: unknown): Record<string, string> {
    const pairs = isObject(value) ? Object.entries(value) : [];
    const texts = pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return Object.fromEntries(texts.map(([header, name]) => [header, this.variables.environment(name)]));
  }

  async #envFile(value: unknown): Promise<Record<string, string>> {
    if (value === undefined) return {};
    const path = this.#text(value, 'envFile');
    if (!this.#isComplete || path === '') return {};
    const file = await readText(resolve(this.around.project, this.#path(path)));
    if (file.problem !== undefined) this.add(`\`envFile\` ${file.problem}`);
    return file.problem === undefined ? (parseEnv(file.text) as Record<string, string>) : {};
  }
}
