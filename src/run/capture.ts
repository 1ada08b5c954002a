/** Values of an answer for later steps. */

import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { readCapture } from '../expect/capture.ts';
import { settle, statusOf } from '../findings/settle.ts';
import type { Capture, Json, Plan, PlannedStep, RawFinding } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { formatPlace } from './place.ts';
import type { Observed } from './step.ts';

interface Capturing {
  readonly plan: Plan;
  /** By variable name. */
  readonly captures: Map<string, Json>;
  readonly redactor: Redactor;
}

/** Sets the variables of a step that passed so far; those marked secret are hidden from then on. May be run again. */
export function capture(
  context: Capturing,
  step: PlannedStep,
  { structured, text, durationMs, findings }: Observed,
): RawFinding[] {
  if (statusOf(settle(findings, context.plan.rules)) !== 'passed') return [];
  const { captures } = context;
  return step.capture.flatMap((wanted) => {
    const { variable, path } = wanted;
    const captured = readCapture(path, { structured, text, durationMs });
    if (!captured.found && captured.unchecked) return [unchecked(wanted, captured.unchecked)];
    if (!captured.found) return [missing(wanted, `${path} selects nothing in the answer`)];
    if (wanted.isSecret && !hide(context, variable, captured.value)) {
      return [missing(wanted, `what ${path} selects is too short to be kept secret`)];
    }
    captures.set(variable, captured.value as Json);
    return [];
  });
}

/** Every text and number of the value; false where one of them cannot be hidden. */
function hide(context: Capturing, name: string, value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'object') return Object.values(value).every((item) => hide(context, name, item));
  return context.redactor.add({ name, value: String(value) });
}

function unchecked({ variable, at }: Capture, why: string): RawFinding {
  const message = `nothing is captured as ${variable}: not checked, ${why}`;
  return toFinding(ruleInfo('not-checked'), { message, where: formatPlace(at) });
}

function missing({ variable, at }: Capture, why: string): RawFinding {
  const message = `nothing to capture as ${variable}: ${why}`;
  return toFinding(ruleInfo('capture-missing'), { message, where: formatPlace(at) });
}
