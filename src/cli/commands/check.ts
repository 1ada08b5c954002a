import { defineCommand } from '../command.ts';
import { FILE_OPTIONS } from '../options.ts';
import { sayLine } from '../say.ts';

/** `mcp-smoke check [FILE …]`: the files only, no server; for pre-commit. */
export const checkCommand = defineCommand({
  usage: 'check [files..]',
  describe: 'Check smoke files without starting a server',
  positionals: { files: { type: 'string', array: true, default: [] as string[] } },
  options: FILE_OPTIONS,
  async run(argv) {
    const { plansFrom } = await import('../plans.ts');
    const { createRedactor } = await import('../../redact/redactor.ts');
    const plans = await plansFrom(argv);
    const { text } = createRedactor(plans.flatMap(({ secrets }) => secrets));
    for (const { file, name, steps, teardown } of plans) {
      sayLine(text(`OK    ${file}  ${name}: ${steps.length + teardown.length} steps`));
    }
    return 0;
  },
});
