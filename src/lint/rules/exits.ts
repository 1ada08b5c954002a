/** What ends the process, or the loop that answers. */

import { shown } from './blocking.ts';
import type { CallRule } from './rule.ts';
import { byWayOf, isDirect, whoOf } from './words.ts';

const EXITS = /^(?:sys\.exit|builtins\.(?:exit|quit|SystemExit|KeyboardInterrupt))$/;
const KILLS = /^(?:os\._exit|os\.abort|process\.(?:exit|abort|reallyExit))$/;
const CATCHES = ['SystemExit', 'BaseException', '*'];

export const exitsInCall: CallRule = ({ call, path, reach }, add) => {
  const { handler } = reach;
  if (!handler) return;
  const isKill = KILLS.test(path);
  if (!isKill && !EXITS.test(path)) return;
  const isCaught = [...reach.caught, ...call.caught].some((name) => CATCHES.includes(name));
  if (isCaught && !isKill) return;
  const what = isKill
    ? 'ends the whole server in the middle of a call'
    : 'ends the loop that answers, not only the call';
  add({
    rule: isKill ? 'crash-on-call' : 'zombie-session',
    level: isDirect(reach) ? 'error' : 'warning',
    message: `${whoOf(reach)} calls ${shown(path)}()${byWayOf(reach)}: when that is reached, it ${what}.`,
    hint: 'Raise an exception, or return an error result (isError): the SDK answers with it, and the server lives on.',
    file: reach.fn.file(),
    at: call,
  });
};
