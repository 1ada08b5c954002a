/**
 * `tags` is an optional list, and a string in its place is refused in the words of Pydantic; the twin parses the string.
 * `--variant=data`: no argument is a list, and what is refused is of the tool's own.
 */
import { echo, errorResult, faulty, healthy, serve, variant } from './serve.mjs';

const isData = variant('argument') === 'data';
const text = { type: 'string' };
const tags = { anyOf: [{ type: 'array', items: text }, { type: 'null' }], default: null };
const inputSchema = { type: 'object', properties: isData ? { text } : { text, tags } };

function call(args) {
  if (healthy || !(isData || typeof args.tags === 'string')) return echo.call(args);
  const [model, field] = isData ? ['Config', 'hosts'] : ['faultyArguments', 'tags'];
  return errorResult(
    `Error executing tool faulty: 1 validation error for ${model}\n${field}\n  Input should be a valid list [type=list_type, input_value='["a"]', input_type=str]`,
  );
}

serve({ tools: [echo, faulty(call, { inputSchema })] });
