/** What a JavaScript or TypeScript file registers with a server of the official SDK. */
import type { Call, Expr, Fn, SourceFile } from '../facts.ts';
import type { Value } from '../project/value.ts';
import type { Values } from '../project/values.ts';
import { lookup } from '../scopes.ts';
import { TYPESCRIPT } from './framework.ts';
import type { Handler } from './server.ts';

const KINDS: Readonly<Record<string, Handler['kind']>> = {
  registerTool: 'tool',
  tool: 'tool',
  registerResource: 'resource',
  resource: 'resource',
  registerPrompt: 'prompt',
  prompt: 'prompt',
  setRequestHandler: 'request handler',
};

export function javascriptHandlers(file: SourceFile, values: Values): Handler[] {
  return file.functions.flatMap((fn) => fn.calls.flatMap((call) => ofCall(call, values)));
}

function ofCall(call: Call, values: Values): Handler[] {
  const { callee, args } = call;
  const kind = callee.kind === 'member' ? KINDS[callee.name] : undefined;
  const [first] = args;
  const last = args.at(-1);
  if (callee.kind !== 'member' || kind === undefined || args.length < 2 || !last) return [];
  if (!mayBeServer(values.of(callee.of))) return [];
  // Other things have a `tool` or a `resource`, too: MCP's begin with their name.
  const isNamed = first !== undefined && /^(?:string|name|member)$/.test(first.kind);
  if (kind !== 'request handler' && !callee.name.startsWith('register') && !isNamed) return [];
  const name = textOf(first);
  return functionsOf(last, values).map((fn) => ({
    fn,
    kind,
    // A request is called by its schema; any other name may stand for many: `for (const name of names)`.
    name: name || fn.name || (first?.kind === 'name' && kind === 'request handler' ? first.name : ''),
    framework: TYPESCRIPT,
    onLoop: 'yes' as const,
  }));
}

/** A text, or a constant that holds one. */
function textOf(expr: Expr | undefined): string {
  if (expr?.kind === 'string') return expr.value;
  if (expr?.kind !== 'name') return '';
  const binding = lookup(expr.scope, expr.name)?.binding;
  return binding?.kind === 'value' && binding.expr.kind === 'string' ? binding.expr.value : '';
}

/** The function, or one that is handed to what wraps it: `logged(async () => …)`. */
function functionsOf(expr: Expr, values: Values): Fn[] {
  const value = values.of(expr);
  if (value.kind === 'function') return [value.fn];
  if (expr.kind !== 'call') return [];
  return expr.call.args.flatMap((arg) => (arg.kind === 'function' ? [arg.fn] : []));
}

function mayBeServer(value: Value): boolean {
  if (value.kind === 'outside') return value.path.includes('modelcontextprotocol');
  return value.kind === 'opaque' || value.kind === 'instance';
}
