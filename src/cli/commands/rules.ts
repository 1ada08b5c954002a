import { profiles } from '../../checks/profiles.ts';
import { everyRule } from '../../engine/rule-ids.ts';
import { defineCommand } from '../command.ts';

/** `mcp-smoke rules`: every rule with its level, then the profiles of hosts. */
export const rulesCommand = defineCommand({
  usage: 'rules',
  describe: 'List every rule',
  examples: [{ line: 'rules', does: 'id, level and title, one a line' }],
  async run() {
    for (const { id, level, title } of await everyRule())
      process.stdout.write(`${level.padEnd(8)} ${id.padEnd(30)} ${title}\n`);
    for (const { id, title } of profiles) process.stdout.write(`profile  ${id.padEnd(30)} ${title}\n`);
    return 0;
  },
});

/** `mcp-smoke explain RULE`: what it means and what to change. */
export const explainCommand = defineCommand({
  usage: 'explain <rule>',
  describe: 'Explain one rule: what it means and what to change',
  examples: [
    { line: 'explain stdout-noise-call', does: 'one rule' },
    { line: 'explain host-cursor', does: 'what one host refuses' },
  ],
  positionals: { rule: { type: 'string', demandOption: true } },
  async run({ rule }) {
    const { explain } = await import('../../engine/explain.ts');
    process.stdout.write((await explain(rule)).text);
    return 0;
  },
});
