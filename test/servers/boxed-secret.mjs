/** Gives away NOTES_TOKEN in two lines, as tracebacks in boxes and quotations have it: in a result and on stderr. */
import { errorResult, healthy, serve, tool } from './serve.mjs';

const token = healthy ? '(set)' : (process.env.NOTES_TOKEN ?? '(not set)');
const lines = [`headers = Bearer ${token.slice(0, 20)}`, token.slice(20)];
const width = Math.max(...lines.map(({ length }) => length));
const box = [
  `╭${'─'.repeat(width + 2)}╮`,
  ...lines.map((line) => `│ ${line.padEnd(width)} │`),
  `╰${'─'.repeat(width + 2)}╯`,
].join('\n');
const quote = lines.map((line) => `> ${line}`).join('\n');

const leak = tool('leak', ({ text }) => {
  process.stderr.write(`${text === 'quote' ? quote : box}\nValueError: no such note\n`);
  if (text === 'crash') process.exit(1);
  return errorResult(text === 'quote' ? quote : box);
});

serve({ tools: [leak] });
