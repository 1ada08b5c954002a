import type { Listener } from '../model.ts';
import type { Faults } from './faults.ts';

/** One listener for several: one that fails hears no more; the others do. */
export function toAll(listeners: readonly Listener[], faults: Faults): Listener {
  const hearing = new Set(listeners);
  return (event) => {
    for (const listener of hearing) {
      const isHeard = faults.attempt(() => {
        listener(event);
        return true;
      });
      if (!isHeard) hearing.delete(listener);
    }
  };
}
