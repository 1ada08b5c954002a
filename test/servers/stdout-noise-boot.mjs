/** Greets on stdout before the handshake. */
import { healthy, serve } from './serve.mjs';

const log = healthy ? console.error : console.log;
log('Server started, 3 notes loaded');
serve();
