/** `answers:` what the host says when the server asks. */
import type {
  Answers,
  ElicitationAnswer,
  JsonObject,
  Matcher,
  PathExpectation,
  QuestionFilter,
  SamplingAnswer,
} from '../../model.ts';
import type { Node } from '../node.ts';
import type { Problems } from '../problems.ts';
import { type Found, jsonObject, list, map, need, type Table } from '../read/collection.ts';
import { choice, text } from '../read/scalar.ts';
import { readMatchers } from './matcher.ts';
import { readPaths } from './paths.ts';

interface WhenKeys {
  message: readonly Matcher[];
  params: readonly PathExpectation[];
}

interface ElicitationKeys {
  when: QuestionFilter;
  mode: ElicitationAnswer['mode'];
  action: ElicitationAnswer['action'];
  content: JsonObject;
}

interface SamplingKeys {
  when: QuestionFilter;
  action: 'accept' | 'decline';
  text: string;
  model: string;
}

interface AnswersKeys {
  elicitation: readonly ElicitationAnswer[];
  sampling: readonly SamplingAnswer[];
  roots: readonly string[];
}

export const QUESTION_TABLE: Table<WhenKeys> = {
  message: (node, problems) => readMatchers(node, problems, 'text'),
  params: readPaths,
};

export const ELICITATION_TABLE: Table<ElicitationKeys> = {
  when: readWhen,
  mode: choice(['form', 'url']),
  action: choice(['accept', 'decline', 'cancel']),
  content: jsonObject,
};

export const SAMPLING_TABLE: Table<SamplingKeys> = {
  when: readWhen,
  action: choice(['accept', 'decline']),
  text,
  model: text,
};

export const ANSWERS_TABLE: Table<AnswersKeys> = {
  elicitation: list('a list of answers', readElicitation, 1),
  sampling: list('a list of answers', readSampling, 1),
  roots: list('a list of URIs', text),
};

const readAnswerKeys = map<AnswersKeys>('a map with `elicitation`, `sampling` or `roots`', ANSWERS_TABLE);
const readWhenKeys = map<WhenKeys>('a map such as { message: { contains: city } }', QUESTION_TABLE);
const readElicitationKeys = map<ElicitationKeys>('a map such as { action: accept, content: { … } }', ELICITATION_TABLE);
const readSamplingKeys = map<SamplingKeys>('a map such as { text: … }', SAMPLING_TABLE);

const EVERY: QuestionFilter = { message: [], params: [] };

export function readAnswers(node: Node, problems: Problems): Answers | undefined {
  const found = readAnswerKeys(node, problems);
  if (found?.keys.size === 0) problems.add(found.at, '`answers` is empty', { allowed: Object.keys(ANSWERS_TABLE) });
  return found?.values;
}

function readWhen(node: Node, problems: Problems): QuestionFilter | undefined {
  const found = readWhenKeys(node, problems);
  if (found?.keys.size === 0) {
    problems.add(found.at, '`when` is empty', { hint: 'leave it out to answer every question' });
  }
  return found && { ...EVERY, ...found.values };
}

function readElicitation(node: Node, problems: Problems): ElicitationAnswer | undefined {
  const found = readElicitationKeys(node, problems);
  if (!found) return undefined;
  const { when = EVERY, mode = 'form', action = 'accept', content = {} } = found.values;
  checkContent(found, mode === 'form' && action === 'accept', problems);
  return { when, mode, action, content, at: found.at };
}

function checkContent({ keys, at }: Found<ElicitationKeys>, isForm: boolean, problems: Problems): void {
  const content = keys.get('content');
  if (content && !isForm) problems.add(content, 'only a form that is accepted has `content`', { hint: 'leave it out' });
  if (content || !isForm) return;
  problems.add(at, '`content` is missing', { hint: 'what is filled in, such as { city: Bern }; or `action: decline`' });
}

function readSampling(node: Node, problems: Problems): SamplingAnswer | undefined {
  const found = readSamplingKeys(node, problems);
  if (!found) return undefined;
  const { when = EVERY, action = 'accept', text: said, model = 'mcp-smoke' } = found.values;
  if (action === 'accept') need(found, 'text', problems);
  else if (said !== undefined) problems.add(found.keys.get('text')!, 'what is declined has no `text`');
  return { when, model, at: found.at, ...(action === 'accept' && said !== undefined ? { text: said } : {}) };
}
