/** Always says that there is another page. `--variant=same`: the same cursor; `new`: another each time; `grows`: with one more tool; `empty`: "". */
import { healthy, serve, variant } from './serve.mjs';

let pages = 0;
const next = () => `page-${++pages}`;
const cursors = { same: () => 'page-2', new: next, grows: next, empty: () => '' };
const more = ({ tools }) => tools.map((one, index) => ({ ...one, name: `${one.name}_${pages}_${index}` }));
const grown = (result) => (variant('same') === 'grows' && pages > 0 ? { ...result, tools: more(result) } : result);

serve({ list: (result) => (healthy ? result : { ...grown(result), nextCursor: cursors[variant('same')]() }) });
