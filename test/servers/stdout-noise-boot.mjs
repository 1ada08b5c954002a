/** Greets on stdout before the handshake. `--variant=end`: says goodbye there when its stdin ends; `both`. */
import { healthy, serve, variant } from './serve.mjs';

const log = healthy ? console.error : console.log;
if (variant('boot') !== 'end') log('Server started, 3 notes loaded');

function ended() {
  if (variant('boot') !== 'boot') log('Server stopped, 3 notes kept');
  process.exit(0);
}

serve({ ended });
