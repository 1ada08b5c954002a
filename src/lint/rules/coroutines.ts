/** Coroutines and promises that nobody awaits. */
import type { Call, Fn } from '../facts.ts';
import type { Values } from '../project/values.ts';
import { isPlain, targetOf } from '../tools/reach.ts';
import type { CallRule, FunctionRule, ServerRule } from './rule.ts';
import { byWayOf, isDirect, whoOf } from './words.ts';

const OUTSIDE =
  /^(?:asyncio\.(?:sleep|wait_for|wait|open_connection|create_subprocess_exec|create_subprocess_shell|to_thread)|anyio\.(?:sleep|to_thread\.run_sync))$/;

export const notAwaited: ServerRule = ({ server, values }, add) => {
  for (const file of server.files.filter(({ language }) => language === 'python')) {
    for (const call of file.functions.flatMap(({ calls }) => calls)) {
      const lost = lostCoroutine(call, values);
      if (lost === undefined) continue;
      add({
        rule: 'not-awaited',
        level: 'error',
        message: `${lost.name}() is a coroutine and is not awaited: ${lost.so}.`,
        file,
        at: lost.call,
      });
    }
  }
};

function lostCoroutine(call: Call, values: Values): { name: string; so: string; call: Call } | undefined {
  const name = coroutineName(call, values);
  if (name !== undefined && call.use === 'statement') return { name, call, so: 'what it should do is never done' };
  if (name !== undefined && call.use === 'format')
    return { name, call, so: 'the text shows the coroutine, not its result' };
  const owner = call.callee.kind === 'member' && call.callee.of.kind === 'call' ? call.callee.of.call : undefined;
  const ownName = owner && coroutineName(owner, values);
  const method = call.callee.kind === 'member' ? call.callee.name : '';
  if (!owner || ownName === undefined || /^(?:close|send|throw|__\w+__)$/.test(method)) return undefined;
  return { name: ownName, call: owner, so: `a coroutine has no ${method}` };
}

/** Of what is certainly a coroutine function: with `async def`, without `yield`, not decorated into something else. */
function coroutineName(call: Call, values: Values): string | undefined {
  if (call.isNew) return undefined;
  const path = values.path(call.callee);
  if (OUTSIDE.test(path)) return path;
  const value = values.of(call.callee);
  if (value.kind !== 'function') return undefined;
  const { fn } = value;
  return fn.isAsync && !fn.isGenerator && fn.decorators.length === 0 ? fn.name : undefined;
}

/** A plain tool of the mcp package that returns a coroutine shows it as text; fastmcp awaits it. */
export const coroutineReturned: FunctionRule = ({ reach, values }, add) => {
  const { handler, fn } = reach;
  if (handler?.kind !== 'tool' || !isDirect(reach) || fn.isAsync || handler.framework.name !== 'mcp') return;
  for (const { expr, at } of fn.returns) {
    const name = expr.kind === 'call' ? coroutineName(expr.call, values) : undefined;
    if (name === undefined) continue;
    add({
      rule: 'not-awaited',
      level: 'error',
      message: `${whoOf(reach)} is a plain function and returns the coroutine of ${name}(): the SDK does not await it, and answers with its name.`,
      file: fn.file(),
      at,
    });
  }
};

/** An error of a promise that nobody waits for ends the process. */
export const floatingPromise: CallRule = ({ call, reach, values }, add) => {
  const { handler, fn } = reach;
  if (!handler || fn.file().language !== 'javascript' || call.use !== 'statement') return;
  const target = targetOf(call, values);
  if (!target?.isAsync || isSafe(target) || !isPlain(target, values)) return;
  add({
    rule: 'not-awaited',
    level: isDirect(reach) && handler.kind === 'tool' ? 'warning' : 'info',
    message: `${whoOf(reach)} does not await ${target.name}()${byWayOf(reach)}: the answer does not wait for it, and if it fails, the process ends.`,
    hint: 'Write await before the call; or, where it shall go on by itself, void with a .catch(…).',
    file: fn.file(),
    at: call,
  });
};

/** All that it does stands in a `try` with a `catch`. */
function isSafe({ calls }: Fn): boolean {
  return calls.every(({ caught }) => caught.length > 0);
}
