/** Start and handshake, and what they show. */
import { protocolNewerOnly, protocolNotSpoken } from '../checks/index.ts';
import type { ConnectSubject } from '../checks/subjects.ts';
import {
  type Finding,
  isHeaderMismatch,
  type Plan,
  PROTOCOLS,
  type RawFinding,
  type ServerSpec,
  type SuiteReport,
} from '../model.ts';
import { AskedFor } from './asked-for.ts';
import { explained } from './blame.ts';
import { causesIn } from './causes.ts';
import type { Cleaning, Judging } from './judging.ts';
import { isRefused } from './methods.ts';
import type { Connected } from './target.ts';
import { targetOf } from './target-words.ts';

export interface Start extends Judging, Cleaning {
  readonly plan: Plan;
}

/** What is wrong with the start; no finding of level error and an `info` in the handshake mean that it works. */
export function judgeConnect(context: Start, { session, handshake, surroundings, discovery }: Connected): RawFinding[] {
  const { plan, inspect, checks } = context;
  const { server } = plan;
  const { opening, info, offers, asked } = handshake;
  const frames = session.framesSince(0);
  const stderr = session.wire.stderr.since(0);
  const subject: ConnectSubject = {
    transport: server.transport,
    target: targetOf(server),
    ...(plan.file === '' ? { isProbe: true as const } : {}),
    connectTimeoutMs: plan.connectTimeoutMs,
    requestedProtocol: asked,
    isPinned: plan.protocol !== 'auto',
    knownProtocols: PROTOCOLS,
    isStateless: session.dialect.isStateless,
    opening,
    stderr,
    frames,
    ...commandOf(server),
    ...(surroundings ? { surroundings } : {}),
    ...(offers ? { offers } : {}),
    ...(info ? { spoken: info.protocol } : {}),
    ...(discovery ? { discovery } : {}),
    ...(opening.outcome.kind === 'closed' ? { closure: opening.outcome.closure } : {}),
  };
  // That its refusal takes this or that shape is no fault of its own.
  const unspoken = info ? [] : inspect([protocolNotSpoken, protocolNewerOnly], subject);
  if (unspoken.length > 0) return unspoken;
  const irregularities = [...opening.irregularities, ...session.takeStrays()];
  const findings = [
    ...inspect(checks.connect, subject),
    ...inspect(checks.frames, {
      phase: 'boot' as const,
      frames,
      irregularities,
      isRefused: isRefused(opening),
      isStateless: session.dialect.isStateless,
      unasked: new AskedFor().follow(frames),
    }),
  ];
  if (info) return findings;
  const causes = causesIn(context, { phase: 'start', stderr, ...rpcMessageOf(subject) });
  return explained(context, causes, findings, stderr);
}

function commandOf(server: ServerSpec): { command?: readonly string[] } {
  const started = server.transport === 'http' ? server.start : server;
  return started ? { command: [started.command, ...started.args] } : {};
}

/** Whether one of those that are told as errors leaves the script without sense. */
export function isScriptStopped(findings: readonly RawFinding[], told: readonly Finding[]): boolean {
  const stops = findings.filter(({ info }) => info?.stopsScript).map(({ rule }) => rule);
  return told.some(({ rule, level }) => level === 'error' && stops.includes(rule));
}

/** What the report says of the server: who it is, what was asked and is spoken, why that, and what else it offers. */
export function serverFacts({ handshake, why }: Connected): Omit<SuiteReport['server'], 'transport'> {
  const { info, asked, offers } = handshake;
  const { capabilities: _, ...server } = info ?? { capabilities: undefined };
  return { ...server, requestedProtocol: asked, ...(offers ? { offers } : {}), ...(why ? { why } : {}) };
}

/** "notes 1.0.0, protocol 2025-11-25". */
export function describeServer({ handshake }: Connected): string {
  const { name, version, protocol } = handshake.info ?? {};
  const who = [name ?? 'unnamed server', version].filter(Boolean).join(' ');
  return `${who}, protocol ${protocol}`;
}

function rpcMessageOf({ opening }: ConnectSubject): { rpcMessage?: string; isHeaderMismatch?: boolean } {
  if (opening?.outcome.kind !== 'rpc-error') return {};
  const { message } = opening.outcome.error;
  return typeof message === 'string' ? { rpcMessage: message, isHeaderMismatch: isHeaderMismatch(opening) } : {};
}
