/** A plain schema while it is read and while it is run; the work of both is counted. */
import type { Dialect } from './dialect.ts';

/** Whether `value` fits. Throws BEYOND where that is not for us to say. */
export type Test = (value: unknown, run: Run) => boolean;

/** How a keyword is read: what it asks of a value, NOTHING, or undefined where it is not plain or not right. */
export type Read = (value: unknown, reader: Reader, schema: Readonly<Record<string, unknown>>) => Test | undefined;

/** What says something to people only. */
export const NOTHING: Test = () => true;

/** What is needed while a schema is read. */
export interface Reader {
  readonly dialect: Dialect;
  /** Reads a schema for a part of the value; undefined where it is not plain. */
  readonly inside: (schema: unknown) => Test | undefined;
  /** Reads a schema for the same value. */
  readonly beside: (schema: unknown) => Test | undefined;
  /** What a reference leads to, once all is read. */
  readonly refer: (reference: string) => Test;
  /** To be called for a pattern that may take long on some text. */
  readonly needsGuard: () => void;
}

/** Thrown and caught in here; no stack is wanted of it. */
const BEYOND = Symbol('beyond a plain schema');

const MOST_WORK = 200_000;
/** Deeper than a schema without references can be. */
const MOST_DEPTH = 300;

/** One run of a schema over a value. */
export class Run {
  #left = MOST_WORK;
  #depth = 0;

  /** Undefined where it is not for us to say. */
  ask(test: Test, value: unknown): boolean | undefined {
    try {
      return test(value, this);
    } catch (error) {
      if (error === BEYOND) return undefined;
      throw error;
    }
  }

  /** Counts `work`: about as many steps as there are keywords, names and items. */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) throw BEYOND;
  }

  /** One level down. */
  inside(test: Test, value: unknown): boolean {
    if (++this.#depth > MOST_DEPTH) throw BEYOND;
    // A chain of schemas that each name the next one twice has nothing else to count.
    this.spend(1);
    const fits = test(value, this);
    this.#depth -= 1;
    return fits;
  }

  /** The answer depends on what we do not weigh. */
  giveUp(): never {
    throw BEYOND;
  }
}
