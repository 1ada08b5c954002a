/** What fails when the server is loaded. */
import { isBelow } from '../pins/range.ts';
import { versionNote } from '../tools/framework.ts';
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

/** mcp 2 has no mcp.server.fastmcp. */
export const oldImport: ServerRule = ({ server, pinOf }, add) => {
  for (const file of server.files.filter(({ language }) => language === 'python')) {
    const found = file.imports.find(({ module, isGuarded }) => /^mcp\.server\.fastmcp\b/.test(module) && !isGuarded);
    const pin = found && pinOf('mcp', file);
    if (!found || !pin || pin.by === '') continue;
    const isOlder = isBelow(pin.range, [2]);
    if (isOlder === 'yes' || (isOlder === 'maybe' && pin.range.high !== undefined)) continue;
    const note = versionNote({ name: 'mcp', pin });
    const isCertain = isOlder === 'no';
    add({
      rule: 'import-error-mcp2',
      level: isCertain ? 'error' : 'warning',
      message: isCertain
        ? `${found.module} is imported, which mcp 2 no longer has${note}.`
        : `${found.module} is imported, which mcp 2 no longer has, and nothing keeps mcp 2 away${note}: a fresh installation does not start.`,
      file,
      at: found,
    });
  }
};
