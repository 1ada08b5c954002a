/** Does not write UTF-8. `--variant=bom`: a byte order mark before the first message; `latin1`: a Windows code page. */
import { healthy, send, serve, variant, write } from './serve.mjs';

let first = true;

function reply(response) {
  if (healthy) send(response);
  else if (variant('bom') === 'latin1') write(Buffer.from(`${JSON.stringify(response)}\n`, 'latin1'));
  else write(`${first ? '\ufeff' : ''}${JSON.stringify(response)}\n`);
  first = false;
}

serve({ reply });
