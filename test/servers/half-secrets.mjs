/** NOTES_TOKEN stands where a quote of the answer is cut, in the way that `text` says; `--at=initialize`: in the refusal of the start. */
import { execFileSync, spawn } from 'node:child_process';
import { atFault, errorResult, healthy, RpcError, serve, textResult, tool, write } from './serve.mjs';

const token = healthy ? '(set)' : (process.env.NOTES_TOKEN ?? '(not set)');
const fill = (length) => ' .'.repeat(length / 2);

/** It is shown up to 200 characters. */
const filled = () => `${fill(140)}${token}`;

const noModule = `No module named 'notes' ${fill(464)}${token}`;

const WAYS = {
  'in a cause': () => errorResult(noModule),
  'in the place of a hang': () => blocked(token),
  'in the command of a child': () => execFileSync('cat', ['-', filled()], { stdio: ['inherit', 'ignore', 'ignore'] }),
  'in the command of a child that reads beside us': () =>
    new Promise((resolve) =>
      spawn('cat', ['-', filled()], { stdio: ['inherit', 'ignore', 'ignore'] }).on('exit', resolve),
    ),
  'in the command of a child that is awaited': () =>
    new Promise((resolve) => spawn('sh', ['-c', `sleep 60; : ${filled()}`], { stdio: 'ignore' }).on('exit', resolve)),
  'before an address': () => textResult(`key ${token} <foo.Bar object at 0x7f3c2b1d0a90>`),
  'behind an address': () => textResult(`<foo.Bar object at 0x7f3c2b1d0a90>${fill(120)}${token}`),
  'before half a character': () => textResult(`${token}\ud83d`),
  'behind half a character': () => textResult(`\ud83d ${token}`),
  'before a NaN': () => textResult(`{"key":"${token}","n":NaN}`),
  'behind a NaN': () => textResult(`{"n":NaN,"${fill(100)}":"${token}"}`),
  'in a stack': () => errorResult(`Traceback (most recent call last):\n${fill(220)}${token}\n`),
  'in data': () => {
    throw new RpcError('odd', `${fill(200)}${token}`);
  },
  'over and over': () => textResult(`${token.repeat(Math.ceil(90_000 / token.length))}`),
};

/** Lines that are no answers, cut where a session keeps them. */
const LINES = {
  'in an unreadable line': (id) => `{"jsonrpc":"2.0","id":${id},"result":{"a":NaN,"b":"${fill(300)}${token}"}}\n`,
  'in a line of noise': (id) =>
    `${fill(60)}${token}\n${JSON.stringify({ jsonrpc: '2.0', id, result: textResult('x') })}\n`,
};

/** The function that blocks has this name. */
function blocked(name) {
  const named = {
    [name]: () => {
      for (;;);
    },
  };
  return named[name]();
}

let last;
const leak = tool('leak', ({ text }) =>
  LINES[text] ? write(LINES[text](last)) && new Promise(() => {}) : WAYS[text](),
);

const misfit = {
  ...tool('misfit', () => ({ ...textResult('x'), structuredContent: { [`${fill(100)}${token}`]: 1 } })),
  outputSchema: { type: 'object', additionalProperties: false },
};

serve({
  tools: [leak, misfit],
  initialize: (result, request) => {
    if (atFault(request)) throw new RpcError(-32603, noModule);
    return result;
  },
  request: ({ id }) => {
    last = id;
  },
});
