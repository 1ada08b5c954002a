import { defineCommand } from '../command.ts';

/** `mcp-smoke login URL`: for `auth: { login: true }` of a smoke file, and `probe URL --login`. */
export const loginCommand = defineCommand({
  usage: 'login <url>',
  describe: 'Log in to a hosted server in the browser (OAuth); smoke files use it with auth: { login: true }',
  examples: [
    { line: 'login https://example.com/mcp', does: 'opens the browser' },
    {
      line: 'login https://example.com/mcp --no-browser --scope notes.read',
      does: 'prints the address; asks for one scope',
    },
  ],
  positionals: { url: { type: 'string', demandOption: true } },
  options: {
    browser: { type: 'boolean', default: true, describe: 'Open the browser; --no-browser only prints the address' },
    scope: { type: 'string', requiresArg: true, describe: 'Scopes to ask for, beside those of a login that is kept' },
    'client-id': {
      type: 'string',
      requiresArg: true,
      describe: 'A client that is registered, or the URL of a client metadata document (default: registers itself)',
    },
    'client-secret': { type: 'string', requiresArg: true, describe: 'Name of the variable that holds its secret' },
    port: {
      type: 'number',
      default: 0,
      describe: 'Of the redirect URI http://127.0.0.1:PORT/callback (default: a free one)',
    },
    timeout: { type: 'string', requiresArg: true, default: '5m', describe: 'Time limit of the login' },
  },
  async run(argv) {
    const { login } = await import('../login.ts');
    return login(argv);
  },
});
