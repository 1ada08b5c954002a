/** Dies in a call. `--variant=exit`: with code 3; `kill`: by SIGKILL; `throw`: by an exception. */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const faults = {
  exit: () => process.exit(3),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  throw: function readNote() {
    throw new TypeError("Cannot read properties of undefined (reading 'title')");
  },
};

serve({ tools: [echo, faulty(healthy ? echo.call : faults[variant('exit')])] });
