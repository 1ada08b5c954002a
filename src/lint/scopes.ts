/** Which binding a name has where it stands. */
import type { Binding, Scope } from './facts.ts';

/** In Python the names of a class are not seen from its methods. */
export function lookup(scope: Scope, name: string): { binding: Binding; scope: Scope } | undefined {
  for (let one: Scope | undefined = scope; one; one = one.parent) {
    const isHidden = one.kind === 'class' && one !== scope;
    const binding = isHidden ? undefined : one.names.get(name);
    if (binding) return { binding, scope: one };
  }
  return undefined;
}
