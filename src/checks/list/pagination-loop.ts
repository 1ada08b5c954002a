import { defineCheck } from '../check.ts';
import { quotedLines } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const paginationLoop = defineCheck<ListSubject>({
  id: 'pagination-loop',
  level: 'error',
  explains: ['duplicate-names', 'catalog-too-big'],
  title: 'The list of tools never ends.',
  hint: 'Leave nextCursor out of the last page (an empty string counts as a cursor), and let each cursor lead on.',
  spec: SPEC.pagination,
  inspect: ({ pages, stopped, total }, add) => {
    if (stopped !== 'page-limit' && stopped !== 'no-new-tools') return;
    const why = stopped === 'page-limit' ? 'there was still a nextCursor' : 'the last page brought no new tool';
    const cursors = pages.flatMap(({ cursor }) => (cursor === undefined ? [] : [cursor]));
    add({
      message: `We stopped listing after ${pages.length} pages and ${total} tools: ${why}, yet the server offers another page.`,
      evidence: `cursors: ${quotedLines(cursors.slice(-5))}`,
    });
  },
});
