import type { StepResult } from '../model.ts';

/** What people call a step: `create (create_note)`, or the name alone where the tool has the same. */
export function stepLabel({ name, tool }: Pick<StepResult, 'name' | 'tool'>): string {
  return tool === undefined || name === tool || name.includes(`(${tool})`) ? name : `${name} (${tool})`;
}
