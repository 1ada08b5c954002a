/** What fails when the server is loaded. */
import type { SourceFile, Span } from '../facts.ts';
import { isBelow } from '../pins/range.ts';
import type { Values } from '../project/values.ts';
import { versionNote } from '../tools/framework.ts';
import { isConditional } from '../truth.ts';
import type { ServerRule } from './rule.ts';

/** In the SDK's own package; fastmcp takes both forms. */
export const bareDecorator: ServerRule = ({ server }, add) => {
  for (const { fn, bareDecorator: at, kind } of server.handlers) {
    if (!at || !/^mcp\.(?:server\.(?:fastmcp|mcpserver)|MCPServer)\b/.test(at.path)) continue;
    add({
      rule: 'import-time-decorator',
      level: 'error',
      message: `The decorator @${at.path.split('.').at(-1)} of "${fn.name}" has no parentheses: the server ends with a TypeError when it is loaded (${kind}).`,
      file: fn.file(),
      at,
    });
  }
};

/** What mcp 2 no longer has: mcp.server.fastmcp, and the decorators of the low-level server. */
export const oldApi: ServerRule = ({ server, values, pinOf }, add) => {
  for (const file of server.files.filter(({ language }) => language === 'python')) {
    const found = oldImport(file) ?? oldDecorator(file, values);
    const pin = found && pinOf('mcp', file);
    if (!found || !pin || pin.by === '') continue;
    const isOlder = isBelow(pin.range, [2]);
    if (isOlder === 'yes' || (isOlder === 'maybe' && pin.range.high !== undefined)) continue;
    const note = versionNote({ name: 'mcp', pin });
    const isCertain = isOlder === 'no';
    const { what, at, hint } = found;
    add({
      rule: 'import-error-mcp2',
      level: isCertain ? 'error' : 'warning',
      message: isCertain
        ? `${what}, which mcp 2 no longer has${note}.`
        : `${what}, which mcp 2 no longer has, and nothing keeps mcp 2 away${note}: a fresh installation does not start.`,
      ...(hint === undefined ? {} : { hint }),
      file,
      at,
    });
  }
};

interface Old {
  readonly what: string;
  readonly at: Span;
  readonly hint?: string;
}

function oldImport({ imports }: SourceFile): Old | undefined {
  const found = imports.find(({ module, isGuarded }) => /^mcp\.server\.fastmcp\b/.test(module) && !isGuarded);
  return found && { what: `${found.module} is imported`, at: found };
}

const OLD_DECORATOR =
  /^mcp\.server\.(?:lowlevel\.(?:server\.)?)?Server\(\)\.(list_(?:tools|resources|resource_templates|prompts)|call_tool|read_resource|get_prompt)$/;
const HAND_OVER =
  'Pin the dependency to `mcp<2`, or hand the handlers over when the server is made: `Server("name", on_list_tools=…)`.';

/** Whoever asks for the version, or catches the AttributeError, has another way. */
function oldDecorator({ functions }: SourceFile, values: Values): Old | undefined {
  const old = functions
    .flatMap(({ decorators }) => decorators)
    .flatMap(({ expr, at }) => {
      const call = expr.kind === 'call' ? expr.call : undefined;
      const isGuarded = call && (call.blocks.length > 0 || call.caught.length > 0 || isConditional(call.when));
      const [, name] = OLD_DECORATOR.exec(values.path(call?.callee ?? expr)) ?? [];
      return call && !isGuarded && name !== undefined
        ? [{ what: `@server.${name}() is used`, at, hint: HAND_OVER }]
        : [];
    });
  return old.reduce<Old | undefined>((first, one) => (first && first.at.from < one.at.from ? first : one), undefined);
}
