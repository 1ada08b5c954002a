/** Where a stuck server hangs: asked once, before it is given up. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import type { StackDump } from '../model.ts';
import type { Wire } from '../wire/wire.ts';
import type { Cleaning } from './judging.ts';

/** With `mayDie` the process may be ended by the question: Python and Go answer only so. */
export interface WhereOptions {
  readonly mayDie: boolean;
  /** How many calls hang in it; 1 where absent. */
  readonly count?: number;
  /** Over stdio: when the server first answered, by the clock of its wire. */
  readonly answeredAtMs?: number;
  /** For commands, which are cut: half a secret is known to nobody. */
  readonly redact: Cleaning['redact'];
}

/** What is asked: the process of a wire, or an app before anything is connected to it. */
export type Asked = Pick<Wire, 'started' | 'closure' | 'stderr'>;

/**
 * What the server's own runtime says of the place where it hangs, read; undefined for a server that we did not start,
 * and for runtimes that cannot be asked. Takes about 2 s at most, and never rejects. Its text is not clean of secrets.
 */
export async function whereItHangs(asked: Asked, options: WhereOptions): Promise<Located | undefined> {
  return (await whereAllHang(asked, options))?.[0];
}

/** As `whereItHangs`, for several calls in one process: every place where one of them may be. */
export async function whereAllHang(
  { started, closure, stderr }: Asked,
  options: WhereOptions,
): Promise<readonly Located[] | undefined> {
  if (!started || closure) return undefined;
  const [{ askWhere }, { locateAll }] = await Promise.all([
    import('../stacks/ask.ts'),
    import('../diagnosis/stacks/locate.ts'),
  ]);
  const dump = await askWhere(started, stderr, options);
  return dump && locateAll(cleaned(dump, options.redact), options.count ?? 1);
}

/** The text is looked at as it is, and not cut. */
function cleaned(dump: StackDump, redact: Cleaning['redact']): StackDump {
  return { ...dump, children: dump.children.map((child) => ({ ...child, command: redact(child.command) })) };
}
