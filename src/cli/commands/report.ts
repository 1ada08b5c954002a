import { defineCommand } from '../command.ts';
import { COVER_OPTIONS, RUN_OPTIONS } from '../options.ts';

export const OPTIONS = {
  report: RUN_OPTIONS.report,
  compare: {
    type: 'boolean',
    describe: 'What changed between runs of the same files; --no-compare joins them (default: see docs/ci.md)',
  },
  ...COVER_OPTIONS,
  color: RUN_OPTIONS.color,
} as const;

/** `mcp-smoke report RESULT.json … --report html=out.html`: render again, merge the shards of a CI matrix, or compare runs. */
export const reportCommand = defineCommand({
  usage: 'report <results..>',
  describe:
    'Render JSON reports again, merge the shards of a CI matrix, or compare with an earlier run; exits like the run',
  examples: [
    { line: 'report result.json --report html=report.html', does: 'a page from what a run has written' },
    { line: 'report old.json new.json', does: 'what has changed' },
    {
      line: 'report shard-1.json shard-2.json --no-compare --report junit=junit.xml',
      does: 'one report of several machines',
    },
  ],
  positionals: { results: { type: 'string', array: true, demandOption: true } },
  options: OPTIONS,
  async run(argv, outside) {
    const { rerender } = await import('../rerender.ts');
    return rerender(argv.results.map(String), argv, outside.faults.note);
  },
});
