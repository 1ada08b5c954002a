/** Raises SystemExit in a call, as Python does it: no answer, and the process ends when it reads the next byte. */
import { echo, faulty, healthy, serve } from './serve.mjs';

const TRACEBACK = `Traceback (most recent call last):
  File "/app/server.py", line 12, in leave
    sys.exit(2)
SystemExit: 2
`;

function call() {
  process.stderr.write(TRACEBACK);
  process.stdin.once('data', () => process.exit(2));
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
