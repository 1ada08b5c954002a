/**
 * The tool `faulty` puts another tool, `grown`, in place of itself. `--variant=told`: says so before its answer; `late`, `later`: a
 * moment after it; `silent`: does not say so; `undeclared`: nor that it may; `bad`: the new tool's inputSchema is no schema. `--healthy`: nothing changes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, faulty, healthy, notify, serve, textResult, tool, variant } from './serve.mjs';

const kind = variant('told');
const CHANGED = 'notifications/tools/list_changed';
const LATE = { late: 0, later: 80 };
const schema = { type: 'object', properties: { text: { type: 'string' } } };
const grown = tool('grown', echo.call, { inputSchema: kind === 'bad' ? { ...schema, type: 'array' } : schema });
const tools = [echo, faulty(change)];

function change({ text }) {
  if (!healthy) tools.splice(0, tools.length, echo, grown);
  if (!healthy && (kind === 'told' || kind === 'bad')) notify(CHANGED);
  if (!healthy && LATE[kind] !== undefined) setImmediate(async () => notify(CHANGED, await sleep(LATE[kind])));
  return textResult(text);
}

const mayChange = kind === 'undeclared' ? {} : { listChanged: true };
serve({ tools, initialize: (result) => ({ ...result, capabilities: { tools: mayChange } }) });
