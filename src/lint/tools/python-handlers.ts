/** What a Python file registers with a server. */
import type { Call, Cls, Decorator, Expr, Fn, SourceFile } from '../facts.ts';
import type { Value } from '../project/value.ts';
import type { Values } from '../project/values.ts';
import { type Framework, narrowed, runsSyncOnLoop } from './framework.ts';
import type { Handler } from './server.ts';

const KINDS: Readonly<Record<string, Handler['kind']>> = {
  tool: 'tool',
  add_tool: 'tool',
  resource: 'resource',
  add_resource_fn: 'resource',
  prompt: 'prompt',
  add_prompt: 'prompt',
};
/** Of the low-level server, whose handlers are all asynchronous; in mcp 2 it has no decorators. */
const REQUESTS =
  /^(?:call_tool|list_tools|list_resources|list_resource_templates|read_resource|subscribe_resource|unsubscribe_resource|get_prompt|list_prompts|completion|set_logging_level|progress_notification)$/;
const LOW_LEVEL_2 = /^on_(?:call_tool|list_tools|list_resources|read_resource|get_prompt|list_prompts|completion)$/;
/** Of classes that inherit from one another. */
const DEEPEST = 8;
const SERVER_NAME = /mcp|server|^app$/i;

/** `frameworkAt` tells the SDK of a path such as `mcp.server.fastmcp.FastMCP().tool`, or of the file where it is ''. */
export type FrameworkAt = (path: string, file: SourceFile) => Framework | undefined;

export function pythonHandlers(file: SourceFile, values: Values, frameworkAt: FrameworkAt): Handler[] {
  const decorated = file.functions.flatMap((fn) =>
    fn.decorators.flatMap((decorator) => ofDecorator(fn, decorator, values, frameworkAt)),
  );
  const added = file.functions.flatMap((fn) => fn.calls.flatMap((call) => ofCall(call, file, values, frameworkAt)));
  return [...decorated, ...added];
}

function ofDecorator(fn: Fn, { expr, at }: Decorator, values: Values, frameworkAt: FrameworkAt): Handler[] {
  const call = expr.kind === 'call' ? expr.call : undefined;
  const registration = registrationOf(call?.callee ?? expr, fn.file(), values, frameworkAt);
  if (!registration) return [];
  const bareDecorator = call ? {} : { bareDecorator: { ...at, path: registration.path } };
  const handler = handlerOf(fn, registration, call);
  return [{ ...handler, ...bareDecorator }];
}

/** `mcp.add_tool(f)`, `mcp.tool(f)`, `mcp.tool(name="x")(f)`, `Tool.from_function(f)`, `Server(on_call_tool=f)`. */
function ofCall(call: Call, file: SourceFile, values: Values, frameworkAt: FrameworkAt): Handler[] {
  const inner = call.callee.kind === 'call' ? call.callee.call : undefined;
  const registration = registrationOf(inner?.callee ?? call.callee, file, values, frameworkAt);
  if (registration) {
    const [given] = call.args;
    return functionsOf(given, values).map((fn) => handlerOf(fn, registration, inner ?? call));
  }
  if (![...call.named.keys()].some((name) => LOW_LEVEL_2.test(name))) return [];
  const path = values.path(call.callee);
  const framework = path === '' ? undefined : frameworkAt(path, file);
  if (!framework) return [];
  const kind = 'request handler' as const;
  return [...call.named].flatMap(([name, expr]) =>
    LOW_LEVEL_2.test(name)
      ? functionsOf(expr, values).map((fn) =>
          handlerOf(fn, { kind, path, framework: narrowed(framework, { low: [2] }) }),
        )
      : [],
  );
}

/** The function itself, or that which `Tool.from_function(f)` is given. */
function functionsOf(expr: Expr | undefined, values: Values): Fn[] {
  if (!expr) return [];
  const value = values.of(expr);
  if (value.kind === 'function') return [value.fn];
  const isMade =
    expr.kind === 'call' && expr.call.callee.kind === 'member' && expr.call.callee.name === 'from_function';
  return isMade ? functionsOf(expr.call.args[0], values) : [];
}

interface Registration {
  readonly kind: Handler['kind'];
  readonly path: string;
  readonly framework: Framework;
}

function registrationOf(
  callee: Expr,
  file: SourceFile,
  values: Values,
  frameworkAt: FrameworkAt,
): Registration | undefined {
  const path = values.path(callee);
  if (callee.kind === 'name' && /^fastmcp\.(?:tools|resources|prompts)\.(?:tool|resource|prompt)$/.test(path)) {
    const framework = frameworkAt(path, file);
    return framework && { kind: KINDS[path.split('.').at(-1)!]!, path, framework };
  }
  if (callee.kind !== 'member') return undefined;
  const isRequest = REQUESTS.test(callee.name);
  const kind = isRequest ? 'request handler' : KINDS[callee.name];
  if (kind === undefined || !mayBeServer(values.of(callee.of), callee.of, values)) return undefined;
  const framework = frameworkAt(path, file);
  return framework && { kind, path, framework: isRequest ? narrowed(framework, { low: [0], high: [2] }) : framework };
}

/** It is one of an SDK's, or nothing else is known of it than a name that says so. */
function mayBeServer(value: Value, expr: Expr, values: Values): boolean {
  if (value.kind === 'outside') return /^(?:mcp|fastmcp)\b/.test(value.path);
  if (value.kind === 'instance') return isServerClass(value.cls, values);
  const name = expr.kind === 'name' || expr.kind === 'member' ? expr.name : '';
  return value.kind === 'opaque' && SERVER_NAME.test(name);
}

/** It, or what it inherits from, is one of an SDK's. */
function isServerClass(cls: Cls, values: Values, up = 0): boolean {
  return cls.bases.some((base) => {
    const value = values.of(base);
    if (value.kind === 'class') return up < DEEPEST && isServerClass(value.cls, values, up + 1);
    return value.kind === 'outside' && /^(?:mcp|fastmcp)\b/.test(value.path);
  });
}

function handlerOf(fn: Fn, { kind, framework }: Registration, call?: Call): Handler {
  const named = call?.named.get('name') ?? call?.args[0];
  const name = kind === 'tool' && named?.kind === 'string' ? named.value : fn.name;
  const inThread = call?.named.get('run_in_thread');
  const onLoop =
    fn.isAsync || kind === 'request handler' || (inThread?.kind === 'literal' && inThread.type === 'False')
      ? 'yes'
      : runsSyncOnLoop(framework);
  // Another decorator may have put something else in its place.
  const isPlain = fn.decorators.length <= 1;
  return { fn, kind, name, framework, onLoop: isPlain || fn.isAsync || onLoop === 'no' ? onLoop : 'maybe' };
}
