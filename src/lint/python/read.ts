/** Python: the tree of a file → its facts. */
import { type Draft, drafted, type Where } from '../draft.ts';
import type { SourceFile } from '../facts.ts';
import { parse } from '../grammar/parse.ts';
import { statements } from './statements.ts';

export function readPython(path: string, text: string): SourceFile {
  const parsed = parse(text, path);
  return drafted(path, text, 'python', parsed, (draft: Draft, where: Where) => statements(parsed.root, draft, where));
}
