/** One tool of both releases. */
import { isObject } from '../json/kind.ts';
import type { Json, JsonObject } from '../model.ts';
import { annotationChanges } from './annotations.ts';
import { added, breaking, type Change, shown, unsure } from './change.ts';
import { type Properties, propertiesOf } from './properties.ts';
import { compareSchemas, type SchemaChange } from './schema-changes.ts';
import { textChanges } from './texts.ts';

/** Costly: to be run `patiently`. */
export function toolChanges(name: string, before: JsonObject, after: JsonObject): Change[] {
  const [inputs, outputs] = [
    [propertiesOf(before['inputSchema']), propertiesOf(after['inputSchema'])],
    [propertiesOf(before['outputSchema']), propertiesOf(after['outputSchema'])],
  ] as const;
  return [
    ...inputChanges(name, before['inputSchema'], after['inputSchema'], inputs),
    ...outputChanges(name, before['outputSchema'], after['outputSchema'], outputs),
    ...annotationChanges(name, before['annotations'], after['annotations']),
    ...executionChanges(name, before['execution'], after['execution']),
    ...textChanges(name, textsOf(before, inputs[0], outputs[0]), textsOf(after, inputs[1], outputs[1])),
  ];
}

type Sides = readonly [Properties, Properties];

function inputChanges(tool: string, before: Json | undefined, after: Json | undefined, sides: Sides): Change[] {
  const { changes, isSameBack } = compareSchemas(ofArguments(before), ofArguments(after));
  const [gone, come] = differing(sides);
  const told = changes.map((change) => {
    const words = `${tool}: ${subjectOf(change)} ${change.words.input}`;
    if (!change.example) return unsure('contract-undecided', words);
    const rule = change.isRequired ? 'contract-argument-required' : 'contract-input-narrowed';
    return breaking(rule, words, `valid before, and not any more: ${shown(change.example.value)}`);
  });
  // What was told of a place says it all of what is in it.
  const isTold = (place: string) => changes.some((change) => change.place !== '' && place.startsWith(change.place));
  const lost = gone.filter((place) => !isTold(place) && !changes.some(({ place: at }) => at === place));
  const fresh = come.filter((place) => !isTold(place));
  return [
    ...told,
    ...(lost.length > 0
      ? [unsure('contract-property-removed', `${tool}: ${list(lost)} ${are(lost)} not an argument any more`)]
      : []),
    ...(fresh.length > 0 ? [added(`${tool} takes ${list(fresh)}`)] : []),
    ...(isSameBack || changes.length > 0 || fresh.length > 0 || lost.length > 0
      ? []
      : [added(`${tool} takes more than before`)]),
  ];
}

/** Arguments are an object, whatever a schema says or leaves open (MCP 2025-11-25, Tools, Tool). */
function ofArguments(schema: Json | undefined): Json {
  if (!isObject(schema)) return { type: 'object' };
  return schema['type'] === undefined ? { ...schema, type: 'object' } : (schema as JsonObject);
}

function outputChanges(tool: string, before: Json | undefined, after: Json | undefined, sides: Sides): Change[] {
  if (before === undefined) return after === undefined ? [] : [added(`${tool} has an outputSchema`)];
  if (after === undefined)
    return [breaking('contract-output-widened', `${tool}: the outputSchema is gone: its answer may be anything now`)];
  // What may come now must have been possible before.
  const { changes } = compareSchemas(after, before);
  const [gone, come] = differing(sides);
  const said = (change: SchemaChange) => `${subjectOf(change)} ${change.words.output}`;
  const doubts = changes.filter(({ example }) => !example);
  const told = [
    ...byExample(changes).map(([first, ...more]) => {
      const also = more.length > 0 ? `\nalso: ${more.map(said).join('; ')}` : '';
      const evidence = `possible now, and not before: ${shown(first.example!.value)}${also}`;
      return breaking('contract-output-widened', `${tool}: in its answer ${said(first)}`, evidence);
    }),
    ...doubts.map((change) => unsure('contract-undecided', `${tool}: in its answer ${said(change)}`)),
  ];
  const isTold = (place: string) => changes.some((change) => change.place !== '' && place.startsWith(change.place));
  const lost = gone.filter((place) => !isTold(place));
  const fresh = come.filter((place) => !isTold(place));
  return [
    ...told,
    ...(lost.length > 0
      ? [unsure('contract-property-removed', `${tool}: its answer does not name ${list(lost)} any more`)]
      : []),
    ...(fresh.length > 0 ? [added(`the answer of ${tool} has ${list(fresh)}`)] : []),
  ];
}

/** One value may show several: they are one fault. */
function byExample(changes: readonly SchemaChange[]): [SchemaChange, ...SchemaChange[]][] {
  const groups = new Map<string, [SchemaChange, ...SchemaChange[]]>();
  for (const change of changes) {
    if (!change.example) continue;
    const key = JSON.stringify(change.example.value);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

/** Places that only one side names; of nested ones the outermost. */
function differing([before, after]: Sides): readonly [string[], string[]] {
  return [
    outermost([...before.keys()].filter((place) => !after.has(place))),
    outermost([...after.keys()].filter((place) => !before.has(place))),
  ];
}

function outermost(places: readonly string[]): string[] {
  const isInside = (place: string, other: string) => place.startsWith(`${other}.`) || place.startsWith(`${other}[]`);
  return places.filter((place) => !place.endsWith('[]') && !places.some((other) => isInside(place, other)));
}

function subjectOf({ place }: SchemaChange): string {
  return place === '' ? 'it' : `\`${place}\``;
}

function list(places: readonly string[]): string {
  const some = places.slice(0, 8).map((place) => `\`${place}\``);
  return places.length > some.length ? `${some.join(', ')} and ${places.length - some.length} more` : some.join(', ');
}

function are(places: readonly string[]): string {
  return places.length === 1 ? 'is' : 'are';
}

/** How it is called as a task: clients have to know. */
function executionChanges(tool: string, before: unknown, after: unknown): Change[] {
  const [was, is] = [taskSupport(before), taskSupport(after)];
  if (was === is) return [];
  if (was !== 'required' && is === 'required')
    return [breaking('contract-input-narrowed', `${tool} can only be called as a task now (taskSupport: required)`)];
  if (was === 'required' && is === 'forbidden')
    return [
      breaking('contract-input-narrowed', `${tool} cannot be called as a task any more (taskSupport: forbidden)`),
    ];
  return is === 'optional'
    ? [added(`${tool} can be called as a task`)]
    : [unsure('contract-undecided', `${tool}: taskSupport was ${was} and is ${is} now`)];
}

function taskSupport(execution: unknown): string {
  const { taskSupport: support = 'forbidden' } = (execution ?? {}) as { taskSupport?: unknown };
  return String(support);
}

function textsOf({ title, description, annotations }: JsonObject, input: Properties, output: Properties) {
  const named = (properties: Properties, prefix: string) =>
    [...properties].map(([place, text]) => [`${prefix}\`${place}\``, text] as const);
  const shownAs = (annotations as { title?: unknown } | undefined)?.title;
  return new Map<string, string | undefined>([
    ['', text(description)],
    ['its title', text(title) ?? text(shownAs)],
    ...named(input, ''),
    ...named(output, 'the answer’s '),
  ]);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
