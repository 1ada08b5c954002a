/** Variables in a host's config, filled in as that host does. */
import { basename, sep } from 'node:path';
import { isObject } from '../../json/kind.ts';
import type { Expansion } from './host.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The project that the config is of. */
  readonly project: string;
  /** `inputs` of VS Code: what it asks its user for. */
  readonly inputs?: unknown;
}

/** `${NAME}` and `$NAME`; what stands inside of the braces, or after the dollar. */
const BRACES = /\$\{([^}]*)\}/g;
const BARE = /\$(?:\{([^}]*)\}|([A-Za-z_]\w*))/g;

export class HostVariables {
  /** Environment names that were used. */
  readonly used = new Set<string>();
  /** Those that have no value. */
  readonly unset = new Set<string>();
  readonly problems = new Set<string>();

  constructor(
    private readonly expansion: Expansion,
    private readonly around: Surroundings,
  ) {}

  /** Adds a problem for a variable without a value. */
  expand(text: string): string {
    if (this.expansion === 'none') return text;
    const pattern = this.expansion === 'gemini' ? BARE : BRACES;
    return text.replace(pattern, (whole, inside: string | undefined, bare: string | undefined) => {
      return this.#value(inside ?? bare ?? '') ?? whole;
    });
  }

  /** The value of a variable that the config names; empty, with a problem, where it has none. */
  environment(name: string, fallback?: string, missing = `environment variable \`${name}\` is not set`): string {
    const value = Object.hasOwn(this.around.env, name) ? this.around.env[name] : undefined;
    if (value) this.used.add(name);
    if (value || fallback !== undefined) return value || fallback!;
    this.unset.add(name);
    this.problems.add(missing);
    return '';
  }

  /** Undefined for what the host hands on as it is. */
  #value(inside: string): string | undefined {
    const { expansion } = this;
    if (expansion === 'claude-code') return this.#claude(inside);
    if (expansion === 'gemini') return this.#named(inside);
    const known = expansion === 'windsurf' ? undefined : this.#place(inside);
    const named = known ?? this.#env(inside) ?? (expansion === 'any' ? this.#named(inside) : undefined);
    if (named !== undefined || expansion === 'cursor' || expansion === 'windsurf') return named;
    return (
      this.#input(inside) ??
      (expansion === 'any' || /^[a-z]+:|^file|^selected/.test(inside) ? this.#refuse(inside) : undefined)
    );
  }

  /** Whatever stands in braces is a variable there. */
  #claude(inside: string): string {
    const at = inside.indexOf(':-');
    const name = at < 0 ? inside : inside.slice(0, at);
    if (name === 'CLAUDE_PROJECT_DIR' || name === 'CLAUDE_PLUGIN_ROOT')
      return this.around.env[name] || this.around.project;
    return this.environment(name, at < 0 ? undefined : inside.slice(at + 2));
  }

  #named(inside: string): string | undefined {
    const match = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside);
    return match ? this.environment(match[1]!, match[2]) : undefined;
  }

  #env(inside: string): string | undefined {
    const match = /^env:([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside);
    return match ? this.environment(match[1]!, match[2]) : undefined;
  }

  #place(inside: string): string | undefined {
    const { project, home } = this.around;
    if (inside === 'workspaceFolder' || inside === 'cwd' || inside.startsWith('workspaceFolder:')) return project;
    if (inside === 'workspaceFolderBasename') return basename(project);
    if (inside === 'userHome') return home;
    return inside === 'pathSeparator' || inside === '/' ? sep : undefined;
  }

  /** What VS Code asks for is taken from a variable of that name: `api-key` from `API_KEY`. */
  #input(inside: string): string | undefined {
    const id = /^input:(.+)$/.exec(inside)?.[1];
    if (id === undefined) return undefined;
    const inputs = Array.isArray(this.around.inputs) ? this.around.inputs : [];
    const input: unknown = inputs.find((one) => isObject(one) && one['id'] === id);
    const { default: fallback, description } = isObject(input) ? input : ({} as Record<string, unknown>);
    const name = variableOfInput(id);
    const about = typeof description === 'string' ? ` (${description})` : '';
    const missing = `VS Code asks its user for \`${id}\`${about}: set ${name}`;
    return this.environment(name, typeof fallback === 'string' && fallback !== '' ? fallback : undefined, missing);
  }

  #refuse(inside: string): string {
    this.problems.add(`\`\${${inside}}\` can only be filled by the host`);
    return '';
  }
}

export function variableOfInput(id: string): string {
  const name = id
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
  return /^\d/.test(name) ? `_${name}` : name;
}
