/** One suite speaks at a time. */
import type { Listener, RunEvent } from '../model.ts';

/**
 * Passes the events of one suite on as they come; those of the others are held and passed on whole, in the order in
 * which the suites started, as soon as it is their turn.
 */
export function inTurn(show: Listener): Listener {
  const held = new Map<number, RunEvent[]>();
  let speaking: number | undefined;
  const next = () => {
    for (const [index, events] of held) {
      held.delete(index);
      events.forEach(show);
      if (isOver(events)) continue;
      speaking = index;
      return;
    }
  };
  const flush = () => {
    for (const events of held.values()) events.forEach(show);
    held.clear();
  };
  return (event) => {
    if (event.type === 'run-end') {
      flush();
      return show(event);
    }
    const { index } = event.suite;
    speaking ??= index;
    if (index !== speaking) return hold(held, index, event);
    show(event);
    if (event.type !== 'suite-end') return;
    speaking = undefined;
    next();
  };
}

function hold(held: Map<number, RunEvent[]>, index: number, event: RunEvent): void {
  const events = held.get(index) ?? [];
  events.push(event);
  held.set(index, events);
}

function isOver(events: readonly RunEvent[]): boolean {
  return events.at(-1)?.type === 'suite-end';
}
