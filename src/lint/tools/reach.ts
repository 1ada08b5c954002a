/** What a handler calls: the functions of the project that run when it does, each found by its shortest way. */
import type { Call, Fn } from '../facts.ts';
import type { Ternary } from '../pins/range.ts';
import type { Values } from '../project/values.ts';
import { isConditional } from '../truth.ts';
import type { Handler } from './server.ts';

/** Further away a way is hardly one that is taken. */
const DEEPEST = 8;

export interface Reach {
  readonly fn: Fn;
  /** Undefined for an asynchronous function that is no handler. */
  readonly handler: Handler | undefined;
  /** From the handler to this function, both included. */
  readonly way: readonly Fn[];
  readonly onLoop: Ternary;
  /** What is caught on the way. */
  readonly caught: readonly string[];
  /** A helper on the way makes the call in a branch only. What a handler itself does in one is what it is asked for. */
  readonly isConditional: boolean;
  /** A function on the way asks whether a loop runs. */
  readonly asksForLoop: boolean;
  /** What is around the calls on the way: context managers. */
  readonly managers: Call['managers'];
}

const LOOP_QUESTIONS = [
  'get_running_loop',
  '_get_running_loop',
  'is_running',
  'current_async_library',
  'get_event_loop_policy',
  'in_async_context',
  'iscoroutinefunction',
];

export function startAt(fn: Fn, handler: Handler | undefined, onLoop: Ternary): Reach {
  const asks = asksForLoop(fn);
  return { fn, handler, way: [fn], onLoop, caught: [], isConditional: false, asksForLoop: asks, managers: [] };
}

/** Breadth first, each function once for each of its answers to `onLoop` and `isConditional`; linear in the calls. */
export function reachable(starts: readonly Reach[], values: Values): Reach[] {
  const seen = new Map<Fn, Set<string>>();
  const isNew = ({ fn, onLoop, isConditional }: Reach): boolean => {
    const known = seen.get(fn) ?? new Set();
    seen.set(fn, known);
    return known.size < known.add(`${onLoop} ${isConditional}`).size;
  };
  const reached = starts.filter(isNew);
  for (let index = 0; index < reached.length; index++) {
    const from = reached[index]!;
    if (from.way.length >= DEEPEST) continue;
    for (const call of from.fn.calls) {
      for (const fn of calledBy(call, from.fn, values)) {
        const next = further(from, call, fn);
        if (isNew(next)) reached.push(next);
      }
    }
  }
  return reached;
}

function further(from: Reach, call: Call, fn: Fn): Reach {
  return {
    ...from,
    fn,
    way: [...from.way, fn],
    caught: [...from.caught, ...call.caught],
    isConditional: dependsOnInput(call, from),
    asksForLoop: from.asksForLoop || asksForLoop(fn),
    managers: [...from.managers, ...call.managers],
  };
}

/** Whether it comes to this call in a helper, or to the helper itself. */
export function dependsOnInput({ when }: Call, { way, isConditional: isAlready }: Reach): boolean {
  return isAlready || (way.length > 1 && isConditional(when));
}

function asksForLoop({ mentions }: Fn): boolean {
  return LOOP_QUESTIONS.some((name) => mentions.has(name));
}

/** Functions of the project whose body runs here when this call is made. */
export function calledBy(call: Call, from: Fn, values: Values): Fn[] {
  const { language } = from.file();
  const inline = language === 'javascript' && runsItsFunctions(call) ? functionsIn(call) : [];
  const target = targetOf(call, values);
  if (!target || !isPlain(target, values)) return inline;
  if (language === 'python' && target.isAsync && !runsHere(call, values)) return inline;
  return [...inline, target];
}

/** The function of the project that is called; of a class, its constructor. */
export function targetOf(call: Call, values: Values): Fn | undefined {
  const value = values.of(call.callee);
  if (value.kind === 'function') return isBound(call) ? undefined : value.fn;
  if (value.kind !== 'class') return undefined;
  const made = values.member(value.cls, call.isNew ? 'constructor' : '__init__');
  return made.kind === 'function' ? made.fn : undefined;
}

function isBound({ callee }: Call): boolean {
  return callee.kind === 'member' && callee.name === 'bind';
}

/** A coroutine that is made elsewhere than where it is awaited runs who knows where. */
function runsHere(call: Call, values: Values): boolean {
  if (call.use === 'await') return true;
  if (call.use !== 'argument' || !call.inside) return false;
  const { callee } = call.inside;
  const path = values.path(callee);
  if (/^asyncio\.(?:gather|create_task|ensure_future|wait_for|shield|wait)$/.test(path)) return true;
  return callee.kind === 'member' && callee.name === 'create_task';
}

const SAFE_DECORATOR =
  /^(?:staticmethod|classmethod|functools\.(?:wraps|cache|lru_cache)|contextlib\.(?:async)?contextmanager|abc\.abstractmethod|typing\.(?:overload|override)|mcp\..*|builtins\..*)(?:\(\))?$/;

/** No decorator has put something else in its place. */
export function isPlain(fn: Fn, values: Values): boolean {
  return fn.decorators.every(({ expr }) => {
    const path = values.path(expr) || (expr.kind === 'name' ? expr.name : '');
    return SAFE_DECORATOR.test(path);
  });
}

const RUN_AT_ONCE =
  /^(?:map|forEach|filter|reduce|some|every|find|findIndex|findLast|flatMap|sort|toSorted|then|catch|finally|Promise)$/;

/** `items.map((item) => …)`, `new Promise((resolve) => …)`. */
function runsItsFunctions({ callee }: Call): boolean {
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : '';
  return RUN_AT_ONCE.test(name);
}

function functionsIn({ args }: Call): Fn[] {
  return args.flatMap((arg) => (arg.kind === 'function' ? [arg.fn] : []));
}
