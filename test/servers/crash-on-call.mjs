/** Dies in a call. `--variant=exit`: with code 3; `kill`: by SIGKILL; `throw`: by an exception; `list`, `again`: by one in the first or the second tools/list. */
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const faults = {
  exit: () => process.exit(3),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  throw: function readNote() {
    throw new TypeError("Cannot read properties of undefined (reading 'title')");
  },
};

let lists = 0;

function listNotes(result) {
  lists += 1;
  if (!healthy && lists === { list: 1, again: 2 }[variant('exit')]) throw new TypeError('registry.all is not iterable');
  return result;
}

serve({ list: listNotes, tools: [echo, faulty(healthy ? echo.call : faults[variant('exit')])] });
