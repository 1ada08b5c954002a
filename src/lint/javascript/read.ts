/** JavaScript and TypeScript: the tree of a file → its facts. */
import { declare, drafted } from '../draft.ts';
import type { SourceFile } from '../facts.ts';
import { parse } from '../grammar/parse.ts';
import { settleAssignments } from './assignments.ts';
import { statements } from './statements.ts';

export function readJavascript(path: string, text: string): SourceFile {
  const parsed = parse(text, path);
  return drafted(path, text, 'javascript', parsed, (draft, where) => {
    statements(parsed.root, draft, where);
    settleAssignments(draft, declare);
  });
}
