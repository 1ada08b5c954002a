import { profiles } from '../../checks/profiles.ts';
import { everyRule } from '../../engine/rule-ids.ts';
import { defineCommand } from '../command.ts';
import { RUN_OPTIONS } from '../options.ts';
import { stdoutPalette } from '../palette.ts';

const OPTIONS = { color: RUN_OPTIONS.color } as const;
const PAINTS = { error: 'bad', warning: 'notice', info: 'faint' } as const;

/** `mcp-smoke rules`: every rule with its level, then the profiles of hosts. */
export const rulesCommand = defineCommand({
  usage: 'rules',
  describe: 'List every rule',
  examples: [{ line: 'rules', does: 'id, level and title, one a line' }],
  options: OPTIONS,
  async run(argv) {
    const palette = stdoutPalette(argv);
    for (const { id, level, title } of await everyRule())
      process.stdout.write(
        `${palette[PAINTS[level]](level)}${' '.repeat(9 - level.length)}${id.padEnd(30)} ${title}\n`,
      );
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
  options: OPTIONS,
  async run(argv) {
    const { explain } = await import('../../engine/explain.ts');
    const [first = '', ...lines] = (await explain(argv.rule)).text.split('\n');
    process.stdout.write([stdoutPalette(argv).strong(first), ...lines].join('\n'));
    return 0;
  },
});
