/** Reads its stdin no more once it has answered the third call; its event loop is free. */
import { faulty, healthy, serve, textResult } from './serve.mjs';

let calls = 0;

function call({ text }) {
  if (!healthy && ++calls === 3) process.stdin.pause();
  return textResult(text);
}

// Without this it would end once it reads no more.
const keepAlive = setInterval(() => {}, 60_000);

serve({ tools: [faulty(call)], ended: () => clearInterval(keepAlive) });
