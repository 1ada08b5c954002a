/** Sends a notification before it has answered initialize. `--variant=log`: of the one kind that may be sent then. */
import { healthy, notify, serve, variant } from './serve.mjs';

const log = ['notifications/message', { level: 'info', data: 'starting' }];

if (!healthy) notify(...(variant('list') === 'log' ? log : ['notifications/tools/list_changed']));
serve();
