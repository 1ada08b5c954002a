/** The thread that does what would hold up our event loop: one job at a time, each under its own processor time. */
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import type { StopSignal } from '../stopping.ts';
import { BudgetExceeded, cpuMsSince } from './budget.ts';
import type { Job } from './job.ts';

const LOOK_MS = 25;
/** A program that goes on after its runs does not keep the thread. */
const IDLE_MS = 10_000;
/** Validators of deep schemas call themselves; a main thread has about 1 MB. */
const STACK_MB = 16;
/** Beside the chunk that this becomes a part of. */
const ENTRY = './thread.js';

/** What the thread says: where the system counts its time, that a job is prepared, and what came of it. */
export type Message =
  | { readonly stat: string | undefined }
  | { readonly prepared: true }
  | { readonly value: unknown }
  | { readonly error: string };

interface Judge {
  readonly worker: Worker;
  /** A file of the system that counts the thread's own time in nanoseconds; Linux only. */
  stat: string | undefined;
  /** Set while it has nothing to do. */
  idle?: NodeJS.Timeout;
}

let judge: Judge | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * The job's answer. Rejects with BudgetExceeded when the job has used up its processor time (the thread's own on Linux,
 * that of the process elsewhere) or `signal` is aborted, and with an Error when it fails.
 */
export function doElsewhere(job: Job, signal?: StopSignal): Promise<unknown> {
  const turn = queue.then(() => run(job, signal));
  queue = turn.catch(() => undefined);
  return turn;
}

function run(job: Job, signal: StopSignal | undefined): Promise<unknown> {
  if (signal?.aborted) return Promise.reject(new BudgetExceeded(job.cpuMs));
  judge ??= start();
  const { worker } = judge;
  const mine = judge;
  clearTimeout(mine.idle);
  worker.ref();
  return new Promise((resolve, reject) => {
    let usedMs = meter(mine);
    let budgetMs = (job.prepareMs ?? 0) + job.cpuMs;
    const end = () => {
      clearInterval(watch);
      signal?.removeEventListener('abort', giveUp);
      // Not all of its listeners: some are Node's own.
      worker.off('message', take).off('error', onEnd).off('exit', onEnd);
      worker.unref();
      mine.idle = setTimeout(() => dismiss(mine), IDLE_MS).unref();
    };
    const refuse = (error: Error) => {
      end();
      dismiss(mine);
      reject(error);
    };
    const giveUp = () => refuse(new BudgetExceeded(job.cpuMs));
    const onEnd = (error: unknown) => refuse(error instanceof Error ? error : new Error('the judging thread ended'));
    const take = (message: Message) => {
      if ('value' in message || 'error' in message) {
        end();
        return 'value' in message ? resolve(message.value) : reject(new Error(message.error));
      }
      if ('stat' in message) mine.stat = message.stat;
      else budgetMs = job.cpuMs;
      usedMs = meter(mine);
    };
    const watch = setInterval(() => usedMs() >= budgetMs && giveUp(), LOOK_MS);
    signal?.addEventListener('abort', giveUp);
    worker.on('message', take).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(job);
  });
}

function start(): Judge {
  const threads = process.getBuiltinModule('node:worker_threads');
  const worker = new threads.Worker(new URL(ENTRY, import.meta.url), {
    resourceLimits: { stackSizeMb: STACK_MB },
    // Whose process this is, is not known here: its streams get no listeners, and its loaders are not ours.
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  const started: Judge = { worker, stat: undefined };
  // Between two jobs nobody listens, and an error that nobody hears is an exception.
  worker.on('error', () => dismiss(started));
  return started;
}

function dismiss(old: Judge): void {
  if (judge === old) judge = undefined;
  old.worker.terminate().catch(() => undefined);
}

/** The processor time from now on, in milliseconds. */
function meter({ stat }: Judge): () => number {
  const before = process.cpuUsage();
  const start = ownMs(stat);
  return () => (start === undefined ? cpuMsSince(before) : (ownMs(stat) ?? 0) - start);
}

/** proc(5), schedstat: the first number is the time on a processor in nanoseconds. */
function ownMs(stat: string | undefined): number | undefined {
  if (stat === undefined) return undefined;
  try {
    return Number(readFileSync(stat, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
