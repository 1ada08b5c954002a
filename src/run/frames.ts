/** Every frame is looked at once, with the step it belongs to: noise, and messages that belong to none of our requests. */
import type { Exchange, Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { reportedRules } from './methods.ts';

/** The part of a run that frames belong to, and the requests that were made in it. */
export interface Phase {
  readonly phase: 'list' | 'call';
  readonly target?: string;
  readonly exchanges: readonly Exchange[];
}

/** Looks at the frames since the last look, those between two steps included, and at the strays. */
export function judgeFrames(context: SuiteContext, { exchanges, ...phase }: Phase): Finding[] {
  const { rooms, connection, inspect } = context;
  const session = connection.current?.session;
  if (!session) return [];
  const frames = session.framesSince(context.seenFrames);
  context.seenFrames = session.mark;
  const irregularities = [...session.takeStrays(), ...exchanges.flatMap((exchange) => exchange.irregularities)];
  return inspect(rooms.framesChecks, { ...phase, frames, irregularities, reported: reportedRules(exchanges) });
}
