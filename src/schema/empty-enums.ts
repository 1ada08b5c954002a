/** `enum: []` is legal (JSON Schema 2020-12 Validation §6.1.2: SHOULD have an element), and nothing fits it. */

import { pointerTo } from '../json/pointer.ts';
import type { SchemaProblem } from '../model.ts';
import { atPlaces, type Position } from './positions.ts';

/** One problem for all of them, at the first. */
export function emptyEnums(positions: readonly Position[]): SchemaProblem[] {
  const places = positions.filter(({ schema }) => Array.isArray(schema['enum']) && schema['enum'].length === 0);
  if (places.length === 0) return [];
  const [where, ...more] = places.map(({ pointer }) => pointerTo(pointer, 'enum'));
  return [{ kind: 'enum-empty', message: `"enum" is an empty list${atPlaces(more)}`, where: where! }];
}
