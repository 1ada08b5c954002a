/** Lists no arguments and needs one, as when a schema gets lost in an SDK. */
import { faulty, healthy, serve } from './serve.mjs';

const issue = { code: 'invalid_type', expected: 'string', received: 'undefined', path: ['text'], message: 'Required' };
const lost = { inputSchema: { type: 'object', properties: {} } };

function answer(response) {
  const { error } = response;
  return error
    ? { ...response, error: { ...error, message: `Invalid arguments: ${JSON.stringify([issue])}` } }
    : response;
}

serve({ tools: [faulty(undefined, healthy ? {} : lost)], answer });
