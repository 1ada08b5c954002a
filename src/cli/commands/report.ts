import type { Command } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';

export const OPTIONS = { report: RUN_OPTIONS.report } as const;

/** `mcp-smoke report RESULT.json … --report html=out.html`: render again, or merge the shards of a CI matrix. */
export const reportCommand: Command = (cli, done, outside) => {
  cli.command(
    'report <results..>',
    'Render JSON reports again, or merge the shards of a CI matrix; exits like the run',
    (command) => command.positional('results', { type: 'string', array: true, demandOption: true }).options(OPTIONS),
    async (argv) => {
      const { rerender } = await import('../rerender.ts');
      done(await rerender(argv.results.map(String), argv.report, outside.faults.note));
    },
  );
};
