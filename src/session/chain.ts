/**
 * Things that come and go by the thousand, in the order in which they came. No Set and no Map: the tables that one leaves behind
 * each hold what was in them and the next one, so that one old table keeps all that was ever in later ones until V8 cleans everything.
 */
export interface Link<T> {
  readonly value: T;
  before: Link<T> | undefined;
  after: Link<T> | undefined;
  isIn: boolean;
}

export class Chain<T> {
  #first: Link<T> | undefined;
  #last: Link<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#first?.value;
  }

  /** What it is given back by. */
  add(value: T): Link<T> {
    const link: Link<T> = { value, before: this.#last, after: undefined, isIn: true };
    if (this.#last) this.#last.after = link;
    else this.#first = link;
    this.#last = link;
    this.#size++;
    return link;
  }

  /** Once; it holds nothing of the others from then on. */
  remove(link: Link<T>): void {
    if (!link.isIn) return;
    const { before, after } = link;
    if (before) before.after = after;
    else this.#first = after;
    if (after) after.before = before;
    else this.#last = before;
    link.before = undefined;
    link.after = undefined;
    link.isIn = false;
    this.#size--;
  }

  clear(): void {
    for (let link = this.#first; link; ) {
      const { after } = link;
      this.remove(link);
      link = after;
    }
  }

  /** Those of which `isWanted` is true, which leave. */
  take(isWanted: (value: T) => boolean): T[] {
    const taken: T[] = [];
    for (let link = this.#first; link; ) {
      const { after } = link;
      if (isWanted(link.value)) {
        taken.push(link.value);
        this.remove(link);
      }
      link = after;
    }
    return taken;
  }

  values(): T[] {
    const values: T[] = [];
    for (let link = this.#first; link; link = link.after) values.push(link.value);
    return values;
  }
}
