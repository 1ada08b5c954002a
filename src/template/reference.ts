/** Finds the `${...}` of a string. One grammar for expanding and for checking. */

/** `env`: `${env:NAME}`. `builtin`: `${uuid}`, `${i}`. `var`: every other name, a variable or a capture. */
export interface Reference {
  readonly kind: 'env' | 'var' | 'builtin';
  readonly name: string;
  /** What stands after `:-`. */
  readonly fallback?: string;
  /** As written, for messages and places. */
  readonly raw: string;
}

/** A part of a string: literal text, or a reference. */
export type Part = string | Reference;

/** A `${` that is not followed by a name and `}`. */
export class MalformedTemplate extends Error {
  override readonly name = 'MalformedTemplate';
  constructor(readonly raw: string) {
    super(
      `\`${raw}\` is not a variable: write \${name}, \${name:-default} or \${env:NAME}, and $\${ for a literal \${`,
    );
  }
}

/** Names that begin so are values of a row of the step's `cases`. */
export const CASE = 'case.';

export const BUILTINS = ['uuid', 'i'] as const;

const EXCERPT_LENGTH = 30;
const OPENING = /\$?\$\{/g;
const REFERENCE = /\$\{(?:(env):)?([A-Za-z_][\w.-]*)(?::-([^}]*))?\}/y;

/** Splits `text` into literals and references; `$${` becomes the literal `${`. Throws MalformedTemplate. */
export function split(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let opening = find(text, 0); opening; opening = find(text, from)) {
    if (opening.index > from) parts.push(text.slice(from, opening.index));
    const part = opening[0] === '$${' ? '${' : referenceAt(text, opening.index);
    parts.push(part);
    from = opening.index + (typeof part === 'string' ? opening[0].length : part.raw.length);
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function find(text: string, from: number): RegExpExecArray | null {
  OPENING.lastIndex = from;
  return OPENING.exec(text);
}

function referenceAt(text: string, index: number): Reference {
  REFERENCE.lastIndex = index;
  const match = REFERENCE.exec(text);
  if (!match) throw new MalformedTemplate(excerptAt(text, index));
  const [raw, env, name = '', fallback] = match;
  const kind = env ? 'env' : isBuiltin(name) ? 'builtin' : 'var';
  return { kind, name, raw, ...(fallback === undefined ? {} : { fallback }) };
}

function excerptAt(text: string, index: number): string {
  const close = text.indexOf('}', index);
  const end = close < 0 ? text.length : close + 1;
  return text.slice(index, Math.min(end, index + EXCERPT_LENGTH));
}

function isBuiltin(name: string): boolean {
  return (BUILTINS as readonly string[]).includes(name);
}
