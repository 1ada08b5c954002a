/** Event loops and threads. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const nestedRun: RuleInfo = {
  id: 'nested-asyncio-run',
  level: 'error',
  title: 'A tool starts an event loop inside the running one',
  hint: 'Make the tool `async def` and await the coroutine, instead of asyncio.run() or run_until_complete().',
};

const nestedStart: RuleInfo = {
  id: 'nested-run-startup',
  level: 'error',
  title: 'The server starts an event loop inside the running one',
  hint: 'Call mcp.run() from a plain function, or await mcp.run_stdio_async() (FastMCP: run_async()); with uvicorn, await Server(config).serve().',
};

const loopBound: RuleInfo = {
  id: 'loop-bound-client',
  level: 'error',
  title: 'A client or a lock belongs to another event loop',
  hint: 'Create it in the lifespan of the server or in the tool itself, not with asyncio.run() before mcp.run().',
};

const threadBound: RuleInfo = {
  id: 'thread-affinity',
  level: 'error',
  title: 'An object is used in a thread that it does not belong to',
  hint: 'Newer Python SDKs run plain `def` tools in worker threads: open the connection per thread or in the tool, make the tool async, or use run_in_thread=False (fastmcp 3.3 and later).',
};

const notAwaited: RuleInfo = {
  id: 'not-awaited',
  level: 'error',
  title: 'A coroutine was never awaited',
  hint: 'Put `await` before the call, and make the tool `async def`.',
};

/** The error does not say whose call it was: uvicorn.run() ends in the same one as run_until_complete(). */
const STARTED_INSIDE = 'The server is started inside an event loop that is already running, and runs another one.';

const RETURNED = 'The tool returns a coroutine that was never awaited.';

export const eventLoopCauses: readonly Cause[] = [
  {
    rule: nestedRun,
    phase: 'call',
    isOwnFault: true,
    pattern: /(?:asyncio|Runner)\.run\(\) cannot be called from a running event loop/,
    message: () => 'The tool calls asyncio.run() while the event loop of the server is running.',
  },
  {
    rule: nestedRun,
    phase: 'call',
    isOwnFault: true,
    pattern: /This event loop is already running|Cannot run the event loop while another loop is running/,
    message: () => 'The tool calls run_until_complete() on the event loop that is running it.',
  },
  {
    rule: nestedRun,
    phase: 'call',
    isOwnFault: true,
    pattern: /Already running asyncio in this thread/,
    message: () => 'The tool calls anyio.run() while the event loop of the server is running.',
  },
  {
    rule: nestedStart,
    phase: 'start',
    pattern:
      /(?:asyncio|Runner)\.run\(\) cannot be called from a running event loop|Already running asyncio in this thread/,
    message: () => STARTED_INSIDE,
  },
  {
    rule: nestedStart,
    phase: 'start',
    pattern: /This event loop is already running|Cannot run the event loop while another loop is running/,
    message: () => STARTED_INSIDE,
  },
  {
    rule: loopBound,
    // Not where the sentence goes on.
    pattern: /Event loop is closed(?![ \t,:;]*\w)|attached to a different loop|bound to a different event loop/,
    message: () => 'Something was created on one event loop and is used on another.',
  },
  {
    rule: threadBound,
    pattern: /SQLite objects created in a thread/,
    message: () => 'A SQLite connection is used in another thread than the one that opened it.',
    hint: 'Open the connection in the tool or once per thread, or with check_same_thread=False and a lock of your own.',
  },
  {
    rule: threadBound,
    pattern: /CoInitialize has not been called/,
    message: () => 'A Windows COM object is used in a thread that has not initialised COM.',
    hint: 'Call pythoncom.CoInitialize() in the tool, or run the tool on the main thread.',
  },
  {
    rule: threadBound,
    pattern: /Playwright Sync API inside the asyncio loop/,
    message: () => 'The tool uses the synchronous Playwright API on the event loop.',
    hint: 'Use playwright.async_api, and make the tool `async def`.',
  },
  {
    rule: notAwaited,
    pattern: /coroutine '([^']{1,200})' was never awaited/,
    message: ([, name]) => `The coroutine ${name} was created and never awaited.`,
  },
  {
    rule: notAwaited,
    // pydantic, of what a tool returns.
    pattern: /\binput_value=<coroutine object ([\w.<>]{1,200}) at 0x/,
    message: ([, name]) => `The coroutine ${name} is returned and was never awaited.`,
  },
  {
    rule: notAwaited,
    pattern: /Unable to serialize unknown type: <class 'coroutine'>/,
    message: () => RETURNED,
  },
  {
    rule: notAwaited,
    isOwnFault: true,
    pattern: /Object of type coroutine is not JSON serializable/,
    message: () => 'A coroutine that was never awaited is given to json.dumps().',
  },
  {
    rule: notAwaited,
    pattern: /'coroutine' object (?:is not|has no)/,
    message: () => 'A coroutine is used as if it were its result.',
  },
];
