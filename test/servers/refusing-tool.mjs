/** A tool that only reads, and likes no input. */
import { errorResult, serve, tool } from './serve.mjs';

const inputSchema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
const read = () => errorResult('no such file in /srv/notes');

serve({ tools: [tool('read_file', read, { inputSchema, annotations: { readOnlyHint: true } })] });
