import type { RuleInfo } from '../../model.ts';
import { SPEC } from '../spec.ts';

export const readsStdin: RuleInfo = {
  id: 'reads-stdin',
  level: 'error',
  explains: ['hang-tool', 'loop-blocked'],
  isHang: true,
  spoilsNext: true,
  title: 'During a call somebody else than the server reads our messages.',
  hint:
    'On stdio, stdin belongs to the protocol: no input(), getpass() or sys.stdin.read() in a tool, and a child process gets a stdin ' +
    'of its own (Python: stdin=subprocess.DEVNULL; Node: stdio "ignore"; a shell: < /dev/null).',
  spec: SPEC.stdio,
};
