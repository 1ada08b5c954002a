import { defineCommand } from '../command.ts';

/** `mcp-smoke serve`: an MCP server, for whoever writes a server with an agent. */
export const serveCommand = defineCommand({
  usage: 'serve',
  describe: 'Be an MCP server (stdio) with the tools probe, run, check, lint, explain and init, for this folder only',
  examples: [
    { line: 'serve', does: 'for the config of a host, such as .mcp.json: it is spoken to on stdin' },
    { line: 'serve --allow-write', does: 'its tool init may write smoke files' },
  ],
  options: {
    'allow-write': {
      type: 'boolean',
      default: false,
      describe: 'Let the tool init write a smoke file that is not there yet',
    },
  },
  async run(argv, { interrupts }) {
    interrupts.heed();
    const { serve } = await import('../../serve/serve.ts');
    const { stop, stopTeardown } = interrupts;
    const here = { cwd: process.cwd(), env: process.env, mayWrite: argv['allow-write'] };
    await serve({ ...here, stop, stopAtOnce: stopTeardown });
    return 0;
  },
});
