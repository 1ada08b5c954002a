/**
 * Answers a call with an id that was never given out; `--id=before`: with that of the call before; `--id=last`: with that of
 * the call that came last, all the calls of a moment together; `--twice`: gives its own answer twice instead, and none to the first;
 * `--counts`: the second is another one.
 */
import { atFault, echo, faulty, healthy, option, send, serve, textResult } from './serve.mjs';

const isBefore = option('id') === 'before';
let before;

function answer(response, request) {
  const id = isBefore ? before : 999_999;
  if (request.method === 'tools/call') before = response.id;
  return atFault(request) ? { ...response, id } : response;
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let last;

/** A variable of all handlers holds the id of the request. */
async function call({ text }, { id }) {
  if (option('id') === 'last' && !healthy) last = id;
  await wait(50);
  return textResult(text);
}

let isFirst = true;
function reply(response, request) {
  const isCall = request.method === 'tools/call';
  if (!process.argv.includes('--twice'))
    return send(last !== undefined && isCall ? { ...response, id: last } : response);
  if (isCall && isFirst) {
    isFirst = false;
    return;
  }
  send(response);
  if (isCall) send(process.argv.includes('--counts') ? { ...response, result: textResult('2') } : response);
}

serve(
  option('id') === 'last' || process.argv.includes('--twice') ? { tools: [echo, faulty(call)], reply } : { answer },
);
