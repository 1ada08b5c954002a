import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

/**
 * An input is validated by servers, as they like: newer dialects say that the flag should be set, drafts 6 and 7 do not. An
 * output is validated by clients, and the official one in TypeScript fails at tools/list, in whatever dialect.
 */
export const patternNotUnicode = schemaCheck(
  {
    id: 'pattern-not-unicode',
    level: 'warning',
    otherLevels: ['error'],
    title: 'A pattern in a schema is valid only without the "u" flag.',
    hint: 'Take the backslash from signs that need none (# @ _, and a "-" outside of brackets), and give one to a "-" beside a class, as in [\\w\\-.]. In an outputSchema such a pattern costs clients that compile it the whole list of tools.',
    spec: SPEC.patterns,
  },
  (_pattern, { key, dialect }) => {
    if (key === 'outputSchema') return 'error';
    return dialect === 'draft-06' || dialect === 'draft-07' ? undefined : 'warning';
  },
);
