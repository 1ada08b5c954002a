import { readFileSync } from 'node:fs';
import { defineCommand } from '../command.ts';

/** `mcp-smoke schema [smoke|report|lock]`: the JSON Schema of the smoke file, of the JSON report or of the lock file. */
export const schemaCommand = defineCommand({
  usage: 'schema [what]',
  describe: 'Print the JSON Schema of the smoke file (or of the report, or of the lock file)',
  examples: [
    { line: 'schema', does: 'of the smoke file, for editors' },
    { line: 'schema report', does: 'of the JSON report' },
    { line: 'schema lock', does: 'of the lock file' },
  ],
  positionals: { what: { choices: ['smoke', 'report', 'lock'] as const, default: 'smoke' as const } },
  async run({ what }) {
    process.stdout.write(readFileSync(new URL(`../schema/${what}.schema.json`, import.meta.url), 'utf8'));
    return 0;
  },
});
