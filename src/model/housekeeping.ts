/** The steps that every run makes by itself, in their order, and the ids that they go by. */
import type { StepKind } from './report.ts';

export const HOUSEKEEPING = [
  'install',
  'connect',
  'list',
  'schema',
  'contract',
  'close',
] as const satisfies readonly StepKind[];

/** Whether it is one of those, and none of the script. */
export function isHousekeeping(kind: StepKind): boolean {
  return (HOUSEKEEPING as readonly StepKind[]).includes(kind);
}
