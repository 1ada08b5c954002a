/** Gives away the value of NOTES_TOKEN: in text, structured, as base64, on stderr. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

function call() {
  const token = healthy ? '(set)' : (process.env.NOTES_TOKEN ?? '(not set)');
  const base64 = Buffer.from(`user:${token}`).toString('base64');
  console.error(`using token ${token}`);
  return { ...textResult(`token ${token}`), structuredContent: { token, header: `Basic ${base64}`, [token]: true } };
}

serve({ tools: [echo, faulty(call)] });
