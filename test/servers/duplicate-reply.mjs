/** Answers a call twice; `--variant=late`: the second time during the next one, which takes its time. */
import { atFault, send, serve, variant } from './serve.mjs';

const isLate = variant('at-once') === 'late';
let second;

function reply(response, request) {
  if (second) {
    send(second);
    second = undefined;
    return void setTimeout(send, 1500, response);
  }
  send(response);
  if (atFault(request) && isLate) second = response;
  else if (atFault(request)) send(response);
}

serve({ reply });
