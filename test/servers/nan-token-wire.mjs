/** Writes a bare NaN, which JSON does not have. */
import { atFault, echo, faulty, healthy, send, serve, write } from './serve.mjs';

const call = ({ text }) => ({ content: [{ type: 'text', text }], structuredContent: { mean: healthy ? 0 : 'NaN' } });

function reply(response, request) {
  if (atFault(request)) write(`${JSON.stringify(response).replace('"NaN"', 'NaN')}\n`);
  else send(response);
}

serve({ tools: [echo, faulty(call)], reply });
