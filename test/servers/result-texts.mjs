/** Answers each call with the result that `--file=` holds for it: `[{ "tool": "…", "about": "…", "result": {…} }, …]`; `row` is its place. */
import { readFileSync } from 'node:fs';
import { option, serve } from './serve.mjs';

const rows = JSON.parse(readFileSync(option('file'), 'utf8'));
const inputSchema = { type: 'object', properties: { row: { type: 'integer' } }, required: ['row'] };
const about = new Map(rows.map((row) => [row.tool, row.about ?? `The tool ${row.tool}`]));

serve({
  tools: [...about].map(([name, description]) => ({ name, description, inputSchema, call: () => ({}) })),
  answer: (response, { method, params }) =>
    method === 'tools/call' ? { jsonrpc: '2.0', id: response.id, result: rows[params.arguments.row].result } : response,
});
