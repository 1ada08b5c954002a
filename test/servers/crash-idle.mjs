/**
 * Goes by itself although nothing is asked of it: `--how=throw|rejection|exit|zero|signal|stdout`, `--after=call|list|twice`
 * (the answer behind which it goes: of the tool `faulty`, of the second tools/list, of its second call), `--ms=0`.
 */
import { echo, faulty, healthy, option, send, serve } from './serve.mjs';

const ends = {
  throw: () => {
    throw new TypeError('the pool is closed');
  },
  rejection: () => Promise.reject(new TypeError('the pool is closed')),
  exit: () => process.exit(4),
  zero: () => process.exit(0),
  signal: () => process.kill(process.pid, 'SIGSEGV'),
  stdout: () => process.stdout.end(),
};
const [after, ms] = [option('after', 'call'), Number(option('ms', '0'))];
const seen = { lists: 0, calls: 0 };

function isDue({ method, params }) {
  if (method === 'tools/list') seen.lists++;
  else if (params?.name === 'faulty') seen.calls++;
  else return false;
  if (after === 'list') return seen.lists === 2;
  return method === 'tools/call' && seen.calls === (after === 'twice' ? 2 : 1);
}

function leave() {
  ends[option('how', 'throw')]();
}

serve({
  tools: [echo, faulty()],
  reply: (response, request) => {
    send(response);
    if (!healthy && isDue(request)) setTimeout(leave, ms);
  },
});
