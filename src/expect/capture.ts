/** Takes a value out of a result for later steps. */
import type { Json } from '../model.ts';
import { select } from './json-path.ts';
import type { Observation } from './observation.ts';

export type Captured = { readonly found: true; readonly value: Json } | { readonly found: false };

/** JSONPath on the structured value. One value is taken as it is, several as a list. */
export function readCapture(path: string, observed: Observation): Captured {
  if (observed.structured === undefined) return { found: false };
  const selection = select(path, observed.structured);
  if (selection.problem !== undefined || selection.values.length === 0) return { found: false };
  const { values } = selection;
  return { found: true, value: (values.length === 1 ? values[0] : [...values]) as Json };
}
