/** Takes its time before it reads the first message. `--ms=3000` */
import { healthy, option, serve } from './serve.mjs';

setTimeout(serve, healthy ? 0 : Number(option('ms', 3000)));
