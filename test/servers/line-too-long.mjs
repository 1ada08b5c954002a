/** Returns one very long line. `--bytes=41943040` */
import { echo, faulty, healthy, option, serve, textResult } from './serve.mjs';

const size = healthy ? 1000 : Number(option('bytes', 41_943_040));

serve({ tools: [echo, faulty(() => textResult('x'.repeat(size)))] });
