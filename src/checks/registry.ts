/** All rules by their id. */
import type { RuleInfo } from '../model.ts';
import { artifactRules } from './artifact/rules.ts';
import { contractRules } from './contract/rules.ts';
import { infoOf } from './exchange-rule.ts';
import {
  callChecks,
  closeChecks,
  connectChecks,
  framesChecks,
  listChecks,
  toolChecks,
  unaskedEndChecks,
} from './index.ts';
import { scriptRules } from './script/rules.ts';

/** Every rule once, without its detection. */
export const allRules: readonly RuleInfo[] = [
  ...new Map(
    [
      ...connectChecks,
      ...listChecks,
      ...toolChecks,
      ...callChecks,
      ...framesChecks,
      ...closeChecks,
      ...unaskedEndChecks,
      ...scriptRules,
      ...artifactRules,
      ...contractRules,
    ].map((rule) => [rule.id, infoOf(rule)]),
  ).values(),
];

/** Whether, and how, a call hangs of which this rule tells. */
export function hangOf(id: string): RuleInfo['isHang'] {
  return byId.get(id)?.isHang;
}

const byId = new Map(allRules.map((rule) => [rule.id, rule]));

/** The rule with this id; throws on one that there is not, which is a mistake of ours. */
export function ruleInfo(id: string): RuleInfo {
  const rule = byId.get(id);
  if (!rule) throw new Error(`There is no rule "${id}".`);
  return rule;
}
