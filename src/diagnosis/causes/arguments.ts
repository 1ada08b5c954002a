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

const drift: RuleInfo = {
  id: 'schema-drift',
  level: 'error',
  title: 'The server refuses arguments that fit the inputSchema of the tool',
  hint: 'The code asks for something else than the inputSchema says: make both from one source, or say in the schema what the code wants (required, type, enum, pattern), so that a model can know it.',
};

const REFUSED = { rule: refused, ruleIfFit: drift };

const zodMismatch: RuleInfo = {
  id: 'zod-mismatch',
  level: 'error',
  title: 'Two versions of zod meet',
  hint: 'Use the zod that the SDK uses: one version in the dependency tree (npm ls zod), `zod/v3` with older SDKs, or SDK 1.23 and later with zod 4.',
};

export const argumentCauses: readonly Cause[] = [
  {
    rule: stringified,
    ofStringForList: true,
    pattern: /Input should be a valid (list|dictionary)\b.{0,300}input_type=str/,
    message: ([, kind]) => `The server expects a ${kind} and got a string.`,
  },
  {
    ...REFUSED,
    pattern: /Unexpected keyword argument/,
    message: () => 'It does not know one of the arguments.',
  },
  {
    ...REFUSED,
    pattern: /validation errors? for (?:call\[([^\]]{1,200})\]|(\w{1,200})Arguments\b)/,
    message: ([, call, model]) => `The arguments do not pass the validation of the tool ${call ?? model}.`,
  },
  {
    ...REFUSED,
    pattern: /Invalid (?:arguments|parameters|params|input) for (?:tool )?["'`]?([\w./-]{1,128})["'`]?:[ \n]?/,
    message: ([, tool]) => `The arguments do not pass the validation of the tool ${tool}.`,
  },
  {
    ...REFUSED,
    pattern: /Input validation error: ?(.{0,300})/,
    message: ([, detail]) => `The arguments do not pass the validation of the server: ${detail}`,
  },
  {
    ...REFUSED,
    pattern: /validating "arguments": ?(.{0,300})/,
    message: ([, detail]) => `The arguments do not pass the validation of the server: ${detail}`,
  },
  {
    ...REFUSED,
    pattern: /failed to deserialize parameters: ?(.{0,300})/,
    message: ([, detail]) => `The arguments cannot be read into the type of the tool: ${detail}`,
  },
  {
    ...REFUSED,
    sources: ['result', 'rpc'],
    pattern: /^(?:MCP error -32602: ?|Error: ?)?Invalid (?:arguments|parameters|params): ?(.{1,300})/,
    message: ([, detail]) => `The arguments are invalid to it: ${detail}`,
  },
  {
    ...REFUSED,
    pattern: /Missing required (?:argument|parameter)s?(?:: ?(.{0,200}))?/,
    message: ([, name]) =>
      name ? `The server misses a required argument: ${name}` : 'The server misses a required argument.',
  },
  {
    rule: zodMismatch,
    pattern: /keyValidator\._parse|_parse is not a function|reading '_def'|safeParseAsync is not a function/,
    message: () => 'A zod schema was made by another version of zod than the SDK reads it with.',
  },
];
