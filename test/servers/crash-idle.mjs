/**
 * Goes by itself although nothing is asked of it: `--how=throw|rejection|exit|zero|signal|stdout`, `--after=call|list|twice`
 * (the answer behind which it goes: of the tool `faulty`, of the second tools/list, of its second call), `--ms=0`; `each-list`: of
 * every tools/list; `list-late`: the same, once the tool is called the next time, or has been.
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
  if (after === 'each-list') return method === 'tools/list';
  if (after === 'list-late') return method === 'tools/list' ? ++seen.lists > 0 && seen.calls > 0 : isLate(params);
  if (method === 'tools/list') seen.lists++;
  else if (params?.name === 'faulty') seen.calls++;
  else return false;
  if (after === 'list') return seen.lists === 2;
  return method === 'tools/call' && seen.calls === (after === 'twice' ? 2 : 1);
}

function isLate(params) {
  if (params?.name === 'faulty') seen.calls++;
  return seen.lists > 0 && seen.calls > 0;
}

function leave() {
  ends[option('how', 'throw')]();
}

serve({
  tools: [echo, faulty()],
  reply: (response, request) => {
    const isOver = !healthy && isDue(request);
    if (isOver && after === 'list-late' && request.method === 'tools/call') return leave();
    send(response);
    if (isOver) setTimeout(leave, ms);
  },
});
