/** `if`, loops and `match`: what their tests say of their bodies, and of what follows. */
import { type Draft, inBlock, OPAQUE, type Where } from '../draft.ts';
import type { Expr } from '../facts.ts';
import { childOf, type Node } from '../grammar/node.ts';
import { afterBranches, type Branch, isNever, maybe, under } from '../when.ts';
import { expression } from './expressions.ts';
import { declareTarget } from './targets.ts';

type Statements = (body: Node, draft: Draft, where: Where) => Where;

/** Returns where what follows it stands. */
export function ifStatement(node: Node, draft: Draft, where: Where, statements: Statements): Where {
  const branches: Branch[] = [];
  let test: Expr | undefined;
  let here = where;
  for (const child of node.children) {
    if (child.name === 'Body') {
      const within = inBlock(test ? under(here, test, true) : here, child);
      const leaves = isNever(statements(child, draft, within));
      branches.push({ test, leaves, raises: child.children.at(-1)?.name === 'RaiseStatement' });
      if (test) here = under(here, test, false);
      test = undefined;
    } else if (child.children.length > 0 || !/^(?:el)?if$|^else$/.test(child.name))
      test = expression(child, draft, here);
  }
  return isNever(where) ? where : afterBranches(where, branches);
}

export function loopOrMatch(node: Node, draft: Draft, where: Where, statements: Statements): void {
  let isTarget = false;
  let test: Expr | undefined;
  noteBusyWait(node, draft, where);
  for (const child of node.children) {
    if (child.name === 'for') isTarget = true;
    else if (child.name === 'in') isTarget = false;
    else if (child.name === 'Body') {
      statements(child, draft, inBlock(bodyWhere(node, test, where), child));
      test = undefined;
    } else if (/^Match(?:Body|Clause)$/.test(child.name)) loopOrMatch(child, draft, where, statements);
    else if (isTarget || /Pattern$/.test(child.name)) declareTarget(child, draft, where, OPAQUE);
    else test = expression(child, draft, where);
  }
}

function bodyWhere({ name }: Node, test: Expr | undefined, where: Where): Where {
  if (name === 'MatchClause') return maybe(where);
  return name === 'WhileStatement' && test ? under(where, test, true, false) : where;
}

/** `while time.time() < end: pass`, `while True: pass` */
function noteBusyWait(node: Node, draft: Draft, { fn, when }: Where): void {
  const body = childOf(node, 'Body');
  if (node.name !== 'WhileStatement' || !body?.children.every(isIdle)) return;
  const head = draft.text.slice(node.from, body.from);
  const isEndless = /^while\s*\(?\s*(?:True|1)\s*\)?\s*$/.test(head);
  const asksForTime = /\b(?:time|monotonic|perf_counter|now)\(\)/.test(head);
  if (isEndless || asksForTime) fn.busyLoops.push({ from: node.from, to: node.to, when, isEndless });
}

function isIdle({ name, children }: Node): boolean {
  return /^(?::|PassStatement|ContinueStatement)$/.test(name) || children[0]?.name === 'Ellipsis';
}
