/** A launcher that starts the server in the background and goes: for a host, the server is what it started, and that has ended. */
import type { Closure } from '../../model.ts';
import type { Note } from '../check.ts';
import { clip } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

export const launcherExited: ExchangeRule = {
  id: 'launcher-exited',
  level: 'error',
  explains: ['clean-exit-no-run', 'exit-before-init', 'exits-after-one', 'crash-on-call', 'crash-idle'],
  title: 'The command exits while a process that it started in the background goes on as the server.',
  plain: 'The command started the server in the background and ended.',
  hint: 'Run the server in the foreground: in a shell script, replace the `&` with `exec`, so that the command ends when the server does.',
  spec: SPEC.shutdown,
  judge: ({ outcome }, _, add) => {
    if (outcome.kind === 'closed') tellHeir(outcome.closure, add);
  },
};

/** Says so where the connection ended like that. */
export function tellHeir({ heir }: Closure, add: (note: Note) => void): void {
  if (!heir) return;
  add({
    message:
      'The command that was started has exited (code 0), while a process that it started lives on and holds its stdout.',
    evidence: clip(`${heir.pid} ${heir.command}`),
  });
}
