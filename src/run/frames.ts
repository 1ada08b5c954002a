/** Every frame is looked at once, with the step it belongs to: noise, and messages that belong to none of our requests. */

import type { Exchange, Frame, RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Catalogue } from './catalogue.ts';
import type { Connection } from './connection.ts';
import type { FrameCursor } from './frame-cursor.ts';
import type { Judging } from './judging.ts';
import { isRefused } from './methods.ts';

/** The part of a run that frames belong to, and the requests that were made in it. */
export interface Phase {
  readonly phase: 'list' | 'call' | 'idle';
  readonly target?: string;
  readonly exchanges: readonly Pick<Exchange, 'irregularities' | 'http'>[];
}

interface Watching extends Judging {
  readonly connection: Connection;
  readonly cursor: FrameCursor;
  readonly catalogue: Catalogue;
}

/** What came after the last step had been judged; what a server writes once its stdin has ended is looked at by itself. */
export function judgeLastFrames(context: Watching): RawFinding[] {
  return judgeFrames(context, { phase: 'idle', exchanges: [] });
}

/** Noise since `mark`, where we ended the server's stdin; of one that made noise before, that was told. */
export function judgeEndFrames({ inspect, checks }: Judging, session: Session, mark: number): RawFinding[] {
  if (!session.framesSince(mark).some(isNoise)) return [];
  const noise = session.framesSince(0).filter(isNoise);
  if (noise.some(({ seq }) => seq < mark)) return [];
  return inspect(checks.frames, { phase: 'close', frames: noise, irregularities: [] });
}

function isNoise({ direction, framing }: Frame): boolean {
  return direction === 'in' && framing === 'noise';
}

/** Looks at the frames since the last look, those between two steps included, and at the strays. */
export function judgeFrames(context: Watching, { exchanges, ...phase }: Phase): RawFinding[] {
  const { connection, inspect, checks, cursor, catalogue } = context;
  const session = connection.current?.session;
  if (!session) return [];
  const { frames, unasked } = cursor.take(session);
  if (saysChanged(frames)) catalogue.markStale();
  const irregularities = [...session.takeStrays(), ...exchanges.flatMap((exchange) => exchange.irregularities)];
  const facts = {
    isRefused: exchanges.some(isRefused),
    hadHeaders: cursor.hadHeaders,
    isStateless: session.dialect.isStateless,
    unasked,
    subscriptions: cursor.subscriptions,
  };
  return inspect(checks.frames, { ...phase, frames, irregularities, ...facts });
}

/** The server says that its tools are not what it had listed (MCP 2025-11-25, Tools, List Changed Notification). */
export function saysChanged(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ direction, message }) =>
      direction === 'in' &&
      (message as { method?: unknown } | undefined)?.method === 'notifications/tools/list_changed',
  );
}
