/** Imports and exports. */
import { type Draft, declare, noteImport, type Where } from '../draft.ts';
import type { Expr } from '../facts.ts';
import { childOf, childrenOf, has, type Node } from '../grammar/node.ts';

export function importDeclaration(node: Node, draft: Draft, where: Where): void {
  const module = moduleOf(node, draft);
  if (module === undefined) return;
  const isType = has(node, 'type');
  noteImport(module, node, draft, where, { isType });
  const isNamespace = has(node, 'Star');
  for (const own of childrenOf(node, 'VariableDefinition'))
    bind(textOf(own, draft), module, isNamespace ? undefined : 'default', where);
  for (const { imported, local } of pairs(childOf(node, 'ImportGroup'), draft)) bind(local, module, imported, where);
}

function bind(local: string, module: string, name: string | undefined, where: Where): void {
  declare(where.scope.names, local, { kind: 'import', module, name });
}

/** `export { a as b }`, with or without `from`; `export * from`. */
export function exportNames(node: Node, draft: Draft, where: Where): void {
  const module = moduleOf(node, draft);
  if (module !== undefined) noteImport(module, node, draft, where, { isType: has(node, 'type') });
  if (module !== undefined && has(node, 'Star') && !has(node, 'as')) draft.stars.push(module);
  for (const { imported, local } of pairs(childOf(node, 'ExportGroup'), draft)) {
    const scope = draft.scope;
    const expr: Expr =
      module === undefined
        ? { kind: 'name', name: imported, scope }
        : { kind: 'import', module, name: imported, scope: where.scope };
    draft.exports.set(local, expr);
  }
}

/** `a as b` → a, b; `type` in front of it does not matter. */
function pairs(group: Node | undefined, draft: Draft): { imported: string; local: string }[] {
  if (!group) return [];
  const parts = draft.text
    .slice(group.from + 1, group.to - 1)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
    .split(',');
  return parts.flatMap((part) => {
    const [imported = '', local = imported] = part
      .trim()
      .replace(/^type\s+/, '')
      .split(/\s+as\s+/);
    return imported ? [{ imported, local }] : [];
  });
}

function moduleOf(node: Node, draft: Draft): string | undefined {
  const module = childOf(node, 'String');
  return module && has(node, 'from')
    ? draft.text.slice(module.from + 1, module.to - 1)
    : sideEffect(node, module, draft);
}

/** `import './x.js'`. */
function sideEffect(node: Node, module: Node | undefined, draft: Draft): string | undefined {
  return module && node.name === 'ImportDeclaration' ? draft.text.slice(module.from + 1, module.to - 1) : undefined;
}

function textOf({ from, to }: Node, draft: Draft): string {
  return draft.text.slice(from, to);
}
