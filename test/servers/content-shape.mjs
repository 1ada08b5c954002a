/** A result that is no tool result. `--variant=missing|string|object|type|text-number|null-result|string-result|no-mime` */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const faults = {
  missing: () => ({ text: 'hello' }),
  string: () => ({ content: 'hello' }),
  object: () => ({ content: { type: 'text', text: 'hello' } }),
  type: () => ({ content: [{ type: 'markdown', text: 'hello' }] }),
  'text-number': () => ({ content: [{ type: 'text', text: 42 }] }),
  'null-result': () => null,
  'string-result': () => 'hello',
  'no-mime': () => ({ content: [{ type: 'image', data: 'aGVsbG8=' }] }),
};

serve({ tools: [echo, faulty(healthy ? echo.call : faults[variant('missing')])] });
