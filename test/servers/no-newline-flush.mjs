/** Writes a response without the newline that ends it. `--at=initialize|list|call` */
import { atFault, send, serve, write } from './serve.mjs';

function reply(response, request) {
  if (atFault(request)) write(JSON.stringify(response));
  else send(response);
}

serve({ reply });
