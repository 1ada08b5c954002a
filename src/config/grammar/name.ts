/** Names of variables and captures. */
import type { Place } from '../../model.ts';
import { BUILTINS, CASE } from '../../template/reference.ts';
import type { Problems } from '../problems.ts';

const RESERVED: readonly string[] = [...BUILTINS, '__proto__'];
const NAME = /^[A-Za-z_][\w.-]*$/;

/** Adds a problem for a name that `${name}` could not reach. */
export function variableName(name: string, at: Place, problems: Problems): void {
  keyName(name, at, problems);
  if (RESERVED.includes(name) || name.startsWith(CASE))
    problems.add(at, `\`${name}\` has a meaning of its own`, { hint: 'take another name' });
}

/** The same where a prefix keeps the name apart from those that have a meaning. */
export function keyName(name: string, at: Place, problems: Problems): void {
  if (!NAME.test(name)) {
    problems.add(at, `\`${name}\` cannot be a variable's name`, {
      hint: 'letters, digits, `_`, `-` and `.`, beginning with a letter or `_`',
    });
  }
}
