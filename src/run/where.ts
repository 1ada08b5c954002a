/** Where a stuck server hangs: asked once, before it is given up. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import type { Wire } from '../wire/wire.ts';

/** With `mayDie` the process may be ended by the question: Python and Go answer only so. */
export interface WhereOptions {
  readonly mayDie: boolean;
}

/**
 * What the server's own runtime says of the place where it hangs, read; undefined for a server that we did not start,
 * and for runtimes that cannot be asked. Takes about 2 s at most, and never rejects. Its text is not redacted.
 */
export async function whereItHangs(wire: Wire, options: WhereOptions): Promise<Located | undefined> {
  if (!wire.started || wire.closure) return undefined;
  const [{ askWhere }, { locate }] = await Promise.all([
    import('../stacks/ask.ts'),
    import('../diagnosis/stacks/locate.ts'),
  ]);
  const dump = await askWhere(wire.started, wire.stderr, options);
  return dump && locate(dump);
}
