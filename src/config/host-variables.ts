/** Variables in a host's config: `${NAME}`, `${NAME:-default}` (Claude Code), `${env:NAME}`, `${workspaceFolder}` (VS Code). */
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';

export class HostVariables {
  /** Environment names that were used. */
  readonly used = new Set<string>();
  readonly problems = new Set<string>();

  constructor(
    private readonly env: Readonly<Record<string, string | undefined>>,
    /** The folder of the config. */
    private readonly folder: string,
  ) {}

  /** Adds a problem for a variable without a value. */
  expand(text: string): string {
    return text.replace(/\$\{([^}]*)\}/g, (_, inside: string) => this.value(inside));
  }

  /** The project's folder: VS Code and Cursor keep their config one level down. */
  get workspace(): string {
    return ['.vscode', '.cursor'].includes(basename(this.folder)) ? dirname(this.folder) : this.folder;
  }

  private value(inside: string): string {
    if (inside === 'workspaceFolder') return this.workspace;
    if (inside === 'userHome') return homedir();
    const match = /^(?:env:)?([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside);
    return match
      ? this.environment(match[1]!, match[2])
      : this.refuse(`\`\${${inside}}\` can only be filled by the host`);
  }

  private environment(name: string, fallback: string | undefined): string {
    const value = Object.hasOwn(this.env, name) ? this.env[name] : undefined;
    if (value) this.used.add(name);
    return value || (fallback ?? this.refuse(`environment variable \`${name}\` is not set`));
  }

  private refuse(problem: string): string {
    this.problems.add(problem);
    return '';
  }
}
