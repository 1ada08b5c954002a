/** Reads what has come before a request is given up. */
import { nextTurn } from '../waiting.ts';

/** A pipe gives up to 2 MiB a round. */
const ROUNDS = 4;

/** What the kernel holds already came in time: our loop may have been busy, or the whole machine. */
export async function readOn(isOpen: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS && isOpen(); round++) await nextTurn();
}
