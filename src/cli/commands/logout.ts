import { defineCommand } from '../command.ts';

/** `mcp-smoke logout URL`: forgets what `login` has kept. */
export const logoutCommand = defineCommand({
  usage: 'logout <url>',
  describe: 'Forget the login to a hosted server',
  examples: [{ line: 'logout https://example.com/mcp', does: 'the next login starts anew' }],
  positionals: { url: { type: 'string', demandOption: true } },
  async run(argv) {
    const { logout } = await import('../login.ts');
    return logout(argv.url);
  },
});
