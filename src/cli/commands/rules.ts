import type { Example } from '../../checks/examples.ts';
import { type Profile, profiles } from '../../checks/profiles.ts';
import { everyRule } from '../../engine/rule-ids.ts';
import { type RuleInfo, UsageError } from '../../model.ts';
import { didYouMean } from '../../text/suggest.ts';
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
    const rules = await everyRule();
    const profile = profiles.find(({ id }) => id === rule);
    const found = rules.find(({ id }) => id === rule);
    if (!profile && !found)
      throw new UsageError(
        `there is no rule ${JSON.stringify(rule)}${near(rule, [...rules, ...profiles])} \`mcp-smoke rules\` lists them all`,
      );
    const { EXAMPLES } = await import('../../checks/examples.ts');
    process.stdout.write(profile ? describeProfile(profile) : describe(found!, EXAMPLES[found!.id]));
    return 0;
  },
});

function describe(
  { id, level, otherLevels = [], title, hint, spec, looksFor }: RuleInfo,
  example: Example | undefined,
): string {
  const hosts = profiles.filter(({ rules }) => rules.includes(id)).map((profile) => profile.id);
  const lines = [
    `${id} (${[level, ...otherLevels].join(', or ')})`,
    '',
    title,
    '',
    ...(example ? exampleLines(example) : []),
    `Fix: ${hint}`,
    ...(looksFor ? [`In source, mcp-smoke lint looks for: ${looksFor}`] : []),
    ...(spec ? [`See: ${spec}`] : []),
    ...(hosts.length > 0 ? [`Profiles: ${hosts.join(', ')}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function exampleLines({ wire, users, mended }: Example): string[] {
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const parts = [
    ['On the wire:', ...indented(wire)],
    ['What users see:', ...indented([users])],
    ['Mended:', ...indented(mended)],
  ];
  return parts.flatMap((lines) => [...lines, '']);
}

function describeProfile({ id, title, rules }: Profile): string {
  const hint = `In the smoke file, \`rules: { ${id}: off }\` switches them off; a level in its place sets theirs.`;
  return `${[`${id} (profile)`, '', title, '', `Rules: ${rules.join(', ')}`, hint].join('\n')}\n`;
}

/** The nearest in spelling, else those that are called alike. */
function near(name: string, rules: readonly { readonly id: string }[]): string {
  const ids = rules.map(({ id }) => id);
  const hint = didYouMean(name, ids);
  if (hint) return `; ${hint}`;
  const similar = ids.filter((id) => name.length > 2 && (id.includes(name) || name.includes(id)));
  return similar.length > 0 ? `; near it: ${similar.slice(0, 5).join(', ')};` : ';';
}
