/** Words that several rules share. */
import type { Fn } from '../facts.ts';
import { versionNote } from '../tools/framework.ts';
import type { Reach } from '../tools/reach.ts';
import type { Handler } from '../tools/server.ts';

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

/** Where plain `def` handlers run, which the version decides. */
export function plainNote({ framework, onLoop }: Handler): string {
  const since = framework.name === 'mcp' ? 2 : 3;
  const when = onLoop === 'yes' ? '' : ` before ${framework.name} ${since}`;
  return `plain "def" handlers run on the event loop${when}${versionNote(framework)}`;
}
