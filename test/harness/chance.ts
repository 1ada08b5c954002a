/** Reproducible chance, and JSON that is changed by it. Fast: a hundred thousand values in a second. */

export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, and without, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  is(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  /** `most` at most. */
  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** The fields, each there or not. */
  some(fields: Readonly<Record<string, () => unknown>>, share = 0.4): Record<string, unknown> {
    const kept = Object.entries(fields).filter(() => this.is(share));
    return Object.fromEntries(kept.map(([key, make]) => [key, make()]));
  }
}

/** JSON as a hostile or careless server writes it. `1e999` is read as Infinity. */
const ODD = [
  ...['null', 'true', 'false', '0', '-0', '-1', '1.5', '1e999', '-1e999', '9007199254740993', '""', '"x"', '"true"'],
  ...['"1"', '[]', '{}', '[null]', '[{}]', '[[]]', '["a","a"]', '{"a":1}', '{"__proto__":null}', '{"constructor":{}}'],
  ...['{"__proto__":{"type":"text","text":"x"}}', '{"toString":1}', '{"length":1}', '{"type":"text"}', '["object"]'],
  ...[
    '"AAAA"',
    '"AAA"',
    '"AAA="',
    '"A==="',
    '"AA=="',
    '"AA==\\n"',
    '"AA-_"',
    '"A A A A "',
    '"=AAA"',
    '"AA=A"',
    '"ÄÄÄÄ"',
  ],
  ...['"2025-02-29T00:00:00Z"', '"2024-02-29T00:00:00Z"', '"2025-01-31T23:59:60Z"', '"2025-04-31T00:00:00Z"'],
  ...['"2025-01-01T00:00:00"', '"2025-01-01T00:00Z"', '"2025-1-1T00:00:00Z"', '"2025-01-01T24:00:00Z"'],
  ...[
    '"2025-01-01T00:00:00.5+02:00"',
    '"2025-01-01T00:00:00+0200"',
    '"2025-01-01t00:00:00z"',
    '"2025-12-31T00:00:00Z\\n"',
  ],
  ...[
    '"http://[::1"',
    '"\\ud800"',
    '"\\u0000"',
    '"😀"',
    '"user"',
    '"light"',
    '"object"',
    '"text"',
    '"resource"',
    '"resource_link"',
  ],
  ...['"image"', '"audio"', '"tool_use"', '"required"', `"${'x'.repeat(5000)}"`],
];

/** What may stand for a number and is not what was meant. */
const NUMBERS = [-1, -0.001, 1.001, 2, 1.5, 2 ** 53 + 2, Number.POSITIVE_INFINITY, '1', null];

/** A copy with one thing changed: a value replaced, left out, added, wrapped, or moved to another place. */
export function mutated(value: unknown, chance: Chance): unknown {
  const copy = structuredClone({ value });
  const places = placesOf(copy);
  const { holder, key } = chance.of(places);
  const other = chance.of(places);
  const isNumber = typeof holder[key] === 'number';
  const odd = () => (isNumber && chance.is(0.7) ? chance.of(NUMBERS) : JSON.parse(chance.of(ODD)));
  const ways = [
    () => set(holder, key, odd()),
    () => set(holder, key, odd()),
    () => drop(holder, key),
    () => set(holder, key, [holder[key]]),
    () => set(holder, key, structuredClone(other.holder[other.key])),
    () => {
      const inner = holder[key];
      if (typeof inner === 'object' && inner !== null) set(inner as Holder, chance.of(NAMES), odd());
    },
  ];
  chance.of(ways)();
  return copy.value;
}

const NAMES = ['_meta', 'annotations', 'icons', 'type', 'text', 'data', 'size', 'title', '0', '__proto__', 'other'];

type Holder = Record<string, unknown>;

/** As JSON.parse does it: an own property, whatever it is called. */
function set(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

/** JSON has no holes. */
function drop(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function placesOf(value: unknown): { holder: Holder; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesOf(holder[key])]);
}
