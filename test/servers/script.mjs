/**
 * Healthy tools for scripts; `text` is the argument of each. `--log=FILE`: appends each call's `tool text` there.
 * `--failures=N`: how often `flaky` fails first. `--once=FILE`: starts only where the file is not there yet.
 */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, errorResult, option, RpcError, serve, textResult, tool } from './serve.mjs';

const log = option('log', '');
const once = option('once', '');
let failures = Number(option('failures', 1));

/** Calls that wait for each other: `together` answers when `--together=3` have come, the last of them first. */
const waiting = [];
function together({ text }) {
  return new Promise((resolve) => {
    waiting.unshift(() => resolve({ ...textResult(text), structuredContent: { id: text } }));
    if (waiting.length < Number(option('together', 3))) return;
    for (const [place, answer] of waiting.splice(0).entries()) setTimeout(answer, 20 * place);
  });
}

const readOnly = { annotations: { readOnlyHint: true } };
const destructive = { annotations: { destructiveHint: true } };

const tools = [
  echo,
  tool('create', ({ text }) => ({ ...textResult(`created ${text}`), structuredContent: { id: `n_${text}`, n: 7 } })),
  tool('look', ({ text }) => textResult(`seen ${text}`), readOnly),
  tool('remove', ({ text }) => textResult(`removed ${text}`), destructive),
  tool('wait', ({ text }) => sleep(Number(text), textResult(`waited ${text}`))),
  tool('slower', ({ text }) => sleep(60_000 * Number(text.at(-1)), textResult(`slept ${text}`))),
  tool('flaky', ({ text }) => (failures-- > 0 ? errorResult('not yet') : textResult(text))),
  tool('fail', ({ text }) => errorResult(`no: ${text}`)),
  tool('together', together),
  tool('crash', () => process.exit(7)),
  tool('refuse', () => {
    throw new RpcError(-32602, 'refused');
  }),
];

function logged({ call, ...listed }) {
  return {
    ...listed,
    call: (args, request) => {
      if (log !== '') appendFileSync(log, `${listed.name} ${args.text}\n`);
      return call(args, request);
    },
  };
}

if (once !== '' && existsSync(once)) throw new Error('the lock is held');
if (once !== '') writeFileSync(once, '');
serve({ tools: tools.map(logged) });
