/** Always says that there is another page. `--variant=same`: the same cursor; `new`: another each time; `empty`: "". */
import { healthy, serve, variant } from './serve.mjs';

let pages = 0;
const cursors = { same: () => 'page-2', new: () => `page-${++pages}`, empty: () => '' };

serve({ list: (result) => (healthy ? result : { ...result, nextCursor: cursors[variant('same')]() }) });
