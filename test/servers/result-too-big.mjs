/** Returns more text than a host gives to a model. `--bytes=400000` */
import { echo, faulty, healthy, option, serve, textResult } from './serve.mjs';

const words = healthy ? 10 : Number(option('bytes', 400_000)) / 5;

serve({ tools: [echo, faulty(() => textResult('word '.repeat(words)))] });
