/** Parts of the schemas of our tools. */
import type { JsonObject } from '../model.ts';

const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

export const string = (description: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  description,
  ...more,
});
export const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  description,
});
export const flag = (description: string): JsonObject => ({ type: 'boolean', description });

/** Nothing but these. */
export function object(properties: JsonObject, required: string[] = []): JsonObject & { readonly type: 'object' } {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false };
}

export const DURATION = '^\\d+(\\.\\d+)?(ms|s|m)$';

/** How long, and in which revision: of `run` and `probe`. */
export const LIMITS: JsonObject = {
  timeout: string('Time limit of a call, such as 500ms, 5s or 2m; 30s where the file says nothing.', {
    pattern: DURATION,
  }),
  connectTimeout: string('Time limit of the handshake; 30s where the file says nothing.', { pattern: DURATION }),
  maxTime: string('Time limit of everything.', { pattern: DURATION }),
  protocol: string('Protocol revision to ask for, such as 2025-11-25; auto is what a host would do.'),
};

const FINDING = object(
  {
    rule: string('Id of the rule; the tool explain tells more of it.'),
    level: { type: 'string', enum: ['error', 'warning', 'info'] },
    message: string('What is wrong.'),
    hint: string('What to change.'),
    where: string('A place in the source, in the smoke file, or a JSON pointer.'),
    evidence: string('What was seen.'),
  },
  ['rule', 'level', 'message', 'hint'],
);
const STEP = object(
  {
    name: text,
    kind: text,
    status: { type: 'string', enum: ['passed', 'failed', 'flaky', 'broken', 'skipped'] },
    durationMs: { type: 'number', minimum: 0 },
    at: string('Its place in the smoke file.'),
    reason: string('Why it was skipped or is broken; of one that passed, a short fact.'),
    findings: { type: 'array', items: FINDING },
  },
  ['name', 'kind', 'status', 'durationMs', 'findings'],
);
const SUITE = object(
  {
    name: text,
    file: text,
    server: object({ name: text, version: text, protocol: text, transport: text }),
    steps: { type: 'array', items: STEP },
  },
  ['name', 'file', 'server', 'steps'],
);
const TOTALS = ['steps', 'passed', 'failed', 'flaky', 'broken', 'skipped', 'errors', 'warnings'];

/** What `run`, `probe` and `lint` say. */
export const REPORT = object(
  {
    verdict: {
      type: 'string',
      enum: ['passed', 'failed', 'broken'],
      description: 'failed: something is wrong with the server. broken: it could not be tested.',
    },
    exitCode: { type: 'integer', description: 'What the command line would exit with.' },
    durationMs: { type: 'number', minimum: 0 },
    totals: object(Object.fromEntries(TOTALS.map((name) => [name, count])), TOTALS),
    suites: { type: 'array', items: SUITE },
    omitted: object({ steps: count, findings: count }, ['steps', 'findings']),
  },
  ['verdict', 'exitCode', 'durationMs', 'totals', 'suites', 'omitted'],
);
