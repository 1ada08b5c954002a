/** Several plans, at most `jobs` servers at once, into one report. */
import type { Listener, Plan, Report, RunEvent, Secret, SuiteRef, SuiteReport } from '../model.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { cleanRef, masksIn } from '../redact/report.ts';
import { judge } from '../report/verdict.ts';
import { settleEvent, settleSuite } from './clean.ts';
import { targetOf } from './connect-step.ts';
import type { RunOptions } from './options.ts';
import { select } from './selection.ts';
import { runSuite } from './suite.ts';

export type Facts = Omit<Parameters<typeof judge>[0], 'suites'>;

export interface Run {
  /** Resolves when every suite has ended; rejects only for a fault of ours. */
  readonly done: Promise<void>;
  /** The report of what has ended so far, with its verdict and exit code; may be asked for at any time. */
  report(facts: Facts): Report;
  readonly redactor: Redactor;
  /** Redacted, by the place of their plan. */
  readonly refs: readonly SuiteRef[];
}

/** Starts everything; the listener gets redacted events as they happen. */
export function startRun(plans: readonly Plan[], options: RunOptions, listener: Listener): Run {
  const startedAt = new Date();
  const epoch = performance.now();
  const redactor = createRedactor(uniqueSecrets(plans));
  const refs = plans.map((plan, index) => cleanRef(refOf(plan, index), redactor));
  const emit = (event: RunEvent) => listener(settleEvent(event, redactor));
  const suites: SuiteReport[] = [];
  const waiting = plans.map((plan, index) => ({ plan: select(plan, options), index }));
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const report = await runSuite({ plan: job.plan, ref: refs[job.index]!, options, emit, redactor, epoch });
      suites[job.index] = settleSuite(report, redactor);
    }
  };
  const workers = Array.from({ length: Math.min(options.jobs, plans.length) }, worker);
  return {
    done: Promise.all(workers).then(() => undefined),
    redactor,
    refs,
    report: (facts) => {
      // Once more: a later suite may have captured a secret that an earlier one shows.
      const ended = suites.filter(Boolean).map((suite) => settleSuite(suite, redactor));
      return {
        schema: 'mcp-smoke/report@1',
        ...judge({ ...facts, suites: ended }),
        startedAt: startedAt.toISOString(),
        durationMs: Math.round(performance.now() - epoch),
        ...(options.command === undefined ? {} : { command: redactor.text(options.command) }),
        ...(options.environment ? { environment: options.environment } : {}),
        suites: ended,
        secrets: {
          values: redactor.counts.values,
          replaced: masksIn(ended, redactor),
          scannedFiles: options.reportFiles ?? 0,
        },
      };
    },
  };
}

function refOf({ name, file, server, source }: Plan, index: number): SuiteRef {
  return { index, name, file, source, target: targetOf(server), transport: server.transport };
}

function uniqueSecrets(plans: readonly Plan[]): Secret[] {
  const all = plans.flatMap((plan) => plan.secrets);
  return [...new Map(all.map((secret) => [`${secret.name}=${secret.value}`, secret])).values()];
}
