/** Causes of a hang that a stack shows. */
import type { RuleInfo } from '../../model.ts';

const HANGS = ['hang-tool', 'loop-blocked', 'list-hang', 'initialize-hang', 'not-ready', 'reads-stdin'];

const importDeadlock: RuleInfo = {
  id: 'import-deadlock',
  level: 'error',
  explains: HANGS,
  isOfCalls: true,
  title: 'A call hangs in an import inside the tool',
  hint: 'Import the module at the top of the file, before the server runs: native modules (numpy, scipy, torch) may wait forever when a tool imports them first.',
};

const childStdinInherit: RuleInfo = {
  id: 'child-stdin-inherit',
  level: 'error',
  explains: HANGS,
  title: 'A tool waits for a child process that reads our requests',
  hint: 'Give the child a stdin of its own: stdin=subprocess.DEVNULL in Python, stdio: ["ignore", …] in Node, cmd.Stdin left nil in Go.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio',
};

const selfDeadlock: RuleInfo = {
  id: 'self-deadlock',
  level: 'error',
  explains: HANGS,
  title: 'The event loop waits for work that only the event loop can do',
  plain: 'No answer came in time: the tool waits for itself.',
  hint: 'Await the future or coroutine instead of asking for its result() on the thread of the loop, and call the own server by a client that does not block; or do the waiting in a worker thread.',
};

export const hangRules: readonly RuleInfo[] = [importDeadlock, childStdinInherit, selfDeadlock];
