import { defineCommand } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';

export const OPTIONS = { report: RUN_OPTIONS.report } as const;

/** `mcp-smoke report RESULT.json … --report html=out.html`: render again, or merge the shards of a CI matrix. */
export const reportCommand = defineCommand({
  usage: 'report <results..>',
  describe: 'Render JSON reports again, or merge the shards of a CI matrix; exits like the run',
  positionals: { results: { type: 'string', array: true, demandOption: true } },
  options: OPTIONS,
  async run(argv, outside) {
    const { rerender } = await import('../rerender.ts');
    return rerender(argv.results.map(String), argv.report, outside.faults.note);
  },
});
