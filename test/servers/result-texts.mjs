/** Answers each call with the result that `--file=` holds for it: `[{ "tool": "…", "result": {…} }, …]`; `row` is its place. */
import { readFileSync } from 'node:fs';
import { option, serve } from './serve.mjs';

const rows = JSON.parse(readFileSync(option('file'), 'utf8'));
const inputSchema = { type: 'object', properties: { row: { type: 'integer' } }, required: ['row'] };
const names = [...new Set(rows.map(({ tool }) => tool))];

serve({
  tools: names.map((name) => ({ name, description: `The tool ${name}`, inputSchema, call: () => ({}) })),
  answer: (response, { method, params }) =>
    method === 'tools/call' ? { jsonrpc: '2.0', id: response.id, result: rows[params.arguments.row].result } : response,
});
