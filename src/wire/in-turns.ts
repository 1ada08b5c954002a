/** Waiting that a busy machine cannot cut short: what had come by then has been read. */
import { nextTurn, sleep } from '../waiting.ts';

const TURN_MS = 20;

/** Sleeps, and reads what lies in the pipes: of a loop that was held up the timers have their turn first. */
export async function pause(ms: number): Promise<void> {
  await sleep(ms);
  await nextTurn();
}

/** Whether `event` came within so many milliseconds of turns of our loop. */
export async function cameInTurns(ms: number, event: Promise<unknown>): Promise<boolean> {
  let hasCome = false;
  const coming = event.then(() => {
    hasCome = true;
  });
  for (let waited = 0; waited < ms && !hasCome; waited += TURN_MS) await Promise.race([coming, pause(TURN_MS)]);
  return hasCome;
}
