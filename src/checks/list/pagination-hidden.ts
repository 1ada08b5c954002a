import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ListSubject } from '../subjects.ts';

export const paginationHidden = defineCheck<ListSubject>({
  id: 'pagination-hidden',
  level: 'info',
  title: 'The list of tools has more than one page.',
  hint: 'That is legal; but hosts that ignore nextCursor see the first page only, so prefer one page if it fits.',
  spec: SPEC.pagination,
  inspect: ({ pages, stopped }, add) => {
    if (stopped !== undefined || pages.length < 2) return;
    add({ message: `The list of tools comes in ${pages.length} pages; some hosts read only the first.` });
  },
});
