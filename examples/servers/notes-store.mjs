/** Where the notes are kept: in memory, and in a file if one is given. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

export class NotesStore {
  #file;
  #notes;

  constructor(file) {
    this.#file = file;
    const saved = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
    this.#notes = new Map(saved.map((note) => [note.id, note]));
  }

  create({ title, body = '', tags = [] }) {
    const note = { id: `n_${randomBytes(4).toString('hex')}`, title, body, tags, created: new Date().toISOString() };
    this.#notes.set(note.id, note);
    this.#save();
    return note;
  }

  get(id) {
    return this.#notes.get(id);
  }

  /** The newest last. */
  list(tag) {
    return [...this.#notes.values()].filter((note) => tag === undefined || note.tags.includes(tag));
  }

  search(query) {
    const wanted = query.toLowerCase();
    return this.list().filter(({ title, body }) => `${title}\n${body}`.toLowerCase().includes(wanted));
  }

  /** Says whether there was such a note. */
  delete(id) {
    const found = this.#notes.delete(id);
    if (found) this.#save();
    return found;
  }

  #save() {
    if (!this.#file) return;
    writeFileSync(`${this.#file}.tmp`, JSON.stringify(this.list(), null, 2));
    renameSync(`${this.#file}.tmp`, this.#file);
  }
}
