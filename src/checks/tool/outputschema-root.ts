import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ToolSubject } from '../subjects.ts';
import { rootFault } from './root-type.ts';

/** From this revision on, structured content may be any JSON value. */
const ANY_ROOT_SINCE = '2026-07-28';

export const outputschemaRoot = defineCheck<ToolSubject>({
  id: 'outputschema-root',
  level: 'error',
  title: 'outputSchema is no schema of an object.',
  plain: 'The description of what a tool returns is not valid.',
  hint: 'Give outputSchema "type": "object" at its root; wrap other values, for example as {"result": …}, or leave it out.',
  spec: SPEC.outputSchema,
  inspect: (subject, add) => {
    const schema = isObject(subject.raw) ? subject.raw['outputSchema'] : undefined;
    if (schema === undefined || subject.protocol >= ANY_ROOT_SINCE) return;
    const fault = rootFault(subject, 'outputSchema', schema);
    if (fault) add(fault);
  },
});
