/** What a handler calls: the functions of the project that run when it does, each found by its shortest way. */
import type { Call, Fn } from '../facts.ts';
import type { Ternary } from '../pins/range.ts';
import type { Values } from '../project/values.ts';
import { type Given, isConditional, isReached } from '../truth.ts';
import { givenTo, keyOf } from './given.ts';
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
  /** What the last call on the way gives to its parameters. */
  readonly given: Given | undefined;
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
  const around = { caught: [], isConditional: false, given: undefined, managers: [] };
  return { fn, handler, way: [fn], onLoop, asksForLoop: asks, ...around };
}

/** Of a function that is given more combinations than these, the others are judged as if nothing were known of them. */
const MOST_WAYS = 24;

/** Breadth first, each function once for each of its answers to `onLoop` and its like; linear in the calls. */
export function reachable(starts: readonly Reach[], values: Values): Reach[] {
  const seen = new Map<Fn, Set<string>>();
  const isNew = ({ fn, onLoop, isConditional, given }: Reach): boolean => {
    const known = seen.get(fn) ?? new Set();
    seen.set(fn, known);
    return known.size < known.add(`${onLoop} ${isConditional} ${keyOf(given)}`).size;
  };
  const reached = starts.filter(isNew);
  for (let index = 0; index < reached.length; index++) {
    const from = reached[index]!;
    if (from.way.length >= DEEPEST) continue;
    for (const call of callsOf(from)) {
      for (const fn of calledBy(call, from.fn, values)) {
        const isKnown = (seen.get(fn)?.size ?? 0) < MOST_WAYS;
        const next = further(from, call, fn, isKnown ? givenTo(fn, call, from.given, values) : undefined);
        if (isNew(next)) reached.push(next);
      }
    }
  }
  return reached;
}

/** Those that it comes to, as far as is known of this way. */
export function callsOf({ fn, given }: Reach): Call[] {
  return given ? fn.calls.filter(({ when }) => isReached(when, given)) : fn.calls;
}

function further(from: Reach, call: Call, fn: Fn, given: Given | undefined): Reach {
  return {
    ...from,
    fn,
    way: [...from.way, fn],
    caught: [...from.caught, ...call.caught],
    isConditional: dependsOnInput(call, from),
    given,
    asksForLoop: from.asksForLoop || asksForLoop(fn),
    managers: [...from.managers, ...call.managers],
  };
}

/** Whether it comes to this call in a helper, or to the helper itself. */
export function dependsOnInput({ when }: Call, { way, isConditional: isAlready, given }: Reach): boolean {
  return isAlready || (way.length > 1 && isConditional(when, given));
}

function asksForLoop({ mentions }: Fn): boolean {
  return LOOP_QUESTIONS.some((name) => mentions.has(name));
}

/** Functions of the project whose body runs here when this call is made. */
export function calledBy(call: Call, from: Fn, values: Values): Fn[] {
  const { language } = from.file();
  const inline = language === 'javascript' && runsItsFunctions(call) ? functionsIn(call) : [];
  if (call.use === 'enter') inline.push(...enteredBy(call, values));
  const target = targetOf(call, values);
  if (!target || !isPlain(target, values)) return inline;
  if (language === 'python' && target.isAsync && !runsHere(call, values)) return inline;
  return [...inline, target];
}

/** `with Session():` enters the object and leaves it. */
function enteredBy({ callee }: Call, values: Values): Fn[] {
  const value = values.of(callee);
  if (value.kind !== 'class') return [];
  return ['__enter__', '__aenter__', '__exit__', '__aexit__'].flatMap((name) => {
    const method = values.member(value.cls, name);
    return method.kind === 'function' && isPlain(method.fn, values) ? [method.fn] : [];
  });
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
  if (call.use === 'await' || call.use === 'enter') return true;
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
