/** The outside of one run of the library: nothing of the process but what the options say. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { collectFaults } from '../engine/faults.ts';
import { createInterrupts } from '../engine/interrupts.ts';
import type { Outside } from '../engine/order.ts';
import { UsageError } from '../model.ts';
import { onAbort } from '../stopping.ts';
import { didYouMean } from '../text/suggest.ts';
import { kindOf } from './given.ts';
import { KNOWN_OPTIONS, type RunnerOptions, TEXT_OPTIONS } from './options.ts';

export interface Stage {
  readonly outside: Outside;
  /** What could not be done beside the run, in words. */
  readonly complaints: readonly string[];
  /** `maxTime`, from now on. */
  limit(ms: number): void;
  /** Nothing of the run is left in what the caller handed in. */
  clear(): void;
}

/** To be taken at the time of the call: the working folder may be another one later. */
export function placeOf({ cwd = '.', env = process.env }: RunnerOptions): { cwd: string; env: Outside['env'] } {
  return { cwd: resolve(cwd instanceof URL ? fileURLToPath(cwd) : cwd), env };
}

/** Throws UsageError for an option that `name` does not take, or not so. */
export function assertOptions(name: keyof typeof KNOWN_OPTIONS, options: object): void {
  const known: readonly string[] = KNOWN_OPTIONS[name];
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`${name} has no option \`${unknown}\`: ${didYouMean(unknown, known) ?? known.join(', ')}`);
  for (const [key, value] of Object.entries(options)) {
    if (!TEXT_OPTIONS.includes(key) || value === undefined || typeof value === 'string') continue;
    throw new UsageError(`\`${key}\` takes text, not ${kindOf(value)}`);
  }
}

export function openStage({ signal }: RunnerOptions, { cwd, env }: ReturnType<typeof placeOf>): Stage {
  const interrupts = createInterrupts();
  const complaints: string[] = [];
  const leave = signal && onAbort(signal, () => void interrupts.interrupt('SIGINT', reasonOf(signal.reason)));
  const complain = (text: string) => void complaints.push(cleanByEnvironment(text, env));
  return {
    outside: { faults: collectFaults(), interrupts, cwd, env, complain },
    complaints,
    limit: interrupts.limit,
    clear: () => {
      leave?.();
      interrupts.clear();
    },
  };
}

/** As people read it: "aborted", and why where somebody has said so. */
function reasonOf(reason: unknown): string {
  if (typeof reason === 'string') return `aborted: ${reason}`;
  const { name, message } = (reason ?? {}) as Partial<Error>;
  return name === 'AbortError' || typeof message !== 'string' ? 'aborted' : `aborted: ${message}`;
}
