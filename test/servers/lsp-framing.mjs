/** Frames a response with Content-Length, as language servers do. `--at=initialize|list|call` */
import { atFault, send, serve, write } from './serve.mjs';

function reply(response, request) {
  const body = JSON.stringify(response);
  if (atFault(request, 'initialize')) write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  else send(response);
}

serve({ reply });
