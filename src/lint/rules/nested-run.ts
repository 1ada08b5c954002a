/** Event loops inside the running one. */
import type { Level } from '../../model.ts';
import type { Call } from '../facts.ts';
import { isRun } from '../tools/servings.ts';
import type { CallRule, CallSubject, ServerRule } from './rule.ts';
import { byWayOf, plainNote, whoOf } from './words.ts';

const STARTS_LOOP = /^(?:asyncio|anyio|trio|uvloop)\.run$|^asyncio\.Runner\(\)\.run$/;
/** They start a server, and for it a loop. */
const STARTS_SERVER =
  /^(?:uvicorn\.run|uvicorn\.Server\(\)\.run|aiohttp\.web\.run_app|(?:mcp|fastmcp)\b.*\b(?:FastMCP|MCPServer)\(\)\.run|agentkernel\b.*\bRESTAPI(?:\(\))?\.run)$/;
const SERVER_HINT =
  'Call it from a plain function, or await what it runs: mcp.run_stdio_async() (FastMCP: run_async()); with uvicorn, await Server(config).serve().';

export const nestedRun: CallRule = (subject, add) => {
  const { call, reach, server } = subject;
  const started = startedBy(subject);
  if (started === undefined || reach.onLoop === 'no') return;
  if (server.allowsNesting || reach.asksForLoop || isExpected(subject)) return;
  const { handler } = reach;
  const isServer = isServerStart(subject);
  const level: Level = reach.onLoop === 'yes' ? 'error' : 'warning';
  const where = handler && !handler.fn.isAsync ? plainNote(handler) : 'the event loop is running there';
  add({
    rule: !handler && isServer ? 'nested-run-startup' : 'nested-asyncio-run',
    level,
    message: `${whoOf(reach)} calls ${started}()${byWayOf(reach)}: ${where}, and a second one cannot be started inside it.`,
    ...(isServer ? { hint: SERVER_HINT } : {}),
    file: reach.fn.file(),
    at: call,
  });
};

function startedBy({ call, path, values }: CallSubject): string | undefined {
  // What is awaited starts no loop of its own: the low-level server's run().
  if (call.use === 'await') return undefined;
  if (STARTS_LOOP.test(path) || STARTS_SERVER.test(path)) return path.replace(/^.*\(\)\./, `${ownerOf(call)}.`);
  if (call.callee.kind === 'member' && call.callee.name === 'run_until_complete') return 'run_until_complete';
  return call.callee.kind === 'member' && call.callee.name === 'run' && isRun(call, path, values)
    ? `${ownerOf(call)}.run`
    : undefined;
}

function isServerStart({ call, path, values }: CallSubject): boolean {
  return STARTS_SERVER.test(path) || isRun(call, path, values);
}

function ownerOf({ callee }: Call): string {
  return callee.kind === 'member' && callee.of.kind === 'name' ? callee.of.name : 'server';
}

/** Whoever catches the RuntimeError has thought of it. */
function isExpected({ call, reach, values }: CallSubject): boolean {
  if ([...reach.caught, ...call.caught].includes('RuntimeError')) return true;
  return [...reach.managers, ...call.managers].some((manager) => /(?:raises|suppress)\(\)$/.test(values.path(manager)));
}

/** It works on asyncio's own loop only. */
export const nestAsyncio: ServerRule = ({ server, values }, add) => {
  if (server.handlers.length === 0) return;
  for (const file of server.files) {
    for (const call of file.functions.flatMap(({ calls }) => calls)) {
      if (values.path(call.callee) !== 'nest_asyncio.apply') continue;
      add({
        rule: 'nested-asyncio-run',
        level: 'warning',
        message:
          'nest_asyncio lets loops start inside the running one: it fails on uvloop, and anyio, which the SDK runs on, is not made for it.',
        file,
        at: call,
      });
    }
  }
};
