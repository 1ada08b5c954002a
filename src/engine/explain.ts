/** One rule, or the profile of a host, told to people: what it means and what to change. */
import type { Example } from '../checks/examples.ts';
import { type Profile, profiles } from '../checks/profiles.ts';
import { type RuleInfo, UsageError } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import { everyRule } from './rule-ids.ts';

export interface Explained {
  readonly text: string;
  /** One of both. */
  readonly rule?: RuleInfo;
  readonly profile?: Profile;
  readonly example?: Example;
  /** Profiles that the rule belongs to. */
  readonly hosts: readonly string[];
}

/** `name`: the id of a rule or of a profile. Throws UsageError for any other. */
export async function explain(name: string): Promise<Explained> {
  const rules = await everyRule();
  const profile = profiles.find(({ id }) => id === name);
  if (profile) return { text: describeProfile(profile), profile, hosts: [] };
  const rule = rules.find(({ id }) => id === name);
  if (!rule)
    throw new UsageError(
      `there is no rule ${JSON.stringify(name)}${near(name, [...rules, ...profiles])} \`mcp-smoke rules\` lists them all`,
    );
  const { EXAMPLES } = await import('../checks/examples.ts');
  const example = Object.hasOwn(EXAMPLES, rule.id) ? EXAMPLES[rule.id] : undefined;
  const hosts = profiles.filter(({ rules: own }) => own.includes(rule.id)).map(({ id }) => id);
  return { text: describe(rule, example, hosts), rule, hosts, ...(example ? { example } : {}) };
}

function describe(
  { id, level, otherLevels = [], title, hint, spec, looksFor }: RuleInfo,
  example: Example | undefined,
  hosts: readonly string[],
): string {
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
