/** Pretty-prints a response over several lines. `--at=initialize|list|call` */
import { atFault, send, serve, write } from './serve.mjs';

function reply(response, request) {
  if (atFault(request)) write(`${JSON.stringify(response, null, 2)}\n`);
  else send(response);
}

serve({ reply });
