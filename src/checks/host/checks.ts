/** What hosts refuse although MCP allows it. */
import type { Check } from '../check.ts';
import type { ListSubject } from '../subjects.ts';
import { arrayNoItems } from './array-no-items.ts';
import { geminiKeywords } from './gemini-keywords.ts';
import { nameCharset } from './name-charset.ts';
import { nameLength } from './name-length.ts';
import { objectNoProperties } from './object-no-properties.ts';
import { optionalListAnyof } from './optional-list-anyof.ts';
import { propNameLong } from './prop-name-long.ts';
import { rootCombinator } from './root-combinator.ts';
import { typeArrayUnion } from './type-array-union.ts';
import { vendorKeys } from './vendor-keys.ts';

export const hostChecks: readonly Check<ListSubject>[] = [
  arrayNoItems,
  geminiKeywords,
  nameCharset,
  nameLength,
  objectNoProperties,
  optionalListAnyof,
  propNameLong,
  rootCombinator,
  typeArrayUnion,
  vendorKeys,
];
