/** Rules about what a server asks its host: the user, the model. */
import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

/** How a result that is none of its tool shows. */
export const NO_RESULT = [
  'unexpected-status',
  'expectation',
  'content-shape',
  'schema-but-no-structured',
  'empty-success',
  'official-client',
  'null-arrays',
  'waits-on-user',
  'question-unanswered',
];

export const questionRules: readonly FrameRule[] = [
  {
    id: 'waits-on-user',
    level: 'warning',
    title: 'The server asks the user or the model while a call waits.',
    hint: "Look at the client's capabilities first, and go on without the answer where it is declined.",
    spec: SPEC.elicitation,
  },
  {
    id: 'elicit-schema',
    level: 'error',
    title: 'The server asks its user with a form that clients refuse.',
    plain: 'The server asks a question in a form that client software refuses.',
    hint:
      'Give requestedSchema "type": "object" and "properties", each with a "type" of its own: string, number, integer or boolean, or an array of ' +
      'a fixed choice; no objects, no $ref, no anyOf for an optional one (leave it out of "required").',
    spec: SPEC.elicitation,
  },
  {
    id: 'question-unanswered',
    level: 'warning',
    about: 'file',
    title: 'The server asks its host something that no answer of the smoke file fits.',
    hint: 'Add an answer to "answers" of the step or of the file; one without "when" answers every question.',
    spec: SPEC.elicitation,
  },
  {
    id: 'answer-invalid',
    level: 'error',
    about: 'file',
    title: 'The answer of the smoke file does not fit the schema that the server asks with.',
    hint: 'Fix the "content" of that answer; "when" keeps it to the questions that it is for.',
    spec: SPEC.elicitation,
  },
  {
    id: 'input-required',
    level: 'error',
    title: 'The server asks for input (2026-07-28), and there is no result in the end.',
    hint: 'Ask only for what the client declares, and go on with what it says or declines; "answers" of the smoke file says what it is told.',
    spec: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#multi-round-trip-requests',
    explains: NO_RESULT,
  },
];
