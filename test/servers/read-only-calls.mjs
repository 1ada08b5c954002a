/**
 * Four tools that only read, and say destructiveHint too, as mcp-go does by default. `--variant=slow`: each answers at its own
 * deadline, two seconds; `alike`: all fail with the same stack; `refuses`: each says that such an input makes no sense; `writes`:
 * none of them says readOnlyHint. `--healthy`: they echo.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, errorResult, healthy, serve, tool, variant } from './serve.mjs';

const kind = healthy ? 'none' : variant('alike');
const inputSchema = { type: 'object', properties: { text: { type: 'string', minLength: 1 } }, required: ['text'] };
const annotations = {
  readOnlyHint: kind !== 'writes',
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

/** By tool: words in which SDKs refuse arguments, about a value that a sample cannot know. */
const refusals = {
  read_a: 'Invalid arguments: "to" must be after "from".',
  read_b: 'Invalid input for read_b: unknown city "example"',
  read_c: 'Missing required argument: give either id or name',
  read_d: 'MCP error -32602: Invalid arguments for tool read_d: unknown city',
};

async function call(name, args) {
  if (kind === 'slow') await sleep(2100);
  if (kind === 'slow') return errorResult('the notes service gave no answer within 2 s');
  if (kind === 'refuses') return errorResult(refusals[name]);
  const stack = `Error: no notes for ${name}\n    at read (/srv/notes/read.js:12:9)\n    at call (/srv/notes/index.js:40:3)`;
  return kind === 'alike' ? errorResult(stack) : echo.call(args);
}

const tools = ['read_a', 'read_b', 'read_c', 'read_d'].map((name) =>
  tool(name, (args) => call(name, args), { inputSchema, annotations }),
);

serve({ tools });
