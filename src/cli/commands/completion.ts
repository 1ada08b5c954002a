import { defineCommand } from '../command.ts';

/** `mcp-smoke completion bash|zsh|fish`: a script for the shell's start-up file. */
export const completionCommand = defineCommand({
  usage: 'completion <shell>',
  describe: 'Print a completion script: bash, zsh or fish',
  examples: [{ line: 'completion bash', does: 'to be sourced from ~/.bashrc' }],
  positionals: { shell: { choices: ['bash', 'zsh', 'fish'] as const, demandOption: true } },
  async run({ shell }) {
    const { completionFor } = await import('../completion.ts');
    process.stdout.write(completionFor(shell));
    return 0;
  },
});
