/** Start and handshake, and what they show. */
import type { ConnectSubject } from '../checks/subjects.ts';
import { type Finding, PROTOCOLS, type RawFinding, type ServerSpec } from '../model.ts';
import { requestedProtocol } from '../session/handshake.ts';
import { explained } from './blame.ts';
import type { SuiteContext } from './context.ts';
import { isRefused } from './methods.ts';
import type { Connected } from './target.ts';

/** The command line or the URL, for people. */
export function targetOf(server: ServerSpec): string {
  return server.transport === 'http' ? server.url : [server.command, ...server.args].map(quote).join(' ');
}

/** What is wrong with the start; no finding of level error and an `info` in the handshake mean that it works. */
export function judgeConnect(context: SuiteContext, { session, handshake, surroundings }: Connected): RawFinding[] {
  const { plan, rooms, inspect, redact } = context;
  const { server } = plan;
  const { initialize } = handshake;
  const frames = session.framesSince(0);
  const stderr = redact(session.wire.stderr.since(0));
  const subject: ConnectSubject = {
    transport: server.transport,
    target: targetOf(server),
    connectTimeoutMs: plan.connectTimeoutMs,
    requestedProtocol: requestedProtocol(plan.protocol),
    isPinned: plan.protocol !== 'auto',
    knownProtocols: PROTOCOLS,
    initialize,
    stderr,
    frames,
    ...commandOf(server),
    ...(surroundings ? { surroundings } : {}),
    ...(initialize.outcome.kind === 'closed' ? { closure: initialize.outcome.closure } : {}),
  };
  // That its refusal takes this or that shape is no fault of its own.
  if (surroundings?.newerRevisions) return inspect([rooms.protocolNewerOnly], subject);
  const irregularities = [...initialize.irregularities, ...session.takeStrays()];
  const findings = [
    ...inspect(rooms.connectChecks, subject),
    ...inspect(rooms.framesChecks, {
      phase: 'boot' as const,
      frames,
      irregularities,
      isRefused: isRefused(initialize),
    }),
  ];
  if (handshake.info) return findings;
  const causes = rooms.diagnose({ phase: 'start', stderr, ...rpcMessageOf(subject) });
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

/** "notes 1.0.0, protocol 2025-11-25". */
export function describeServer({ handshake }: Connected): string {
  const { name, version, protocol } = handshake.info ?? {};
  const who = [name ?? 'unnamed server', version].filter(Boolean).join(' ');
  return `${who}, protocol ${protocol}`;
}

function rpcMessageOf({ initialize }: ConnectSubject): { rpcMessage?: string } {
  if (initialize?.outcome.kind !== 'rpc-error') return {};
  const { message } = initialize.outcome.error;
  return typeof message === 'string' ? { rpcMessage: message } : {};
}

function quote(part: string): string {
  return /^[\w@%+=:,./-]+$/.test(part) ? part : JSON.stringify(part);
}
