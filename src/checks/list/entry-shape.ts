import { isObject, kindOf } from '../../json/kind.ts';
import type { Exchange } from '../../model.ts';
import { type Fault, mayBe, mustBeString } from '../call/block-shape.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { TEMPLATES } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

/** A list of more is looked at so far. */
const MOST_ENTRIES = 10_000;

type Fields = Readonly<Record<string, unknown>>;

export const entryShape = defineCheck<ListSubject>({
  id: 'entry-shape',
  level: 'error',
  title: 'An entry of the list of resources, resource templates or prompts is none.',
  plain: 'The description of a resource or prompt is not valid.',
  hint: 'A resource has a uri and a name, a template a uriTemplate and a name, a prompt a name (strings); leave out optional fields that are empty.',
  spec: SPEC.listResources,
  inspect: (subject, add) => {
    for (const { what, key, exchange } of listsOf(subject)) {
      const { outcome } = exchange;
      const result = outcome.kind === 'result' && isObject(outcome.result) ? outcome.result : {};
      const faults = [...faultsIn(result, key), ...mayBe(result, 'nextCursor', isTextOrNull, 'a string')];
      const [first] = faults;
      if (!first) continue;
      const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
      const message = `In the answer to ${what}, ${placeIn(first.path)} ${first.text}${more}; clients reject the whole list.`;
      const entry = Array.isArray(result[key]) ? result[key][Number(first.path.split('/')[2])] : undefined;
      add({ message, where: first.path, evidence: quoted(entry ?? result) });
    }
  },
});

interface List {
  readonly what: string;
  readonly key: string;
  readonly exchange: Exchange;
}

function listsOf({ others = [], templates }: ListSubject): List[] {
  return [
    ...others.map(({ method, exchange }) => ({ what: method, key: method.split('/')[0]!, exchange })),
    ...(templates ? [{ what: TEMPLATES, key: 'resourceTemplates', exchange: templates }] : []),
  ];
}

/** `resources[3].name` for `/resources/3/name`. */
function placeIn(path: string): string {
  return path
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  resources: ['uri', 'name'],
  resourceTemplates: ['uriTemplate', 'name'],
  prompts: ['name'],
};

function faultsIn(result: Fields, key: string): Fault[] {
  const list = result[key];
  if (!Array.isArray(list)) return [];
  return list
    .slice(0, MOST_ENTRIES)
    .flatMap((entry, index) =>
      entryFaults(entry, key).map(({ path, text }) => ({ path: `/${key}/${index}${path}`, text })),
    );
}

function entryFaults(entry: unknown, key: string): Fault[] {
  if (!isObject(entry)) return [{ path: '', text: `is ${kindOf(entry)}, not an object` }];
  const isResource = key !== 'prompts';
  return [
    ...(REQUIRED[key] ?? []).flatMap((field) => mustBeString(entry, field)),
    ...['title', 'description'].flatMap((field) => mayBe(entry, field, isText, 'a string')),
    ...mayBe(entry, 'icons', Array.isArray, 'an array'),
    ...mayBe(entry, '_meta', isObject, 'an object'),
    ...(isResource ? mayBe(entry, 'mimeType', isText, 'a string') : []),
    ...(isResource ? mayBe(entry, 'annotations', isObject, 'an object') : []),
    ...(key === 'resources' ? mayBe(entry, 'size', (value) => typeof value === 'number', 'a number') : []),
    ...(isResource ? [] : argumentFaults(entry)),
  ];
}

function argumentFaults(prompt: Fields): Fault[] {
  const list = prompt['arguments'];
  if (!Array.isArray(list)) return mayBe(prompt, 'arguments', Array.isArray, 'an array');
  return list.slice(0, MOST_ENTRIES).flatMap((one: unknown, index) => {
    const faults = isObject(one)
      ? [
          ...mustBeString(one, 'name'),
          ...mayBe(one, 'description', isText, 'a string'),
          ...mayBe(one, 'required', (value) => typeof value === 'boolean', 'a boolean'),
        ]
      : [{ path: '', text: `is ${kindOf(one)}, not an object` }];
    return faults.map(({ path, text }) => ({ path: `/arguments/${index}${path}`, text }));
  });
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** null is told with what else must not be null (null-arrays). */
function isTextOrNull(value: unknown): boolean {
  return value === null || isText(value);
}
