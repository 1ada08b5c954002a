/** docs/rules.md from the rule objects, so that the page cannot say anything else than the program. */

import { artifactRules } from '../src/checks/artifact/rules.ts';
import { crashIdle } from '../src/checks/close/crash-idle.ts';
import { contractRules } from '../src/checks/contract/rules.ts';
import { hostRules } from '../src/checks/host/rules.ts';
import { callChecks, closeChecks, connectChecks, framesChecks, listChecks, toolChecks } from '../src/checks/index.ts';
import { profiles } from '../src/checks/profiles.ts';
import { scriptRules } from '../src/checks/script/rules.ts';
import { textChecksOfLists } from '../src/checks/texts/rules.ts';
import { diagnosisRules } from '../src/diagnosis/diagnose.ts';
import { everyRule } from '../src/engine/rule-ids.ts';
import { sourceOnly } from '../src/lint/rules/info.ts';
import type { RuleInfo } from '../src/model.ts';
import { probeRules } from '../src/probes/index.ts';

/** In the order of the page. A rule of several groups stands in the one that is most its own. */
const GROUPS: readonly { title: string; rank: number; rules: readonly RuleInfo[] }[] = [
  { title: 'Starting and the handshake', rank: 5, rules: connectChecks },
  { title: 'The package that is published', rank: 8, rules: artifactRules },
  { title: 'Listing the tools', rank: 4, rules: listChecks },
  { title: 'One tool and its schemas', rank: 2, rules: toolChecks },
  { title: 'What hosts refuse', rank: 1, rules: hostRules },
  { title: 'What a model reads', rank: 3, rules: textChecksOfLists },
  { title: 'Calls', rank: 3, rules: callChecks },
  { title: 'What crosses the wire', rank: 1, rules: framesChecks },
  { title: 'Closing', rank: 1, rules: [...closeChecks, crashIdle] },
  { title: 'The contract with the last release', rank: 1, rules: contractRules },
  { title: 'Found by the run itself', rank: 1, rules: scriptRules },
  { title: 'Probes', rank: 6, rules: probeRules },
  { title: 'Causes, read from stderr or from an error text', rank: 7, rules: diagnosisRules },
  { title: 'Found in source alone', rank: 8, rules: sourceOnly },
];

/** The page as Markdown. Throws when a rule stands in no group. */
export async function rulesPage(): Promise<string> {
  const rules = await everyRule();
  const placed = rules.map((rule) => ({ rule, title: titleOf(rule) }));
  const rulesOf = (title: string) => placed.filter((one) => one.title === title).map(({ rule }) => rule);
  const sections = GROUPS.map(({ title }) => section(title, rulesOf(title)));
  return `${HEAD.replace('COUNT', String(rules.length))}\n${sections.join('\n')}\n${PROFILES}`;
}

const HEAD = `# Rules

<!-- Written by \`npm run docs\`. -->

All COUNT of them. \`mcp-smoke rules\` lists them, \`mcp-smoke explain RULE\` prints one. A level can be changed in the smoke
file: \`rules: { cold-start-slow: off }\`. A finding with the level error fails its step.
`;

const PROFILES = `## Profiles

The name of a host in \`rules:\` stands for all its rules: \`rules: { host-gemini: off, host-anthropic: error }\`. A rule of
several hosts is off only when all of them are off; an entry of its own wins.

${profiles.map(({ id, rules }) => `- \`${id}\`: ${rules.join(', ')}`).join('\n')}
`;

function titleOf({ id }: RuleInfo): string {
  const owners = GROUPS.filter(({ rules }) => rules.some((rule) => rule.id === id));
  const [owner] = owners.toSorted((a, b) => a.rank - b.rank);
  if (!owner) throw new Error(`the rule ${id} stands in no group`);
  return owner.title;
}

function section(title: string, rules: readonly RuleInfo[]): string {
  return `## ${title}\n\n${rules.map(entry).join('\n')}`;
}

function entry({ id, level, otherLevels = [], title, hint, spec, looksFor }: RuleInfo): string {
  const source = looksFor ? `\n\nIn source, \`mcp-smoke lint\` looks for: ${escaped(looksFor)}` : '';
  const see = spec ? `\n\nSee ${spec}` : '';
  return `### ${id}\n\n**${level}**${otherLevels.map((one) => `, or ${one}`).join('')}: ${escaped(title)}\n\nFix: ${escaped(hint)}${source}${see}\n`;
}

/** Text, not markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&');
}
