/** What a server of 2026-07-28 must refuse, and how: a request that lacks what it needs, a revision that does not exist, headers that say another thing than the body. */
import { type Exchange, type Finding, hasAnswer } from '../model.ts';
import type { Session } from '../session/session.ts';
import { type Bench, describeEnd, found, INPUT_KILLS_SERVER, NOT_STARTED, type Probe } from './probe.ts';
import { METHODS_REMOVED, removedMethods } from './removed-methods.ts';
import { HEADERS, META, METHOD, NO_SUCH_REVISION, REVISION, type Trial, trialsOf } from './stateless-trials.ts';

export const stateless: Probe = {
  name: 'stateless',
  rules: [META, REVISION, HEADERS, METHOD, METHODS_REMOVED, INPUT_KILLS_SERVER],
  run: async (bench) => {
    const session = await bench.fresh();
    if (!session) return NOT_STARTED;
    const { dialect } = session;
    if (!dialect.isStateless) return { findings: [], skipped: 'only for servers that are spoken to in 2026-07-28' };
    const findings: Finding[] = [];
    for (const trial of trialsOf(dialect).filter(({ isHttp }) => !isHttp || session.wire.transport === 'http')) {
      const exchange = await ask(session, bench, trial);
      if (!hasAnswer(exchange)) return silenced(bench, exchange, trial, findings);
      findings.push(...judge(trial, exchange));
    }
    return { findings: [...oncePerRule(findings), ...(await removedMethods(session))] };
  },
};

async function ask(session: Session, { timeoutMs, signal }: Bench, { method, change }: Trial): Promise<Exchange> {
  const { dialect } = session;
  session.speak({ ...dialect, ...change });
  const exchange = await session.request(method, undefined, { timeoutMs, signal, expectsError: true });
  session.speak(dialect);
  return exchange;
}

function judge({ rule, what, code, status, anyError }: Trial, { outcome, http }: Exchange): readonly Finding[] {
  const error = outcome.kind === 'rpc-error' ? outcome.error : undefined;
  // Another code is what the probe `unknown-tool` tells.
  if ((rule === METHOD && error?.code !== code) || (anyError && error)) return [];
  const faults = [
    ...(error ? [] : ['a result']),
    ...(error && error.code !== code ? [`the error ${String(error.code)} instead of ${code}`] : []),
    ...(error?.code === code && rule === REVISION && !namesRevisions(error.data)
      ? [`${code} without data.supported and data.requested`]
      : []),
    ...(error && http && http.status !== status ? [`the HTTP status ${http.status} instead of ${status}`] : []),
  ];
  if (faults.length === 0) return [];
  return found(rule, { message: `${what} was answered with ${faults.join(' and ')}.`, evidence: evidenceOf(outcome) })
    .findings;
}

function namesRevisions(data: unknown): boolean {
  const { supported, requested } = (data ?? {}) as { supported?: unknown; requested?: unknown };
  const isText = (one: unknown) => typeof one === 'string';
  return Array.isArray(supported) && supported.length > 0 && supported.every(isText) && requested === NO_SUCH_REVISION;
}

function evidenceOf(outcome: Exchange['outcome']): string {
  return (JSON.stringify(outcome.kind === 'rpc-error' ? outcome.error : outcome) ?? '').slice(0, 300);
}

function oncePerRule(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ rule }, index) => findings.findIndex((one) => one.rule === rule) === index);
}

function silenced(bench: Bench, exchange: Exchange, { what }: Trial, before: readonly Finding[]) {
  const message = `${what} was not refused: ${describeEnd(exchange)}.`;
  return {
    findings: [...oncePerRule(before), ...found(INPUT_KILLS_SERVER, { message }, bench.causes(exchange)).findings],
  };
}
