/** The table: text of a server → cause → hint. In each text the first row that matches wins, so the special stand before the general. */
import type { RuleInfo } from '../model.ts';
import { argumentCauses } from './causes/arguments.ts';
import type { Cause } from './causes/cause.ts';
import { environmentCauses } from './causes/environment.ts';
import { eventLoopCauses } from './causes/event-loop.ts';
import { httpCauses } from './causes/http.ts';
import { protocolCauses } from './causes/protocol.ts';
import { resultCauses } from './causes/results.ts';
import { startCauses } from './causes/start.ts';
import { hangRules } from './stacks/rules.ts';

export const causes: readonly Cause[] = [
  ...eventLoopCauses,
  ...resultCauses,
  ...argumentCauses,
  ...startCauses,
  ...environmentCauses,
  ...protocolCauses,
  ...httpCauses,
];

/** Every rule of the table and of stacks once, for the docs. */
export const diagnosisRules: readonly RuleInfo[] = [
  ...new Set([...causes.flatMap(({ rule, ruleIfFit }) => [rule, ...(ruleIfFit ? [ruleIfFit] : [])]), ...hangRules]),
];
