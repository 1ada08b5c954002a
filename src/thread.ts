/** The judging thread's own side: `limits/judging-thread.ts` starts it as `dist/thread.js`. */
import { existsSync, readlinkSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { expectJobs } from './expect/jobs.ts';
import type { Job, JobHandler } from './limits/job.ts';
import type { Message } from './limits/judging-thread.ts';
import { schemaJobs } from './schema/jobs.ts';

const HANDLERS: Readonly<Record<string, JobHandler>> = { ...schemaJobs, ...expectJobs };

const say = (message: Message) => parentPort?.postMessage(message);

say({ stat: ownStat() });
parentPort?.on('message', (job: Job) => say(answer(job)));

function answer({ kind, input }: Job): Message {
  try {
    const { prepare, run } = HANDLERS[kind]!;
    const prepared = prepare?.(input as never);
    say({ prepared: true });
    return { value: run(input as never, prepared as never) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function ownStat(): string | undefined {
  try {
    const stat = `/proc/${readlinkSync('/proc/thread-self')}/schedstat`;
    return existsSync(stat) ? stat : undefined;
  } catch {
    return undefined;
  }
}
