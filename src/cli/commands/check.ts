import { findSmokeFiles } from '../../config/find.ts';
import { loadPlans } from '../../config/load.ts';
import type { Command } from '../command.ts';
import { environmentOf, FILE_OPTIONS, parseVars } from '../options.ts';
import { knownRules } from '../rule-ids.ts';

/** `mcp-smoke check [FILE …]`: the files only, no server; for pre-commit. */
export const checkCommand: Command = (cli, done) => {
  cli.command(
    'check [files..]',
    'Check smoke files without starting a server',
    (command) =>
      command.positional('files', { type: 'string', array: true, default: [] as string[] }).options(FILE_OPTIONS),
    async (argv) => {
      const cwd = process.cwd();
      const files = await findSmokeFiles(argv.files.map(String), cwd);
      const env = environmentOf(argv.envFile);
      const plans = await loadPlans(files, { cwd, env, vars: parseVars(argv.var), knownRules: await knownRules() });
      for (const { file, name, steps, teardown } of plans) {
        process.stdout.write(`OK    ${file}  ${name}: ${steps.length + teardown.length} steps\n`);
      }
      done(0);
    },
  );
};
