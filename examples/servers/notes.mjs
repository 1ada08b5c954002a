#!/usr/bin/env node
/**
 * A small notes server on the official SDK, over stdio. Notes live in memory, or in the file that NOTES_FILE names.
 * `smoke.example.yaml` tests it.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { NotesStore } from './notes-store.mjs';

const noteShape = {
  id: z.string().describe('Begins with n_'),
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  created: z.string().describe('ISO 8601, UTC'),
};
const listShape = { count: z.number().int(), notes: z.array(z.object({ id: z.string(), title: z.string() })) };
const idShape = { id: z.string().describe('The id that create_note returned') };

const server = new McpServer({ name: 'notes', version: '1.0.0' });
const store = new NotesStore(process.env.NOTES_FILE);

server.registerTool(
  'create_note',
  {
    description: 'Writes a new note',
    inputSchema: {
      title: z.string().min(1),
      body: z.string().optional(),
      tags: z.array(z.string()).max(5).optional(),
    },
    outputSchema: noteShape,
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  },
  (input) => {
    const note = store.create(input);
    return result(`created ${note.id}: ${note.title}`, note);
  },
);

server.registerTool(
  'get_note',
  {
    description: 'Reads one note',
    inputSchema: idShape,
    outputSchema: noteShape,
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  ({ id }) => {
    const note = store.get(id);
    return note ? result(`${note.title}\n\n${note.body}`, note) : noSuchNote(id);
  },
);

server.registerTool(
  'list_notes',
  {
    description: 'Lists all notes, or those with a tag',
    inputSchema: { tag: z.string().optional() },
    outputSchema: listShape,
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  ({ tag }) => listResult(store.list(tag)),
);

server.registerTool(
  'search_notes',
  {
    description: 'Finds notes by words in their title or body',
    inputSchema: { query: z.string().min(1) },
    outputSchema: listShape,
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  ({ query }) => listResult(store.search(query)),
);

server.registerTool(
  'delete_note',
  {
    description: 'Deletes a note for good',
    inputSchema: idShape,
    outputSchema: { id: z.string(), deleted: z.boolean() },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  },
  ({ id }) => {
    const deleted = store.delete(id);
    return result(deleted ? `deleted ${id}` : `there was no note ${id}`, { id, deleted });
  },
);

server.registerTool(
  'echo',
  {
    description: 'Says what it is told',
    inputSchema: { text: z.string() },
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  ({ text }) => ({ content: [{ type: 'text', text }] }),
);

server.registerResource(
  'readme',
  'notes://readme',
  { title: 'How to use the notes', mimeType: 'text/markdown' },
  ({ href }) => ({
    contents: [
      { uri: href, mimeType: 'text/markdown', text: '# Notes\n\nCreate a note, then find it by its words.\n' },
    ],
  }),
);

server.registerPrompt(
  'summarize',
  { description: 'Asks for a summary of all notes', argsSchema: { style: z.enum(['short', 'long']) } },
  ({ style }) => {
    const titles = store.list().map(({ title }) => `- ${title}`);
    const text = [`Write a ${style} summary of these notes:`, ...titles].join('\n');
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  },
);

function result(text, structuredContent) {
  return { content: [{ type: 'text', text }], structuredContent };
}

function listResult(notes) {
  const listed = notes.map(({ id, title }) => ({ id, title }));
  const lines = listed.map(({ id, title }) => `${id}: ${title}`);
  return result(lines.join('\n') || 'no notes', { count: listed.length, notes: listed });
}

function noSuchNote(id) {
  return { content: [{ type: 'text', text: `there is no note ${id}` }], isError: true };
}

process.stdin.once('end', () => process.exit(0));
await server.connect(new StdioServerTransport());
