/** Completion scripts for shells, made of the tables of commands and options. */
import { COMMAND_NAMES } from './command-names.ts';
import { OPTIONS as INIT } from './commands/init.ts';
import { OPTIONS as PROBE } from './commands/probe.ts';
import { OPTIONS as REPORT } from './commands/report.ts';
import { OPTIONS as RUN } from './commands/run.ts';
import { FILE_OPTIONS } from './options.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What follows a command: its options, or words. */
const WORDS: Partial<Record<(typeof COMMAND_NAMES)[number], readonly string[]>> = {
  run: namesOf(RUN),
  probe: namesOf(PROBE),
  init: namesOf(INIT),
  check: namesOf(FILE_OPTIONS),
  report: namesOf(REPORT),
  schema: ['smoke', 'report', 'lock'],
  completion: SHELLS,
};

export function completionFor(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

function namesOf(options: object): string[] {
  return [...Object.keys(options), 'help'].map((name) => `--${name}`);
}

const RULES = "mcp-smoke rules 2>/dev/null | awk '{ print $2 }'";

function bash(): string {
  const cases = Object.entries(WORDS).map(([command, words]) => `    ${command}) words="${words.join(' ')}" ;;`);
  return `# mcp-smoke completion bash >> ~/.bashrc
_mcp_smoke() {
  local words command=run current="\${COMP_WORDS[COMP_CWORD]}"
  [ "$COMP_CWORD" -gt 1 ] && command="\${COMP_WORDS[1]}"
  case "$command" in
${cases.join('\n')}
    explain) words="$(${RULES})" ;;
    *) words="${(WORDS.run ?? []).join(' ')}" ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words="${COMMAND_NAMES.join(' ')} $words"
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -o bashdefault -F _mcp_smoke mcp-smoke
`;
}

function zsh(): string {
  return `# mcp-smoke completion zsh >> ~/.zshrc
autoload -U +X bashcompinit && bashcompinit
${bash().split('\n').slice(1).join('\n')}`;
}

function fish(): string {
  const seen = `__fish_seen_subcommand_from`;
  const rows = Object.entries(WORDS).flatMap(([command, words]) =>
    words.map((word) =>
      word.startsWith('--')
        ? `complete -c mcp-smoke -n '${seen} ${command}' -l ${word.slice(2)}`
        : `complete -c mcp-smoke -f -n '${seen} ${command}' -a ${word}`,
    ),
  );
  return `# mcp-smoke completion fish > ~/.config/fish/completions/mcp-smoke.fish
complete -c mcp-smoke -n __fish_use_subcommand -a '${COMMAND_NAMES.join(' ')}'
${rows.join('\n')}
complete -c mcp-smoke -f -n '${seen} explain' -a "(${RULES.replaceAll('$2', '\\$2')})"
`;
}
