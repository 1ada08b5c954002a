#!/usr/bin/env node
/**
 * The broken twin of notes.mjs: five honest mistakes, one in each tool. `examples/broken.smoke.yaml` finds them.
 * It speaks through the SDK's low-level Server, because McpServer would catch the first mistake itself.
 */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { NotesStore } from './notes-store.mjs';

const store = new NotesStore();
const readOnly = { readOnlyHint: true, openWorldHint: false };
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties) });
const string = { type: 'string' };

const tools = {
  create_note: {
    description: 'Writes a new note',
    inputSchema: object({ title: string }),
    outputSchema: object({ id: string, tags: { type: 'array', items: string } }),
    call({ title }) {
      const note = store.create({ title });
      // Mistake: the schema promises a list of tags.
      return { ...text(`created ${note.id}`), structuredContent: { id: note.id, tags: note.tags.join(', ') } };
    },
  },
  list_notes: {
    description: 'Lists all notes',
    inputSchema: object({}),
    annotations: readOnly,
    call() {
      // Mistake: stdout belongs to the protocol.
      console.log('listing notes');
      return text(titles().join('\n') || 'no notes');
    },
  },
  search_notes: {
    description: 'Finds notes by their words',
    inputSchema: object({ query: string }),
    annotations: readOnly,
    call() {
      // Mistake: nobody ever resolves this promise.
      return new Promise(() => {});
    },
  },
  get_note: {
    description: 'Reads one note',
    inputSchema: object({ id: string }),
    annotations: readOnly,
    call({ id }) {
      // Mistake: an object is no text.
      return text(String({ id, title: 'Buy milk' }));
    },
  },
  export_notes: {
    description: 'Exports all notes',
    inputSchema: object({}),
    annotations: readOnly,
    call() {
      // Mistake: an exception outside of the handler ends the process.
      setImmediate(writeExport);
      return new Promise(() => {});
    },
  },
};

function titles() {
  return store.list().map(({ title }) => title);
}

function writeExport() {
  const target = undefined;
  target.write(JSON.stringify(store.list()));
}

function text(value) {
  return { content: [{ type: 'text', text: value }] };
}

const server = new Server({ name: 'notes-broken', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => ({
  tools: Object.entries(tools).map(([name, { call, ...listed }]) => ({ name, ...listed })),
}));
server.setRequestHandler(CallToolRequestSchema, ({ params }) => tools[params.name].call(params.arguments ?? {}));

process.stdin.once('end', () => process.exit(0));
await server.connect(new StdioServerTransport());
