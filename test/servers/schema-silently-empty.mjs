/**
 * Lists no arguments and needs one, as when a schema gets lost in an SDK. `--variant=python`: in Python's words of the tool's own
 * function; `helper`: of one that the tool calls, which is no matter of the schema.
 */
import { faulty, healthy, serve, variant } from './serve.mjs';

const issue = { code: 'invalid_type', expected: 'string', received: 'undefined', path: ['text'], message: 'Required' };
const lacks = (name) => `Error executing tool faulty: ${name}() missing 1 required positional argument: 'text'`;
const says = {
  zod: `Invalid arguments: ${JSON.stringify([issue])}`,
  python: lacks('faulty'),
  helper: lacks('Notes.open_note'),
}[variant('zod')];
const lost = { inputSchema: { type: 'object', properties: {} } };

function answer(response) {
  const { error } = response;
  return error ? { ...response, error: { ...error, message: says } } : response;
}

serve({ tools: [faulty(undefined, healthy ? {} : lost)], answer });
