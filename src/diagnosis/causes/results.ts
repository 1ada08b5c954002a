/** Values that cannot be written as JSON, and results that do not fit their schema. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const RESULT_SPEC = 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#structured-content';

/** What becomes of a request whose answer cannot be written. */
const UNANSWERED = [
  'sse-ended-no-response',
  'hang-tool',
  'loop-blocked',
  'zombie-session',
  'crash-on-call',
  'crash-idle',
];

const jsonDumps: RuleInfo = {
  id: 'json-dumps-in-tool',
  level: 'error',
  explains: UNANSWERED,
  title: 'The tool makes JSON itself and meets a value that JSON has no form for',
  hint: 'Return the object and let the SDK write it, or use json.dumps(value, default=str) or model_dump_json().',
};

const lostResponse: RuleInfo = {
  id: 'response-lost-serialisation',
  level: 'error',
  endsSession: true,
  explains: UNANSWERED,
  title: 'The answer was lost while it was being written',
  plain: 'The answer was lost in the server.',
  hint: 'Clean the text before returning it: text.encode("utf-8", "replace").decode().',
};

const bytesResult: RuleInfo = {
  id: 'bytes-result',
  level: 'error',
  title: 'The tool returns raw bytes',
  hint: 'Return base64 text, an Image or File object of the SDK, or an embedded resource with `blob`.',
};

const circular: RuleInfo = {
  id: 'circular',
  level: 'error',
  explains: UNANSWERED,
  title: 'The result contains itself',
  hint: 'Break the cycle: return plain data with ids instead of objects that point back to their parents.',
};

const unsafeInteger: RuleInfo = {
  id: 'unsafe-int',
  level: 'error',
  title: 'An integer has no safe form in JSON',
  hint: 'Return it as a string: String(value).',
};

const notFinite: RuleInfo = {
  id: 'nan-infinity',
  level: 'error',
  title: 'The result has NaN or Infinity in it',
  hint: 'JSON has no such numbers: return null, or a string that says what is meant.',
};

const noStructured: RuleInfo = {
  id: 'schema-but-no-structured',
  level: 'error',
  title: 'The tool has an outputSchema and returns no structuredContent',
  hint: 'Return structuredContent that fits the outputSchema, or remove the outputSchema.',
  spec: RESULT_SPEC,
};

const mismatch: RuleInfo = {
  id: 'structured-mismatch',
  level: 'error',
  title: 'structuredContent does not fit the outputSchema',
  hint: 'Change the outputSchema (in Python, the return annotation) or the value, so that they agree.',
  spec: RESULT_SPEC,
};

const contentShape: RuleInfo = {
  id: 'content-shape',
  level: 'error',
  title: 'What the tool returns is no valid tool result',
  hint: 'Return content blocks of a known type with the fields of that type; for plain text: content: [{ type: "text", text: "…" }].',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-result',
};

/** The first issue of a list of Zod's: its path and its message. Those of a union are about each of its members. */
const ISSUE =
  /Invalid tools\/call result:(?![\s\S]{0,8000}"invalid_union")[\s\S]{0,4000}?"path": \[([^\]]{0,300})\],\s{1,20}"message": "([^"\n]{1,300})"/;

/** `content/0/data: Invalid Base64 string`. */
function issueIn([, path = '', message]: RegExpExecArray): string {
  return `${path.replace(/[\s"]/g, '').replaceAll(',', '/')}: ${message}`;
}

const refused = (match: RegExpExecArray) => `The SDK of the server refuses what the tool returned: ${issueIn(match)}.`;

export const resultCauses: readonly Cause[] = [
  {
    rule: jsonDumps,
    isOwnFault: true,
    pattern: /Object of type (\w{1,100}) is not JSON serializable/,
    message: ([, type]) => `The tool calls json.dumps() on a value of type ${type}, which JSON has no form for.`,
  },
  {
    rule: noStructured,
    pattern: /Unable to serialize unknown type: <class '([^']{1,200})'>/,
    message: ([, type]) => `The tool returns a value of type ${type}, which cannot become structuredContent.`,
    hint: 'Return plain data (dict, list, str, numbers) or a Pydantic model.',
  },
  {
    rule: notFinite,
    // Of fastmcp.
    pattern: /result contains a non-finite float \((-?\w{1,10})\) at ([^\s;]{1,200})/,
    message: ([, value, place]) => `The tool returns ${value} at ${place}, and JSON has no such number.`,
  },
  {
    rule: lostResponse,
    pattern: /surrogates not allowed/,
    message: () => 'The result contains half of a UTF-16 pair (a lone surrogate), which cannot be written as UTF-8.',
  },
  {
    rule: bytesResult,
    pattern: /invalid utf-8 sequence/,
    message: () => 'The tool returns bytes that are not UTF-8 text.',
  },
  {
    rule: circular,
    pattern: /Circular reference detected|Converting circular structure to JSON/,
    message: () => 'The result contains itself, and so has no JSON form.',
  },
  {
    rule: unsafeInteger,
    isOwnFault: true,
    pattern: /Do not know how to serialize a BigInt/,
    message: () => 'The tool returns a BigInt, and JSON.stringify refuses it.',
  },
  {
    rule: noStructured,
    pattern:
      /has an output schema but did not return structured content|outputSchema defined but no structured output|has an output schema but no structured content/,
    message: () => 'The tool declares an outputSchema and returned no structuredContent.',
  },
  {
    rule: mismatch,
    pattern: /Structured content does not match the tool's output schema: ?(.{0,300})/,
    message: ([, detail]) => `structuredContent does not fit the outputSchema: ${detail}`,
  },
  {
    rule: mismatch,
    pattern: /(\d{1,9}) validation errors? for (\w{1,200}Output)\b/,
    message: ([, count, model]) =>
      `What the tool returned does not fit its return annotation (${model}: ${count} ${count === '1' ? 'error' : 'errors'}).`,
  },
  {
    rule: mismatch,
    pattern: /Output validation error: (?:Invalid structured content for tool [^:\n]{1,200}: ?)?(.{0,300})/,
    message: ([, detail]) => `What the tool returned does not fit its outputSchema: ${detail}`,
  },
  {
    rule: contentShape,
    pattern: /validation errors? for CallToolResult\n(?:content\.(\d{1,9})\b)?/,
    message: ([, index]) => refusedBySdk(index),
  },
  {
    rule: contentShape,
    pattern:
      /Invalid tools\/call result:(?![\s\S]{0,8000}"invalid_union")[\s\S]{0,4000}?"path": \[([^\]]{0,300})\],\s{1,20}"message": "(Invalid base64[^"\n]{0,100})"/i,
    message: refused,
    evidence: issueIn,
    hint: 'Return bytes as base64 text: Buffer.from(bytes).toString("base64"), and no "data:" URL in front of it.',
  },
  {
    rule: contentShape,
    pattern: ISSUE,
    message: refused,
    evidence: issueIn,
    hint: 'Correct the field of the result that is named; a tool returns { content: [{ type: "text", text: "…" }] }.',
  },
  {
    rule: contentShape,
    pattern: /Invalid tools\/call result:(?:[\s\S]*"path": \[\s{1,20}"content",\s{1,20}(\d{1,9})\s{1,20}\])?/,
    message: ([, index]) => refusedBySdk(index),
  },
];

function refusedBySdk(index: string | undefined): string {
  return index === undefined
    ? 'The SDK of the server refuses what the tool returned: it is no valid tool result.'
    : `The SDK of the server refuses what the tool returned: content.${index} is no valid content block.`;
}
