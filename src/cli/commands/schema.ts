import { readFile } from 'node:fs/promises';
import type { Command } from '../command.ts';

/** `mcp-smoke schema [smoke|report]`: the JSON Schema of the smoke file or of the JSON report. */
export const schemaCommand: Command = (cli, done) => {
  cli.command(
    'schema [what]',
    'Print the JSON Schema of the smoke file (or of the report)',
    (command) => command.positional('what', { choices: ['smoke', 'report'] as const, default: 'smoke' as const }),
    async ({ what }) => {
      process.stdout.write(await readFile(new URL(`../schema/${what}.schema.json`, import.meta.url), 'utf8'));
      done(0);
    },
  );
};
