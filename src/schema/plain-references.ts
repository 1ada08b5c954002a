/** References of a plain schema: to its root, and to the definitions there by their plain names. */
import { isObject } from '../json/kind.ts';
import type { Test } from './plain-run.ts';

const DEFINITIONS = ['$defs', 'definitions'];
/** Written in a reference as they are. */
const NAME = /^[\w.-]+$/;

export class References {
  readonly #targets = new Map<string, Test>();
  /** By target: what it refers to for the same value. */
  readonly #beside = new Map<string, Set<string>>();
  readonly #met = new Set<string>();
  /** The target that is being read, undefined for what is read for a part of the value. */
  #reader: string | undefined;

  /** Runs `read` in the name of `reader`. */
  within<T>(reader: string | undefined, read: () => T): T {
    const outer = this.#reader;
    this.#reader = reader;
    const result = read();
    this.#reader = outer;
    return result;
  }

  /** Reads what `reference` leads to. */
  target(reference: string, read: () => Test | undefined): Test | undefined {
    const test = this.within(reference, read);
    if (test !== undefined) this.#targets.set(reference, test);
    return test;
  }

  /** Reads the definitions of `root`, and takes them out of it; false where one is not plain. */
  define(root: Record<string, unknown>, read: (definition: unknown) => Test | undefined): boolean {
    for (const key of DEFINITIONS) {
      if (!Object.hasOwn(root, key)) continue;
      const definitions = root[key];
      if (!isObject(definitions)) return false;
      for (const [name, definition] of Object.entries(definitions)) {
        if (name === '__proto__' || !this.target(NAME.test(name) ? `#/${key}/${name}` : '', () => read(definition)))
          return false;
      }
      delete root[key];
    }
    return true;
  }

  /** To be run once all is read. */
  refer(reference: string): Test {
    this.#met.add(reference);
    if (this.#reader !== undefined) {
      const beside = this.#beside.get(this.#reader) ?? new Set();
      this.#beside.set(this.#reader, beside.add(reference));
    }
    return (value, run) => this.#targets.get(reference)!(value, run);
  }

  /** Each leads somewhere, and none comes back to where it began for the same value. */
  areSound(): boolean {
    return [...this.#met].every((reference) => this.#targets.has(reference)) && !this.#recurse();
  }

  #recurse(): boolean {
    if (this.#beside.size === 0) return false;
    const done = new Set<string>();
    const open = new Set<string>();
    const comesBack = (from: string): boolean => {
      if (open.has(from)) return true;
      if (done.has(from)) return false;
      open.add(from);
      const back = [...(this.#beside.get(from) ?? [])].some(comesBack);
      open.delete(from);
      done.add(from);
      return back;
    };
    return [...this.#beside.keys()].some(comesBack);
  }
}
