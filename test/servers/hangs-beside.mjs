/**
 * A call that is never answered, while its server does something else: `--variant=asks` its user, and loses the answer;
 * `progress`: goes on telling of progress where the client gave a token.
 */
import { ask, faulty, healthy, notify, serve, textResult, variant } from './serve.mjs';

const requestedSchema = { type: 'object', properties: { city: { type: 'string' } } };

async function call({ text }, { params }) {
  if (variant('asks') === 'asks') await ask('elicitation/create', { message: 'Which city?', requestedSchema });
  else if (healthy) tell(params);
  else setInterval(tell, 100, params).unref();
  return healthy ? textResult(text) : undefined;
}

let progress = 0;
function tell({ _meta: { progressToken } = {} }) {
  if (progressToken !== undefined) notify('notifications/progress', { progressToken, progress: ++progress });
}

serve({ tools: [faulty(call)] });
