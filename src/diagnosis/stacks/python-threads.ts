/** The threads of a faulthandler dump. */
import type { StackFrame } from '../thrown.ts';
import type { Thread } from './thread.ts';

const HEADER = /^(?:Current thread|Thread) 0x[0-9a-f]+ .*\(most recent call first\):$/;
const FRAME = /^ {2}File "([^"]+)", line (\d+) in (.+)$/;
/** What turns the event loop, or takes one request after the other; everything inside of it was called by it. */
const LOOP =
  /(?:asyncio[/\\](?:events|base_events|runners)|uvloop[/\\]__init__|trio[/\\]_core[/\\]_run)\.py (?:_run|_run_once|run_forever|run_until_complete|run|unrolled_run)$|[/\\]socketserver\.py serve_forever$/;
/** What runs a function in a worker thread. */
const WORKER =
  /(?:[/\\]socketserver\.py process_request_thread|concurrent[/\\]futures[/\\]thread\.py (?:run|_worker)|anyio[/\\]_backends[/\\]_\w+\.py \w+|trio[/\\]_threads\.py \w+)$/;

/** Threads that run the user's own background work rank below 0: they are not the call. */
export function pythonThreads(lines: readonly string[]): Thread[] {
  const stacks = stacksOf(lines);
  const hasLoop = stacks.some((stack) => borderOf(stack, LOOP) >= 0);
  return stacks.map((stack) => toThread(stack, hasLoop));
}

/** The loop's thread first, then workers; without a loop the main thread. */
function toThread(stack: readonly StackFrame[], hasLoop: boolean): Thread {
  const loop = borderOf(stack, LOOP);
  if (loop >= 0) return { frames: stack.slice(0, loop), rank: 3, isLoop: true };
  const worker = borderOf(stack, WORKER);
  if (worker >= 0) return { frames: stack.slice(0, worker), rank: 2, isLoop: false };
  const isMain = stack.some(({ name }) => name === '<module>');
  return { frames: stack, rank: isMain && !hasLoop ? 1 : -1 };
}

function borderOf(stack: readonly StackFrame[], border: RegExp): number {
  return stack.findIndex(({ path, name }) => border.test(`${path} ${name}`));
}

function stacksOf(lines: readonly string[]): StackFrame[][] {
  const stacks: StackFrame[][] = [];
  for (const line of lines) {
    if (HEADER.test(line)) stacks.push([]);
    const frame = FRAME.exec(line);
    if (frame) stacks.at(-1)?.push({ path: frame[1]!, line: frame[2]!, name: frame[3]! });
  }
  return stacks;
}
