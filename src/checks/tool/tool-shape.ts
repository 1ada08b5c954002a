import { isObject, kindOf } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ToolSubject } from '../subjects.ts';
import { placeOf, toolName } from './tool-name.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

export const toolShape = defineCheck<ToolSubject>({
  id: 'tool-shape',
  level: 'error',
  title: 'An entry of the list of tools is not a tool.',
  plain: 'The description of a tool is not valid.',
  hint: 'Each tool is an object with a name (string) and an inputSchema (object); leave out optional fields that are empty.',
  spec: SPEC.tool,
  inspect: (subject, add) => {
    for (const { key, text } of faultsOf(subject.raw)) {
      const message = `The tool ${toolName(subject)} ${text}.`;
      add({ message, where: `${placeOf(subject)}${key}`, evidence: quoted(subject.raw) });
    }
  },
});

interface Fault {
  readonly key: string;
  readonly text: string;
}

function faultsOf(tool: unknown): Fault[] {
  if (!isObject(tool)) return [{ key: '', text: `is ${kindOf(tool)}, not an object` }];
  const { name, description, title, annotations, _meta, icons } = tool;
  return [
    ...(name === '' ? [{ key: '/name', text: 'has an empty name' }] : []),
    ...wrong(tool, 'name', typeof name === 'string', 'a string'),
    ...optional(tool, 'description', typeof description === 'string', 'a string'),
    ...optional(tool, 'title', typeof title === 'string', 'a string'),
    ...optional(tool, '_meta', isObject(_meta), 'an object'),
    ...optional(tool, 'icons', Array.isArray(icons), 'an array'),
    ...optional(tool, 'annotations', isObject(annotations), 'an object'),
    ...(isObject(annotations) ? annotationFaults(annotations) : []),
  ];
}

function annotationFaults(annotations: Record<string, unknown>): Fault[] {
  const faults = HINTS.flatMap((key) => optional(annotations, key, typeof annotations[key] === 'boolean', 'a boolean'));
  return faults.map(({ key, text }) => ({ key: `/annotations${key}`, text }));
}

function optional(holder: Record<string, unknown>, key: string, fine: boolean, wanted: string): Fault[] {
  return holder[key] === undefined ? [] : wrong(holder, key, fine, wanted);
}

function wrong(holder: Record<string, unknown>, key: string, fine: boolean, wanted: string): Fault[] {
  if (fine) return [];
  const value = holder[key];
  const text = value === undefined ? `has no ${key}` : `has ${kindOf(value)} as its ${key}, not ${wanted}`;
  return [{ key: `/${key}`, text }];
}
