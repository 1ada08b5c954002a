/** Returns an integer that JavaScript cannot hold exactly. */
import { atFault, echo, faulty, healthy, send, serve, textResult, write } from './serve.mjs';

const call = () => ({ ...textResult('created'), structuredContent: { id: healthy ? '9007199254740993' : 'BIG' } });

function reply(response, request) {
  if (atFault(request)) write(`${JSON.stringify(response).replace('"BIG"', '9007199254740993')}\n`);
  else send(response);
}

serve({ tools: [echo, faulty(call)], reply });
