/** What a tool says of its effects (MCP 2025-11-25, ToolAnnotations): hosts decide by it whether they ask their user. */
import { isObject } from '../json/kind.ts';
import { added, breaking, type Change } from './change.ts';

/** The value where nothing is said, and the one that promises more. */
const HINTS = {
  readOnlyHint: { unsaid: false, better: true },
  destructiveHint: { unsaid: true, better: false },
  idempotentHint: { unsaid: false, better: true },
  openWorldHint: { unsaid: true, better: false },
} as const;

type Hint = keyof typeof HINTS;

export function annotationChanges(tool: string, before: unknown, after: unknown): Change[] {
  const changed = (Object.keys(HINTS) as Hint[]).filter(
    (hint) => hintOf(before, hint) !== hintOf(after, hint) && !isMoot(hint, before, after),
  );
  const isSaid = (hint: Hint) => isObject(before) && typeof before[hint] === 'boolean';
  // A promise that nobody had been given is new, and no other one.
  const isNew = (hint: Hint) => !isSaid(hint) && hintOf(after, hint) === HINTS[hint].better;
  const fresh = changed.filter(isNew).map((hint) => `${hint}: ${hintOf(after, hint)}`);
  const others = changed
    .filter((hint) => !isNew(hint))
    .map((hint) => {
      const was = hintOf(before, hint);
      const then = isSaid(hint) ? `was ${was}` : `was not given, which means ${was}`;
      return breaking('contract-annotation-changed', `${tool}: ${hint} ${then}, and is ${hintOf(after, hint)} now`);
    });
  return [...others, ...(fresh.length > 0 ? [added(`${tool} says ${fresh.join(', ')}`)] : [])];
}

function hintOf(annotations: unknown, hint: Hint): boolean {
  const value = isObject(annotations) ? annotations[hint] : undefined;
  return typeof value === 'boolean' ? value : HINTS[hint].unsaid;
}

/** Of a tool that only reads these say nothing. */
function isMoot(hint: Hint, before: unknown, after: unknown): boolean {
  if (hint !== 'destructiveHint' && hint !== 'idempotentHint') return false;
  return hintOf(before, 'readOnlyHint') || hintOf(after, 'readOnlyHint');
}
