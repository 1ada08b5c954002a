import { UsageError } from '../../model.ts';
import { defineCommand } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';

const { report, quiet, verbose, color } = RUN_OPTIONS;

/** `mcp-smoke lint PATH …`: the source of servers, without running it. */
export const lintCommand = defineCommand({
  usage: 'lint <paths..>',
  describe: 'Read the source of Python, JavaScript and TypeScript servers for what breaks them; runs nothing',
  examples: [
    { line: 'lint src', does: 'a folder' },
    {
      line: 'lint server.mjs --fail-on-warning --report sarif=lint.sarif',
      does: 'one file, strictly, for code scanning',
    },
  ],
  positionals: { paths: { type: 'string', array: true, demandOption: true } },
  options: { report, 'fail-on-warning': RUN_OPTIONS['fail-on-warning'], quiet, verbose, color },
  async run(argv, outside) {
    const paths = argv.paths.map(String);
    if (paths.includes('')) throw new UsageError('lint takes files and folders, not an empty name');
    const { lintAndTell } = await import('../lint.ts');
    return lintAndTell(paths, argv, outside.faults.note);
  },
});
