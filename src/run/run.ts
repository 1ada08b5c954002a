/** Several plans, at most `jobs` servers at once, into one report. */
import type { Finding, Listener, Plan, Report, RunEvent, Secret, StepResult, SuiteRef, SuiteReport } from '../model.ts';
import { createRedactor, type Redactor } from '../redact/redactor.ts';
import { judge } from '../report/verdict.ts';
import { excerpt } from '../text/excerpt.ts';
import { targetOf } from './connect-step.ts';
import type { RunOptions } from './options.ts';
import { select } from './selection.ts';
import { runSuite } from './suite.ts';

/** Longer evidence is cut, after it has been cleaned of secrets. */
const EVIDENCE = 2000;

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
  const clock = performance.now();
  const redactor = createRedactor(uniqueSecrets(plans));
  const refs = plans.map((plan, index) => redactor.value(refOf(plan, index)));
  const emit = (event: RunEvent) => listener(clean(event, redactor));
  const suites: SuiteReport[] = [];
  const waiting = plans.map((plan, index) => ({ plan: select(plan, options), index }));
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const report = await runSuite({ plan: job.plan, ref: refs[job.index]!, options, emit, redactor });
      suites[job.index] = cutSuite(redactor.value(report));
    }
  };
  const workers = Array.from({ length: Math.min(options.jobs, plans.length) }, worker);
  return {
    done: Promise.all(workers).then(() => undefined),
    redactor,
    refs,
    report: (facts) => {
      const ended = suites.filter(Boolean);
      const { values, replaced } = redactor.counts;
      return {
        schema: 'mcp-smoke/report@1',
        ...judge({ ...facts, suites: ended }),
        startedAt: startedAt.toISOString(),
        durationMs: Math.round(performance.now() - clock),
        suites: ended,
        secrets: { values, replaced, scannedFiles: 0 },
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

/** The suite's own data is clean already; only what the server had a part in is looked at. */
function clean(event: RunEvent, redactor: Redactor): RunEvent {
  if (event.type === 'step-start') return { ...event, step: redactor.value(event.step) };
  if (event.type === 'step-end') return { ...event, step: cutStep(redactor.value(event.step)) };
  if (event.type === 'step-amend') {
    return { ...event, step: cutStep(redactor.value(event.step)), added: cutFindings(redactor.value(event.added)) };
  }
  return event.type === 'suite-end' ? { ...event, report: cutSuite(redactor.value(event.report)) } : event;
}

function cutSuite(report: SuiteReport): SuiteReport {
  return { ...report, steps: report.steps.map(cutStep) };
}

function cutStep(step: StepResult): StepResult {
  return { ...step, findings: cutFindings(step.findings) };
}

function cutFindings(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    const message = excerpt(finding.message, EVIDENCE);
    return finding.evidence === undefined
      ? { ...finding, message }
      : { ...finding, message, evidence: excerpt(finding.evidence, EVIDENCE) };
  });
}
