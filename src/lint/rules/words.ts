/** Words that several rules share. */
import type { Fn } from '../facts.ts';
import type { Reach } from '../tools/reach.ts';

/** `The tool "fetch"`, or the function that is no handler. */
export function whoOf({ handler, way }: Reach): string {
  const [first] = way;
  if (!handler) return `The async function "${first?.name ?? ''}"`;
  return handler.name === '' ? `A ${handler.kind}` : `The ${handler.kind} "${handler.name}"`;
}

/** ` (by way of load, read_all)`: the functions between. */
export function byWayOf({ way }: Reach): string {
  const between = way.slice(1).map(nameOf);
  return between.length === 0 ? '' : ` (by way of ${between.join(', ')})`;
}

function nameOf({ name, cls }: Fn): string {
  const own = name === '' ? 'a function' : name;
  return cls?.name ? `${cls.name}.${own}` : own;
}

export function isDirect({ way }: Reach): boolean {
  return way.length === 1;
}
