/** Http steps that reach the app around the server are evidence of its hangs as calls of its tools are. */
import type { Json, Plan, PlannedStep } from '../model.ts';
import { expand, expandText, type Scope } from '../template/expand.ts';
import type { Connection } from './connection.ts';
import type { Called, HangLog } from './hang-log.ts';
import { isApp } from './safety.ts';
import type { Connected, Target } from './target.ts';

interface Noting {
  readonly plan: Plan;
  readonly target: Target;
  readonly hangLog: HangLog;
  readonly connection: Connection;
}

interface Noted {
  readonly step: PlannedStep;
  readonly scope: Scope;
  readonly made: Pick<Called, 'seq' | 'durationMs' | 'isAnswered'>;
  readonly isHang: boolean;
  /** Sends the request once more; rejects where there is no answer. */
  readonly again: (timeoutMs: number) => Promise<unknown>;
}

/** Of an app of ours only: nothing is known of other servers' processes. */
export function noteHttp(context: Noting, connected: Connected, noted: Noted): void {
  const { plan, target: server, hangLog } = context;
  const { step, scope, made, isHang, again } = noted;
  const target = expandText(step.target, scope);
  if (!isApp(plan.server) || !URL.canParse(target, server.serverUrl)) return;
  const url = new URL(target, server.serverUrl);
  if (url.origin !== new URL(server.serverUrl!).origin) return;
  const { method, json, body = '', headers } = step.http!;
  const args = expand([json ?? body, headers] as Json, scope);
  const timeoutMs = step.timeoutMs ?? plan.timeoutMs;
  const isAnswered = (limitMs: number) =>
    again(limitMs).then(
      () => true,
      () => false,
    );
  const asked = { step, target: `${method} ${url.pathname}${url.search}`, args, timeoutMs, again: isAnswered };
  hangLog.note(connected, asked, made, isHang);
  // Its place has been asked for.
  if (context.connection.stuckIn !== undefined) hangLog.forget(step.id);
}
