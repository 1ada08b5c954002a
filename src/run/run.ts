/** Several plans, at most `jobs` servers at once, into one report. */

import type { Listener, Plan, Report, RunEvent, Secret, SuiteRef } from '../model.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { cleanCover, cleanRef, masksIn } from '../redact/report.ts';
import { judge } from '../report/verdict.ts';
import { isoTime } from '../text/iso-time.ts';
import { Settler } from './clean.ts';
import type { RunOptions } from './options.ts';
import { askedFor, select } from './selection.ts';
import { SoFar } from './so-far.ts';
import { runSuite } from './suite.ts';
import { targetOf } from './target-words.ts';
import { unreadEvents, unreadRef } from './unread.ts';

export type Facts = Omit<Parameters<typeof judge>[0], 'suites' | 'hasRun'>;

export interface Run {
  /** Resolves when every suite has ended. */
  readonly done: Promise<void>;
  /** The report of what is known so far, with its verdict and exit code; may be asked for at any time. */
  report(facts: Facts): Report;
  readonly redactor: Redactor;
  /** Redacted, by the place of their plan. */
  readonly refs: readonly SuiteRef[];
}

/** Starts everything; the listener gets redacted events as they happen, `onFault` each exception of ours. */
export function startRun(
  plans: readonly Plan[],
  options: RunOptions,
  listener: Listener,
  onFault: (error: unknown) => void,
): Run {
  const startedAt = new Date();
  const epoch = performance.now();
  const redactor = createRedactor(uniqueSecrets(plans));
  const { unread = [] } = options;
  const refs = [
    ...plans.map((plan, index) => cleanRef(refOf(plan, index), redactor)),
    ...unread.map((file, index) => cleanRef(unreadRef(file, plans.length + index), redactor)),
  ];
  const soFar = new SoFar();
  const settler = new Settler(redactor);
  const asked = plans.map((plan) => new Set([...askedFor(plan, options)].map(({ id }) => id)));
  let hasRun = false;
  const emit = (event: RunEvent) => {
    if (event.type === 'step-end' && event.step.status !== 'skipped')
      hasRun ||= asked[event.suite.index]?.has(event.step.id) === true;
    const clean = settler.event(event);
    soFar.take(clean);
    listener(clean);
  };
  for (const [index, file] of unread.entries()) unreadEvents(file, refs[plans.length + index]!).forEach(emit);
  const waiting = queuesOf(plans);
  const worker = async () => {
    for (let queue = waiting.shift(); queue; queue = waiting.shift())
      for (const index of queue) {
        const plan = select(plans[index]!, options);
        await runSuite({ plan, ref: refs[index]!, options, emit, redactor, epoch }).catch(onFault);
      }
  };
  const workers = Array.from({ length: Math.min(options.jobs, plans.length) }, worker);
  return {
    done: Promise.all(workers).then(() => undefined),
    redactor,
    refs,
    report: (facts) => {
      // Once more: a later suite may have captured a secret that an earlier one shows.
      const known = soFar.suites.map((suite) => settler.suite(suite));
      return {
        schema: 'mcp-smoke/report@1',
        ...judge({ ...facts, suites: known, hasRun }),
        startedAt: isoTime(startedAt),
        durationMs: Math.round(performance.now() - epoch),
        ...(options.command === undefined ? {} : { command: redactor.text(options.command) }),
        ...(options.environment ? { environment: options.environment } : {}),
        ...(options.cover ? { cover: cleanCover(options.cover, redactor) } : {}),
        suites: known,
        secrets: {
          values: redactor.counts.values,
          replaced: masksIn(known, redactor),
          scannedFiles: options.reportFiles ?? 0,
        },
      };
    },
  };
}

/** The places of the plans, those together that may not run at once: one server in several revisions, which may hold a port. */
function queuesOf(plans: readonly Plan[]): number[][] {
  const queues: number[][] = [];
  for (const [index, { file, isListed }] of plans.entries()) {
    const last = plans[index - 1];
    if (isListed && last?.isListed && last.file === file) queues.at(-1)!.push(index);
    else queues.push([index]);
  }
  return queues;
}

function refOf({ name, file, server, source, protocol, isListed }: Plan, index: number): SuiteRef {
  const { transport } = server;
  return { index, name, file, source, target: targetOf(server), transport, ...(isListed ? { protocol } : {}) };
}

function uniqueSecrets(plans: readonly Plan[]): Secret[] {
  const all = plans.flatMap((plan) => plan.secrets);
  return [...new Map(all.map((secret) => [`${secret.name}=${secret.value}`, secret])).values()];
}
