import { type RuleInfo, UsageError } from '../../model.ts';
import type { Command } from '../command.ts';
import { everyRule } from '../rule-ids.ts';

/** `mcp-smoke rules`: every rule with its level. */
export const rulesCommand: Command = (cli, done) => {
  cli.command('rules', 'List every rule', {}, async () => {
    for (const { id, level, title } of await everyRule())
      process.stdout.write(`${level.padEnd(8)} ${id.padEnd(30)} ${title}\n`);
    done(0);
  });
};

/** `mcp-smoke explain RULE`: what it means and what to change. */
export const explainCommand: Command = (cli, done) => {
  cli.command(
    'explain <rule>',
    'Explain one rule: what it means and what to change',
    (command) => command.positional('rule', { type: 'string', demandOption: true }),
    async ({ rule }) => {
      const rules = await everyRule();
      const found = rules.find(({ id }) => id === rule);
      if (!found)
        throw new UsageError(
          `there is no rule ${JSON.stringify(rule)}; mcp-smoke rules lists them${near(rule, rules)}`,
        );
      process.stdout.write(describe(found));
      done(0);
    },
  );
};

function describe({ id, level, title, hint, spec }: RuleInfo): string {
  const lines = [`${id} (${level})`, '', title, '', `Fix: ${hint}`, ...(spec ? [`See: ${spec}`] : [])];
  return `${lines.join('\n')}\n`;
}

function near(name: string, rules: readonly RuleInfo[]): string {
  const similar = rules.filter(({ id }) => id.includes(name) || name.includes(id)).map(({ id }) => id);
  return similar.length > 0 ? ` (near: ${similar.slice(0, 5).join(', ')})` : '';
}
