/** What may be sent again without being asked to: reading, and what the tool or the file says does no harm twice. */
import type { ServerSpec } from '../model.ts';
import { type Hints, isReading, toolOf } from './effects.ts';
import { SAFE_METHODS } from './gate.ts';
import type { Asked } from './hang-log.ts';

/** The server runs in an app that we start and end. */
export function isApp(server: ServerSpec): boolean {
  return server.transport === 'http' && server.start !== undefined;
}

/** Hints of the server are taken at their word here, since the script has sent the very same call already. */
export function isSafeToRepeat(
  context: Hints,
  { step, target, args }: Pick<Asked, 'step' | 'target' | 'args'>,
): boolean {
  if (step.http) return step.safe || SAFE_METHODS.includes(step.http.method);
  const sent = { kind: step.kind, target, args };
  if (step.safe || isReading(context, sent)) return true;
  const tool = toolOf(sent);
  return tool !== undefined && context.catalogue.annotation(tool, 'idempotentHint') === true;
}
