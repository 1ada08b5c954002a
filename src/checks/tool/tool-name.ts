/** How findings about a tool name it. */
import { clip } from '../evidence.ts';
import type { ToolSubject } from '../subjects.ts';

/** `"create_note"`; `tools[3]` for one without a name. */
export function toolName({ name, index }: ToolSubject): string {
  return name === `tools[${index}]` ? name : JSON.stringify(clip(name, 100));
}

/** JSON pointer into the list over all pages. */
export function placeOf({ index }: ToolSubject): string {
  return `/tools/${index}`;
}
