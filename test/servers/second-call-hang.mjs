/** The second call in one process is never answered. */
import { echo, faulty, healthy, serve, textResult } from './serve.mjs';

const readOnly = { annotations: { readOnlyHint: true } };
let calls = 0;

serve({ tools: [echo, faulty(({ text }) => (!healthy && ++calls > 1 ? undefined : textResult(text)), readOnly)] });
