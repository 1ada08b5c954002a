import type { PlannedStep } from '../../model.ts';
import { plural } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { defineCommand } from '../command.ts';
import { FILE_OPTIONS, RUN_OPTIONS } from '../options.ts';
import { stdoutPalette } from '../palette.ts';

/** `mcp-smoke check [FILE …]`: the files only, no server; for pre-commit. */
export const checkCommand = defineCommand({
  usage: 'check [files..]',
  describe: 'Check smoke files without starting a server',
  examples: [
    { line: 'check', does: 'all smoke files here' },
    { line: 'check smoke.yaml --var region=eu', does: 'one file, with a variable of its own' },
  ],
  positionals: { files: { type: 'string', array: true, default: [] as string[] } },
  options: { ...FILE_OPTIONS, color: RUN_OPTIONS.color },
  async run(argv) {
    const { plansFrom } = await import('../plans.ts');
    const { createRedactor } = await import('../../redact/redactor.ts');
    const plans = await plansFrom(argv);
    const { text } = createRedactor(plans.flatMap(({ secrets }) => secrets));
    const { good, notice } = stdoutPalette(argv);
    const say = (word: string, rest: string) => process.stdout.write(`${word}${printable(text(rest))}\n`);
    for (const { file, name, steps, teardown } of plans) {
      const all = [...steps, ...teardown];
      say(good('OK'), `    ${file}  ${name}: ${plural(all.length, 'step')}`);
      // Cases of one step have one place.
      for (const note of new Set(all.flatMap(todoNote))) say(notice('TODO'), note);
    }
    return 0;
  },
});

function todoNote({ todo, target }: PlannedStep): string[] {
  if (!todo) return [];
  const { file, line, column } = todo.at;
  return [`  ${file}:${line}:${column}  ${target}: ${todo.text}`];
}
