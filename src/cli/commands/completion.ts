import type { Command } from '../command.ts';

/** `mcp-smoke completion bash|zsh|fish`: a script for the shell's start-up file. */
export const completionCommand: Command = (cli, done) => {
  cli.command(
    'completion <shell>',
    'Print a completion script: bash, zsh or fish',
    (command) => command.positional('shell', { choices: ['bash', 'zsh', 'fish'] as const, demandOption: true }),
    async ({ shell }) => {
      const { completionFor } = await import('../completion.ts');
      process.stdout.write(completionFor(shell));
      done(0);
    },
  );
};
