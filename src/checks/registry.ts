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

let known: ReadonlyMap<string, RuleInfo> | undefined;

/** Every rule by its id, without its detection. */
function rules(): ReadonlyMap<string, RuleInfo> {
  known ??= new Map(
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
  );
  return known;
}

/** Every rule once. */
export function allRules(): readonly RuleInfo[] {
  return [...rules().values()];
}

/** Whether, and how, a call hangs of which this rule tells. */
export function hangOf(id: string): RuleInfo['isHang'] {
  return rules().get(id)?.isHang;
}

/** The rule with this id; throws on one that there is not, which is a mistake of ours. */
export function ruleInfo(id: string): RuleInfo {
  const rule = rules().get(id);
  if (!rule) throw new Error(`There is no rule "${id}".`);
  return rule;
}
