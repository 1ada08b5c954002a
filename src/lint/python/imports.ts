/** `import a.b as c`, `from .a import b as c`. */
import { type Draft, declare, noteImport, type Where } from '../draft.ts';
import type { Node } from '../grammar/node.ts';

export function importStatement(node: Node, draft: Draft, where: Where): void {
  const words = draft.text
    .slice(node.from, node.to)
    .replaceAll(/#[^\n]*/g, ' ')
    .replaceAll(/[\\\s()]+/g, ' ')
    .trim();
  const from = /^from ?((?:\. ?)*[\w. ]*?) ?import ?(.*)$/.exec(words);
  if (from) importFrom(from[1]!.replaceAll(' ', ''), from[2]!, node, draft, where);
  else for (const part of words.replace(/^import /, '').split(',')) importModule(part, node, draft, where);
}

function importFrom(module: string, names: string, node: Node, draft: Draft, where: Where): void {
  noteImport(module, node, draft, where);
  for (const part of names.split(',')) {
    const [name = '', as] = part.trim().split(/ as /);
    if (name === '*') draft.stars.push(module);
    else if (name) bind(as?.trim() ?? name, module, name, draft, where);
  }
}

function importModule(part: string, node: Node, draft: Draft, where: Where): void {
  const [path = '', as] = part.trim().split(/ as /);
  const module = path.replaceAll(' ', '');
  if (!module) return;
  noteImport(module, node, draft, where);
  // `import a.b` binds `a`.
  if (as) bind(as.trim(), module, undefined, draft, where);
  else bind(module.split('.')[0]!, module.split('.')[0]!, undefined, draft, where);
}

function bind(name: string, module: string, imported: string | undefined, draft: Draft, where: Where): void {
  declare(where.scope.names, name, { kind: 'import', module, name: imported });
  // A submodule may be imported by its name: `from . import tools`.
  if (imported !== undefined && /^\.*$/.test(module)) {
    noteImport(`${module}${imported}`, { from: 0, to: 0 }, draft, where);
  }
}
