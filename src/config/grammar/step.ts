/** One entry of `steps:` or `teardown:`. */
import type { Answers, Capture, Expectation, JsonObject } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Found, jsonObject, list, map, type Table } from '../read/collection.ts';
import { duration, pause } from '../read/quantity.ts';
import { type Located, located, refuse } from '../read/reader.ts';
import { boolean, integer, literal, text } from '../read/scalar.ts';
import { readAnswers } from './answers.ts';
import { readCaptures } from './capture.ts';
import { type CaseRow, readCase } from './case.ts';
import { readExpect } from './expect.ts';
import { type HttpFound, readHttp } from './http-request.ts';
import { STEP_OTHERS } from './other-names.ts';
import { type RequestFound, readRequest } from './request.ts';

export interface StepKeys {
  name: Located<string>;
  description: string;
  tool: string;
  resource: string;
  prompt: string;
  request: RequestFound;
  http: HttpFound;
  args: JsonObject;
  cases: readonly CaseRow[];
  timeout: number;
  expect: Expectation;
  answers: Answers;
  capture: readonly Capture[];
  retry: Found<RetryKeys>;
  repeat: Found<RepeatKeys>;
  sendInvalid: boolean;
  allowDestructive: boolean;
  safe: boolean;
  skip: string;
  todo: Located<string>;
  when: Found<WhenKeys>;
  tags: readonly string[];
}

interface RetryKeys {
  attempts: number;
  delay: number;
}

interface RepeatKeys {
  count: number;
  concurrency: number;
}

interface WhenKeys {
  env: readonly string[];
}

export const RETRY_TABLE: Table<RetryKeys> = { attempts: integer(1, 100), delay: pause };
export const REPEAT_TABLE: Table<RepeatKeys> = { count: integer(1, 10_000), concurrency: integer(1, 1_000) };
export const WHEN_TABLE: Table<WhenKeys> = { env: list('a list of environment names', literal, 1) };

export const STEP_TABLE: Table<StepKeys> = {
  name: located(text),
  description: literal,
  tool: text,
  resource: text,
  prompt: text,
  request: readRequest,
  http: readHttp,
  args: jsonObject,
  cases: list('a list of cases', readCase, 1),
  timeout: duration,
  expect: readExpect,
  answers: readAnswers,
  capture: readCaptures,
  retry: map('a map such as { attempts: 3, delay: 500ms }', RETRY_TABLE),
  repeat: map('a map such as { count: 20, concurrency: 10 }', REPEAT_TABLE),
  sendInvalid: boolean,
  allowDestructive: boolean,
  safe: boolean,
  skip: literal,
  todo: located(literal),
  when: map('a map such as { env: [NAME] }', WHEN_TABLE),
  tags: list('a list of tags', literal),
};

const readStep = map<StepKeys>(
  'a step: a map with `tool`, `resource`, `prompt`, `request` or `http`',
  STEP_TABLE,
  STEP_OTHERS,
);

const readList = list('a list of steps', readStep);

/** Steps without their dashes are a map to YAML. */
export function readSteps(node: Node, problems: Problems): Found<StepKeys>[] | undefined {
  const [first] = node.kind === 'map' ? node.entries : [];
  if (!first) return readList(node, problems);
  const { key, value } = first;
  const shown = value.kind === 'scalar' && value.value !== null ? String(value.value) : '…';
  const start = Object.hasOwn(STEP_TABLE, key) ? `${key}: ${excerpt(shown, 60)}` : `name: ${key}`;
  return refuse(node, problems, 'a list of steps', `each step begins with a dash: \`- ${start}\``);
}
