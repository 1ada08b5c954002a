/** Arguments that the server refuses, and libraries that do not agree on a schema. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const stringified: RuleInfo = {
  id: 'optional-list-anyof',
  level: 'warning',
  title: 'A list or an object was sent as a JSON string',
  hint: 'Send a real list or object; models often send a string where the schema is anyOf[…, null], so parse it in the tool (Pydantic: BeforeValidator), or make the parameter a plain list.',
};

const refused: RuleInfo = {
  id: 'args-refused',
  level: 'error',
  title: 'The server refuses the arguments',
  hint: 'If the arguments fit the inputSchema, the code and the inputSchema have drifted apart: align them. If not, correct the arguments in the smoke file.',
};

const zodMismatch: RuleInfo = {
  id: 'zod-mismatch',
  level: 'error',
  title: 'Two versions of zod meet',
  hint: 'Use the zod that the SDK uses: one version in the dependency tree (npm ls zod), `zod/v3` with older SDKs, or SDK 1.23 and later with zod 4.',
};

export const argumentCauses: readonly Cause[] = [
  {
    rule: stringified,
    pattern: /Input should be a valid (list|dictionary)\b.{0,300}input_type=str/,
    message: ([, kind]) => `The server expects a ${kind} and got a string.`,
  },
  {
    rule: refused,
    pattern: /Unexpected keyword argument/,
    message: () => 'The server does not know one of the arguments.',
  },
  {
    rule: refused,
    pattern: /validation errors? for (?:call\[([^\]]{1,200})\]|(\w{1,200})Arguments\b)/,
    message: ([, call, model]) => `The arguments do not pass the validation of the tool ${call ?? model}.`,
  },
  {
    rule: refused,
    pattern: /Input validation error: ?(.{0,300})/,
    message: ([, detail]) => `The arguments do not pass the validation of the server: ${detail}`,
  },
  {
    rule: refused,
    pattern: /Missing required argument(?:: ?(.{0,200}))?/,
    message: ([, name]) =>
      name ? `The server misses a required argument: ${name}` : 'The server misses a required argument.',
  },
  {
    rule: zodMismatch,
    pattern: /keyValidator\._parse|_parse is not a function|reading '_def'|safeParseAsync is not a function/,
    message: () => 'A zod schema was made by another version of zod than the SDK reads it with.',
  },
];
