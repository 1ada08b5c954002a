/** What we could not judge: said, and held against nobody. */
import type { RuleInfo } from '../model.ts';

export const notChecked: RuleInfo = {
  id: 'not-checked',
  level: 'warning',
  title: 'Something is too large or too costly to be judged, and was not checked.',
  hint: 'Make the list, the schema, the pattern or the path simpler if you can; other clients may have the same trouble.',
};
