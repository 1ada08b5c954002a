/** Long work in turns, so that answers, time limits and signals are heard meanwhile. */
import { nextTurn } from '../waiting.ts';

/** Far below what anybody notices. */
const TURN_MS = 25;
let turnBegan = 0;

/** Lets the event loop turn if we have held it up for a while; costs next to nothing if not. */
export async function breathe(): Promise<void> {
  if (performance.now() - turnBegan < TURN_MS) return;
  await nextTurn();
  turnBegan = performance.now();
}

/** Work that is done in bits, with a breath between them. */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const bit = work.next();
    if (bit.done) return bit.value;
    await breathe();
  }
}
