/** Sends a log notification before it has answered initialize. */
import { healthy, notify, serve } from './serve.mjs';

if (!healthy) notify('notifications/message', { level: 'info', data: 'starting' });
serve();
