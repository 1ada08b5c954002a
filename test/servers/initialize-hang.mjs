/**
 * Lives and reads, but never answers initialize. `--variant=http`: because it listens on a port instead. `--boot=MS`: so long it takes
 * to start; `--first=FILE`: the process that finds no such file makes it and does not read at all.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { healthy, option, serve, variant } from './serve.mjs';

const first = option('first', '');
const isFirst = first !== '' && !existsSync(first);
if (isFirst) writeFileSync(first, '');
await sleep(Number(option('boot', isFirst ? 60_000 : 0)));
if (!healthy && variant('silent') === 'http') console.error('INFO: Uvicorn running on http://127.0.0.1:8000');
serve({ initialize: (result) => (healthy ? result : undefined) });
