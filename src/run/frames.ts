/** Every frame is looked at once, with the step it belongs to: noise, and messages that belong to none of our requests. */

import { setTimeout as sleep } from 'node:timers/promises';
import { framesChecks } from '../checks/index.ts';
import type { Exchange, Frame, RawFinding } from '../model.ts';
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

/** Servers write behind their last answer, too: it may arrive a moment later. */
const LAST_WORDS_MS = 15;

/** What came after the last step had been judged; what a server writes once its stdin has ended is its own affair. */
export async function judgeLastFrames(context: Watching): Promise<RawFinding[]> {
  await sleep(LAST_WORDS_MS);
  return judgeFrames(context, { phase: 'idle', exchanges: [] });
}

/** Looks at the frames since the last look, those between two steps included, and at the strays. */
export function judgeFrames(context: Watching, { exchanges, ...phase }: Phase): RawFinding[] {
  const { connection, inspect, cursor, catalogue } = context;
  const session = connection.current?.session;
  if (!session) return [];
  const frames = cursor.take(session);
  if (saysChanged(frames)) catalogue.markStale();
  const irregularities = [...session.takeStrays(), ...exchanges.flatMap((exchange) => exchange.irregularities)];
  const facts = {
    isRefused: exchanges.some(isRefused),
    hadHeaders: cursor.hadHeaders,
    isStateless: session.dialect.isStateless,
    wantsLogs: cursor.wantsLogs,
  };
  return inspect(framesChecks, { ...phase, frames, irregularities, ...facts });
}

/** The server says that its tools are not what it had listed (MCP 2025-11-25, Tools, List Changed Notification). */
export function saysChanged(frames: readonly Frame[]): boolean {
  return frames.some(
    ({ direction, message }) =>
      direction === 'in' &&
      (message as { method?: unknown } | undefined)?.method === 'notifications/tools/list_changed',
  );
}
