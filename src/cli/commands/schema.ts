import { readFileSync } from 'node:fs';
import { defineCommand } from '../command.ts';

/** `mcp-smoke schema [smoke|report]`: the JSON Schema of the smoke file or of the JSON report. */
export const schemaCommand = defineCommand({
  usage: 'schema [what]',
  describe: 'Print the JSON Schema of the smoke file (or of the report)',
  positionals: { what: { choices: ['smoke', 'report'] as const, default: 'smoke' as const } },
  async run({ what }) {
    process.stdout.write(readFileSync(new URL(`../schema/${what}.schema.json`, import.meta.url), 'utf8'));
    return 0;
  },
});
