/**
 * 2026-07-28: `faulty` answers with questions, and is asked again with what was said. `--variant=rounds`: two questions one after the
 * other, the second without a state, and whatever is carried wrongly is told; `state`: no question, only a state; `endless`: asks
 * whatever it is told; `empty`: asks nothing; `refused`: is told nothing that it asked for; `slow`: asks, and then takes its time;
 * `list`: tools/list is answered so, until it is told; `text-id`: the id of its first answer is a string; `extra`: in the older era a
 * result that has such members, too; `unknown`: its result is of a kind that does not exist; `unknown-bare`: and
 * has no content.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, faulty, healthy, send, serve, textResult, variant } from './serve.mjs';

const kind = healthy ? 'healthy' : variant('endless');
const STATE = 'a b/ü==';
const ids = new Set();

const form = (message, key) => ({
  method: 'elicitation/create',
  params: {
    mode: 'form',
    message,
    requestedSchema: { type: 'object', properties: { [key]: { type: 'string' } }, required: [key] },
  },
});
const sample = (text) => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: { type: 'text', text } }], maxTokens: 9 },
});
const asks = (inputRequests, requestState) => ({ resultType: 'input_required', inputRequests, requestState });
const question = asks({ who: form('What is your name?', 'name') }, 'abc');

/** Each round by what it was told, as a server that keeps nothing. */
function rounds({ inputResponses: said, requestState: state, ...more }, { id }) {
  if (ids.has(id)) return textResult(`the id ${id} again`);
  ids.add(id);
  if (more.arguments.text !== 'x' || more._meta === undefined) return textResult('other params');
  if (said === undefined) return state === undefined ? asks({ who: form('your name?', 'name') }, STATE) : lost(state);
  if (said.who) {
    if (state !== STATE) return lost(state);
    return asks({ age: form('your age?', 'age'), sum: sample('sum up') });
  }
  return state === undefined ? textResult(`${said.age.content.age} ${said.sum?.content.text}`) : lost(state);
}

const lost = (state) => textResult(`the state is ${JSON.stringify(state)}`);

async function call({ text }, request) {
  const { params } = request;
  if (kind === 'rounds') return rounds(params, request);
  if (kind === 'extra') return { ...asks(undefined, STATE), ...textResult(text) };
  if (kind === 'state' || kind === 'text-id')
    return params.requestState === STATE ? textResult(text) : asks(undefined, STATE);
  if (kind === 'empty') return asks();
  if (kind === 'refused') return asks({ sum: sample('sum up') });
  if (kind === 'slow') await sleep(params.requestState === 'abc' ? 60_000 : 2500);
  if (kind === 'unknown-bare') return { resultType: 'inputRequired' };
  if (kind === 'unknown') return { resultType: 'maybe', ...textResult(text) };
  return ['endless', 'slow'].includes(kind) ? question : { resultType: 'complete', ...textResult(text) };
}

const list = (result, { params }) => (kind === 'list' && params.inputResponses === undefined ? question : result);
const isFirst = ({ method, params }) => method === 'tools/call' && params.requestState === undefined;

serve({
  tools: [echo, faulty(call)],
  list,
  reply: (response, request) =>
    send(kind === 'text-id' && isFirst(request) ? { ...response, id: String(response.id) } : response),
});
