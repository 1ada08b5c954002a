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
  return (Object.keys(HINTS) as Hint[]).flatMap((hint) => {
    const [was, is] = [hintOf(before, hint), hintOf(after, hint)];
    if (was === is || isMoot(hint, before, after)) return [];
    const said = isObject(before) && typeof before[hint] === 'boolean';
    // A promise that nobody had been given is new, and no other one.
    if (!said && is === HINTS[hint].better) return [added(`${tool} says ${hint}: ${is}`)];
    const then = said ? `was ${was}` : `was not given, which means ${was}`;
    return [breaking('contract-annotation-changed', `${tool}: ${hint} ${then}, and is ${is} now`)];
  });
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
