/** Assignments to names: they may come before the declaration, so they are counted when the file has been read. */
import type { Draft, declare } from '../draft.ts';
import type { Binding, Scope } from '../facts.ts';

interface Assignment {
  readonly scope: Scope;
  readonly name: string;
  readonly binding: Binding;
}

const pending = new WeakMap<Draft, Assignment[]>();

export function noteAssignment(draft: Draft, assignment: Assignment): void {
  const known = pending.get(draft);
  if (known) known.push(assignment);
  else pending.set(draft, [assignment]);
}

export function settleAssignments(draft: Draft, bind: typeof declare): void {
  for (const { scope, name, binding } of pending.get(draft) ?? []) {
    const owner = ownerOf(scope, name);
    // A name of nobody is the runtime's, or shared by all: neither is known any longer.
    if (owner) bind(owner.names, name, binding);
    else draft.assigned.add(name);
  }
}

function ownerOf(scope: Scope, name: string): Scope | undefined {
  for (let one: Scope | undefined = scope; one; one = one.parent) if (one.names.has(name)) return one;
  return undefined;
}
