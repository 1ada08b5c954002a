/**
 * Does not write UTF-8. `--variant=bom`: a byte order mark before the first message; `latin1`: a Windows
 * code page; `utf16`: what PowerShell makes of a pipe.
 */
import { atFault, healthy, option, send, serve, variant, write } from './serve.mjs';

let first = true;

function reply(response, request) {
  if (healthy || (option('at') && !atFault(request))) send(response);
  else if (variant('bom') === 'latin1') write(Buffer.from(`${JSON.stringify(response)}\n`, 'latin1'));
  else if (variant('bom') === 'utf16') write(Buffer.from(`${JSON.stringify(response)}\n`, 'utf16le'));
  else write(`${first ? '\ufeff' : ''}${JSON.stringify(response)}\n`);
  first = false;
}

serve({ reply });
