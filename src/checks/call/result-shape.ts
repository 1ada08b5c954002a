/** What is wrong with the shape of a result, by the kind of request. */

import { isObject, kindOf } from '../../json/kind.ts';
import type { ScriptedKind } from '../../model.ts';
import { quoted } from '../evidence.ts';
import { blockFaults, type Fault, mayBe, resourceFaults } from './block-shape.ts';

/** A model reads far fewer. */
const MOST_ITEMS = 10_000;

type Result = Record<string, unknown>;

/** `isStateless`: of 2026-07-28, where structuredContent may be any JSON value. */
export function resultFaults(kind: ScriptedKind, result: unknown, isStateless = false): Fault[] {
  if (!isObject(result)) return [{ path: '', text: `is ${kindOf(result)}, not an object` }];
  const faults = SHAPES[kind](result, isStateless);
  return [...faults, ...mayBe(result, '_meta', isObject, 'an object')];
}

/** Of a request of the file's own no more is known than that its result is an object. */
const SHAPES: Record<ScriptedKind, (result: Result, isStateless: boolean) => Fault[]> = {
  call: toolFaults,
  resource: resourceResultFaults,
  prompt: promptFaults,
  request: () => [],
};

function toolFaults(result: Result, isStateless: boolean): Fault[] {
  return [
    ...listFaults(result, 'content', blockFaults),
    ...(isStateless ? [] : mayBe(result, 'structuredContent', isObject, 'an object')),
    ...mayBe(result, 'isError', (value) => typeof value === 'boolean', 'a boolean'),
  ];
}

function resourceResultFaults(result: Result): Fault[] {
  return listFaults(result, 'contents', resourceFaults);
}

function promptFaults(result: Result): Fault[] {
  return [
    ...listFaults(result, 'messages', messageFaults),
    ...mayBe(result, 'description', (value) => typeof value === 'string', 'a string'),
  ];
}

function messageFaults(message: unknown): Fault[] {
  if (!isObject(message)) return [{ path: '', text: `is ${kindOf(message)}, not an object` }];
  const { role, content } = message;
  const known = role === 'user' || role === 'assistant';
  const roleText = role === undefined ? 'is missing' : `is ${quoted(role, 60)}`;
  return [
    ...(known ? [] : [{ path: '/role', text: `${roleText}; it must be "user" or "assistant"` }]),
    ...blockFaults(content).map(({ path, text }) => ({ path: `/content${path}`, text })),
  ];
}

function listFaults(result: Result, key: string, faultsOf: (item: unknown) => Fault[]): Fault[] {
  const list = result[key];
  if (!Array.isArray(list)) {
    return [{ path: `/${key}`, text: `is ${kindOf(list)}${list === undefined ? '' : ', not an array'}` }];
  }
  return list
    .slice(0, MOST_ITEMS)
    .flatMap((item, index) => faultsOf(item).map(({ path, text }) => ({ path: `/${key}/${index}${path}`, text })));
}
