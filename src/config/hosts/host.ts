/** The hosts whose configs are read: how each is told by its file, where it keeps its servers, and what it fills in. */
import { basename, dirname } from 'node:path';

/** Which `${…}` a host replaces; the others it hands on as they are. */
export type Expansion = 'claude-code' | 'vscode' | 'cursor' | 'windsurf' | 'gemini' | 'none' | 'any';

export interface Host {
  readonly id: string;
  readonly title: string;
  /** By the path of the file, with `/`; the first host that fits is taken. */
  readonly fits: RegExp;
  readonly format: 'json' | 'toml';
  /** Keys that lead to the servers; the first that is there. */
  readonly places: readonly (readonly string[])[];
  readonly expansion: Expansion;
  /** The config lies in a folder of its own in the project. */
  readonly isBelowProject?: true;
  /** Where it is looked for: in the project, and below the user's home (on macOS, Windows and elsewhere). */
  readonly inProject?: string;
  readonly inHome?: readonly string[];
}

export const HOSTS: readonly Host[] = [
  {
    id: 'claude-desktop',
    title: 'Claude Desktop',
    fits: /\/claude_desktop_config\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'none',
    inHome: [
      'Library/Application Support/Claude/claude_desktop_config.json',
      'AppData/Roaming/Claude/claude_desktop_config.json',
      '.config/Claude/claude_desktop_config.json',
    ],
  },
  {
    id: 'claude-code',
    title: 'Claude Code',
    fits: /\/\.claude\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'claude-code',
    inHome: ['.claude.json'],
  },
  {
    id: 'vscode',
    title: 'VS Code',
    fits: /\/(?:\.vscode|Code(?: - Insiders)?\/User(?:\/profiles\/[^/]+)?)\/mcp\.json$/,
    format: 'json',
    places: [['servers']],
    expansion: 'vscode',
    isBelowProject: true,
    inProject: '.vscode/mcp.json',
    inHome: [
      'Library/Application Support/Code/User/mcp.json',
      'AppData/Roaming/Code/User/mcp.json',
      '.config/Code/User/mcp.json',
    ],
  },
  {
    id: 'cursor',
    title: 'Cursor',
    fits: /\/\.cursor\/mcp\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'cursor',
    isBelowProject: true,
    inProject: '.cursor/mcp.json',
    inHome: ['.cursor/mcp.json'],
  },
  {
    id: 'codex',
    title: 'Codex',
    fits: /\.toml$/,
    format: 'toml',
    places: [['mcp_servers']],
    expansion: 'none',
    isBelowProject: true,
    inProject: '.codex/config.toml',
    inHome: ['.codex/config.toml'],
  },
  {
    id: 'windsurf',
    title: 'Windsurf',
    fits: /\/mcp_config\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'windsurf',
    inHome: ['.codeium/windsurf/mcp_config.json'],
  },
  {
    id: 'gemini',
    title: 'Gemini CLI',
    fits: /\/\.gemini\/settings\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'gemini',
    isBelowProject: true,
    inProject: '.gemini/settings.json',
    inHome: ['.gemini/settings.json'],
  },
  {
    id: 'claude-code-project',
    title: 'Claude Code',
    fits: /\/\.mcp\.json$/,
    format: 'json',
    places: [['mcpServers']],
    expansion: 'claude-code',
    inProject: '.mcp.json',
  },
];

/** A file that no host is known by; `servers` last: it may be something else in a config that has `mcpServers`. */
const ANY: Host = {
  id: 'any',
  title: 'a host',
  fits: /./,
  format: 'json',
  places: [['mcpServers'], ['mcp', 'servers'], ['servers']],
  expansion: 'any',
};

/** The host that a config belongs to, by its path. */
export function hostOf(path: string): Host {
  const slashed = `/${path.replaceAll('\\', '/')}`;
  return HOSTS.find(({ fits }) => fits.test(slashed)) ?? ANY;
}

/** The project that a config is of: `current` where it is the user's own, for all projects. */
export function projectOf(path: string, { isBelowProject, inHome }: Host, current: string, home: string): string {
  const folder = dirname(path);
  const isUsers = (inHome ?? []).some((one) => path.replaceAll('\\', '/') === `${home.replaceAll('\\', '/')}/${one}`);
  if (isUsers) return current;
  return isBelowProject || ['.vscode', '.cursor'].includes(basename(folder)) ? dirname(folder) : folder;
}
