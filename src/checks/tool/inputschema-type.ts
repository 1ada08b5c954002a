import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ToolSubject } from '../subjects.ts';
import { rootFault } from './root-type.ts';

export const inputschemaType = defineCheck<ToolSubject>({
  id: 'inputschema-type',
  level: 'error',
  title: 'inputSchema is no schema of an object.',
  plain: 'The description of what a tool takes is not valid.',
  hint: 'Give the tool an inputSchema with "type": "object" at its root; without arguments: {"type":"object","properties":{}}.',
  spec: SPEC.tool,
  inspect: (subject, add) => {
    if (!isObject(subject.raw)) return;
    const fault = rootFault(subject, 'inputSchema', subject.raw['inputSchema']);
    if (fault) add(fault);
  },
});
