/** Starts a server, makes its tool `faulty` hang, and asks it where it is. */
import type { Located } from '../../src/diagnosis/stacks/locate.ts';
import type { StdioServer } from '../../src/model.ts';
import { whereItHangs } from '../../src/run/where.ts';
import { stateful } from '../../src/session/dialect/stateful.ts';
import { Session } from '../../src/session/session.ts';
import { openStdio } from '../../src/wire/stdio.ts';
import { PARENT } from './parent.ts';
import { ROOT } from './smoke.ts';

export interface Stuck {
  readonly located: Located | undefined;
  /** How the call of `faulty` ended. */
  readonly outcome: string;
  /** A ping after the question was answered. */
  readonly isAlive: boolean;
  /** Lines on stdout that were taken for noise. */
  readonly noise: readonly string[];
  readonly stderr: string;
}

interface Options {
  readonly mayDie?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Long enough that the call is under way, however busy the machine is. */
  readonly afterMs?: number;
}

export async function askStuck(
  [command, ...args]: readonly [string, ...string[]],
  { mayDie = true, env = {}, afterMs = 1500 }: Options = {},
): Promise<Stuck> {
  const server: StdioServer = { transport: 'stdio', command, args, env, cwd: ROOT };
  const session = new Session((listener) => openStdio(server, 1e6, listener, PARENT));
  try {
    await stateful().open(session, { timeoutMs: 30_000 });
    const call = { name: 'faulty', arguments: { text: 'x' } };
    const { outcome } = await session.request('tools/call', call, { timeoutMs: afterMs });
    const located = await whereItHangs(session.wire, { mayDie, redact: (text) => text });
    const stderr = session.wire.stderr.since(0);
    const ping = await session.request('ping', undefined, { timeoutMs: session.closure ? 1 : 1000 });
    const frames = session.framesSince(0).filter(({ kind }) => kind !== 'message');
    const noise = frames.map(({ text }) => text);
    return { located, outcome: outcome.kind, isAlive: ping.outcome.kind === 'result', noise, stderr };
  } finally {
    await session.close({ stdinEndMs: 50, sigtermMs: 200 });
  }
}
