import type { PlannedStep } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { defineCommand } from '../command.ts';
import { FILE_OPTIONS } from '../options.ts';
import { sayLine } from '../say.ts';

/** `mcp-smoke check [FILE …]`: the files only, no server; for pre-commit. */
export const checkCommand = defineCommand({
  usage: 'check [files..]',
  describe: 'Check smoke files without starting a server',
  examples: [
    { line: 'check', does: 'all smoke files here' },
    { line: 'check smoke.yaml --var region=eu', does: 'one file, with a variable of its own' },
  ],
  positionals: { files: { type: 'string', array: true, default: [] as string[] } },
  options: FILE_OPTIONS,
  async run(argv) {
    const { plansFrom } = await import('../plans.ts');
    const { createRedactor } = await import('../../redact/redactor.ts');
    const plans = await plansFrom(argv);
    const { text } = createRedactor(plans.flatMap(({ secrets }) => secrets));
    for (const { file, name, steps, teardown } of plans) {
      const all = [...steps, ...teardown];
      sayLine(text(`OK    ${file}  ${name}: ${plural(all.length, 'step')}`));
      // Cases of one step have one place.
      for (const note of new Set(all.flatMap(todoNote))) sayLine(text(note));
    }
    return 0;
  },
});

function todoNote({ todo, target }: PlannedStep): string[] {
  if (!todo) return [];
  const { file, line, column } = todo.at;
  return [`TODO  ${file}:${line}:${column}  ${target}: ${todo.text}`];
}
