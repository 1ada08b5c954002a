/** How the start went: each fault of it has one name, so that one cause is one finding. */
import { type Closure, hasAnswer } from '../../model.ts';
import type { ConnectSubject } from '../subjects.ts';

export type Start =
  | 'answered'
  | 'not-ready'
  | 'launcher'
  | 'spawn-error'
  | 'unreachable'
  | 'no-stdin'
  | 'clean-exit'
  | 'exit'
  | 'hang'
  | 'other';

/** Docker's own exit codes: it could not run the container, which is no matter of stdin. */
const DOCKER_FAILED = [125, 126, 127];

export function startOf(subject: ConnectSubject): Start {
  const outcome = subject.opening?.outcome;
  const closure = closureOf(subject);
  if (closure?.reason === 'spawn-error' || closure?.reason === 'not-ready') return closure.reason;
  if (outcome && hasAnswer({ outcome })) return 'answered';
  if (closure?.heir) return 'launcher';
  // What ended the handshake is told before what came of it.
  if (outcome?.kind === 'no-answer' && outcome.why.reason !== 'timeout') return 'other';
  if (closure?.reason === 'unreachable') return 'unreachable';
  if (subject.transport === 'stdio' && lacksStdin(subject, closure)) return 'no-stdin';
  if (closure?.reason === 'exit' || closure?.reason === 'stdout-closed') return exitKind(subject, closure);
  return outcome?.kind === 'no-answer' ? 'hang' : 'other';
}

/** How the connection ended, if it did. */
export function closureOf({ closure, opening }: ConnectSubject): Closure | undefined {
  return closure ?? (opening?.outcome.kind === 'closed' ? opening.outcome.closure : undefined);
}

function exitKind({ frames, transport }: ConnectSubject, { exitCode, signal }: Closure): Start {
  const spoke = frames.some(({ direction }) => direction === 'in');
  return transport === 'stdio' && exitCode === 0 && signal === undefined && !spoke ? 'clean-exit' : 'exit';
}

function lacksStdin(subject: ConnectSubject, closure: Closure | undefined): boolean {
  if (closure?.exitCode !== undefined && DOCKER_FAILED.includes(closure.exitCode)) return false;
  return dockerFault(subject) !== undefined;
}

/** What is wrong with a `docker run` as far as its options tell. */
export function dockerFault({ command = [], stderr }: ConnectSubject): 'no -i' | '-t' | undefined {
  const [program = '', ...args] = command;
  if (!/(?:^|[\\/])(?:docker|podman|nerdctl)(?:\.exe)?$/.test(program)) return undefined;
  const start = args.findIndex((arg) => arg === 'run' || arg === 'exec');
  if (start < 0) return undefined;
  const options = args.slice(start + 1);
  if (/the input device is not a TTY/i.test(stderr) || hasFlag(options, 't', '--tty')) return '-t';
  return hasFlag(options, 'i', '--interactive') ? undefined : 'no -i';
}

function hasFlag(options: readonly string[], letter: string, word: string): boolean {
  const cluster = new RegExp(`^-[A-Za-z]*${letter}[A-Za-z]*$`);
  return options.some((option) => option === word || option === `${word}=true` || cluster.test(option));
}
