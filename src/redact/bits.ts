/** Long work in bits, each of bounded length: whoever asks for it may do something else in between. */

export type Bits<T> = Generator<void, T>;

export function atOnce<T>(work: Bits<T>): T {
  for (;;) {
    const bit = work.next();
    if (bit.done) return bit.value;
  }
}
