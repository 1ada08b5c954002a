/** A server that died or got stuck in an earlier step is replaced. */
import type { Start } from './connect-step.ts';
import type { Connection } from './connection.ts';
import type { FrameCursor } from './frame-cursor.ts';
import { judgeStart } from './start-place.ts';
import type { StepOutcome } from './step.ts';

interface Renewing extends Start {
  readonly connection: Connection;
  readonly cursor: FrameCursor;
}

/** Why no further step can run, with what is wrong; undefined where the fresh server is there, or the run is to stop. */
export async function renew(context: Renewing): Promise<(StepOutcome & { readonly reason: string }) | undefined> {
  const { connection, plan } = context;
  const { stuckIn } = connection;
  const connected = await connection.reopen(context.stop);
  context.cursor.startAt(connected.session);
  if (connected.handshake.info || context.stop.aborted) return undefined;
  // That a blocked server does not greet us either is no fault of its own.
  if (stuckIn !== undefined && plan.server.transport === 'http')
    return { status: 'broken', reason: `the server has been blocked since ${stuckIn}`, findings: [] };
  const reason = 'the server could not be started again';
  return { status: 'broken', reason, findings: await judgeStart(context, connected) };
}
