/** Objects that belong to the thread that made them. */
import type { Call, Expr } from '../facts.ts';
import { lookup } from '../scopes.ts';
import { versionNote } from '../tools/framework.ts';
import type { CallRule } from './rule.ts';
import { byWayOf, whoOf } from './words.ts';

/** A connection that the module opens, used by a plain tool that runs in a worker thread. */
export const sharedConnection: CallRule = ({ call, path, reach }, add) => {
  const { handler, onLoop } = reach;
  if (!handler || onLoop === 'yes' || !/^sqlite3\.connect\(\)\.\w+$/.test(path)) return;
  if (!isOfModule(call.callee)) return;
  add({
    rule: 'thread-affinity',
    level: onLoop === 'no' ? 'error' : 'warning',
    message: `${whoOf(reach)} uses a SQLite connection${byWayOf(reach)} that the module has opened: plain "def" tools run in a worker thread${versionNote(handler.framework)}, and SQLite refuses that.`,
    hint: 'Open the connection in the tool or once per thread, or with check_same_thread=False and a lock of your own.',
    file: reach.fn.file(),
    at: call,
  });
};

function isOfModule(callee: Expr): boolean {
  if (callee.kind !== 'member' || callee.of.kind !== 'name') return false;
  const found = lookup(callee.of.scope, callee.of.name);
  if (found?.scope.kind !== 'module' || found.binding.kind !== 'value' || found.binding.expr.kind !== 'call')
    return false;
  return !isShared(found.binding.expr.call);
}

function isShared({ named, hasSpread }: Call): boolean {
  return hasSpread || named.has('check_same_thread');
}
