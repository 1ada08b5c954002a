/** Asks the user in a call, without looking whether the client can, and waits for the answer. */
import { ask, echo, faulty, healthy, serve, textResult } from './serve.mjs';

let canAsk = false;
const requestedSchema = { type: 'object', properties: { sure: { type: 'boolean' } } };

async function call(args) {
  if (healthy && !canAsk) return echo.call(args);
  const answer = await ask('elicitation/create', { message: 'Are you sure?', requestedSchema });
  return textResult(`the user said ${answer.result?.action ?? answer.error?.message}`);
}

function initialize(result, { params }) {
  canAsk = params.capabilities?.elicitation !== undefined;
  return result;
}

serve({ tools: [echo, faulty(call)], initialize });
