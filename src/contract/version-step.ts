/** Which version step changes ask for, and whether the server has made it (Semantic Versioning 2.0.0, §4, §6 to §8). */
import type { ContractFacts } from '../model.ts';
import type { Change } from './change.ts';

export type Step = ContractFacts['suggests'];

export function suggestedStep(changes: readonly Change[]): Step {
  const has = (kind: Change['kind']) => changes.some((change) => change.kind === kind);
  if (has('breaking')) return 'major';
  if (has('added')) return 'minor';
  return has('reworded') || has('unsure') ? 'patch' : 'none';
}

const ORDER: Readonly<Record<Step, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

/**
 * The step from one version to the next where it is smaller than what is asked for; undefined where it is large enough, where the
 * version is still the same, and where either is no semantic version. Before 1.0.0 each step counts for one more.
 */
export function tooSmallStep(before: string | undefined, after: string | undefined, asked: Step): Step | undefined {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (!old || !now) return undefined;
  const at = [0, 1, 2].find((index) => old[index] !== now[index]);
  if (at === undefined || now[at]! < old[at]!) return undefined;
  const made = (['major', 'minor', 'patch'] as const)[at]!;
  const isEarly = old[0] === 0 && now[0] === 0;
  const counted = isEarly ? ORDER[made] + 1 : ORDER[made];
  return counted < ORDER[asked] ? made : undefined;
}

function partsOf(version: string | undefined): number[] | undefined {
  const found = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+][\w.+-]*)?$/.exec(version ?? '');
  return found?.slice(1).map(Number);
}
