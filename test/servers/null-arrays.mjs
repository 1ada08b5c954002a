/** Has null where a list or a map belongs. `--variant=schema|tools|content` */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const fault = healthy ? 'none' : variant('schema');
const inputSchema = { type: 'object', properties: null, required: null };
const call = (args) => (fault === 'content' ? { content: null } : echo.call(args));

serve({
  tools: [echo, faulty(call, fault === 'schema' ? { inputSchema } : {})],
  list: (result) => (fault === 'tools' ? { tools: null } : result),
});
