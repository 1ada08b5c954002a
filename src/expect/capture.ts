/** Takes a value out of a result for later steps. */
import type { Json } from '../model.ts';
import { selectIn } from './json-path.ts';
import type { Observation } from './observation.ts';

/** `unchecked`: why it is not known whether there is something. */
export type Captured =
  | { readonly found: true; readonly value: Json }
  | { readonly found: false; readonly unchecked?: string };

/** JSONPath on the structured value. One value is taken as it is, several as a list. */
export function readCapture(path: string, observed: Observation): Captured {
  if (observed.structured === undefined) return { found: false };
  const selection = selectIn(path, observed.structured);
  if ('unchecked' in selection) return { found: false, ...selection };
  if (selection.problem !== undefined || selection.values.length === 0) return { found: false };
  const { values } = selection;
  return { found: true, value: (values.length === 1 ? values[0] : [...values]) as Json };
}
