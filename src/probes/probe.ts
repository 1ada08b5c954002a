/** What a probe is: an opt-in experiment on a server, mostly on a process of its own, with the rules that it can find. */
import type { Note } from '../checks/check.ts';
import { toFinding } from '../checks/check.ts';
import { isBlocked } from '../checks/liveness-words.ts';
import type { Exchange, Finding, JsonObject, NoAnswer, ProbeName, RuleInfo } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { StopSignal } from '../stopping.ts';

/** A call that does no harm, however often it is made. */
export interface SampleCall {
  readonly tool: string;
  readonly args: JsonObject;
  /** Whether other arguments fit the tool's inputSchema. */
  readonly fits: (args: JsonObject) => boolean;
}

/** What a probe works with. */
export interface Bench {
  readonly transport: 'stdio' | 'http';
  /** Calls of tools that are known to be harmless; the first is the best. */
  readonly samples: readonly SampleCall[];
  readonly timeoutMs: number;
  /** How long a server may take to start. */
  readonly startMs: number;
  readonly signal: StopSignal;
  /** A server of its own, or an HTTP session, with the handshake done; undefined where that fails. */
  fresh(): Promise<Session | undefined>;
  /** The same without a handshake. */
  raw(): Promise<Session>;
  /** What stderr, the result and the error text say about an exchange. */
  causes(exchange: Exchange): readonly Finding[];
}

export interface ProbeVerdict {
  readonly findings: readonly Finding[];
  /** Why the probe could not be made. */
  readonly skipped?: string;
}

export interface Probe {
  readonly name: ProbeName;
  readonly rules: readonly RuleInfo[];
  /** Never rejects for what the server does. The servers that it asks for are ended by the caller. */
  readonly run: (bench: Bench) => Promise<ProbeVerdict>;
}

export const NO_SAMPLE: ProbeVerdict = {
  findings: [],
  skipped: 'no tool is known to be harmless: none says readOnlyHint or idempotentHint, and no step is marked safe',
};
export const ONLY_HTTP: ProbeVerdict = { findings: [], skipped: 'only for servers over streamable HTTP' };
export const NOT_STARTED: ProbeVerdict = { findings: [], skipped: 'the server could not be started for it' };

/** One finding of `rule`, behind the causes that the exchange shows. */
export function found(rule: RuleInfo, note: Note, causes: readonly Finding[] = []): ProbeVerdict {
  return { findings: [...causes, toFinding(rule, note)] };
}

/** Calls a tool; liveness is asked meanwhile. */
export function call(session: Session, bench: Bench, tool: string, args: JsonObject): Promise<Exchange> {
  const { timeoutMs, signal } = bench;
  return session.request('tools/call', { name: tool, arguments: args }, { timeoutMs, signal, liveness: true });
}

/** What the wire shows: "the process ended with exit code 1", "no answer came, though it went on answering pings". */
export function describeEnd({ outcome }: Exchange): string {
  if (outcome.kind === 'no-answer') return describeSilence(outcome.why);
  if (outcome.kind !== 'closed') return 'no answer came';
  const { exitCode, signal } = outcome.closure;
  if (signal) return `the process was ended by ${signal}`;
  return exitCode === undefined ? 'the connection was closed' : `the process ended with exit code ${exitCode}`;
}

function describeSilence(why: NoAnswer): string {
  if (why.reason === 'unreadable')
    return `its answer cannot be read (${[why.rule, why.detail].filter(Boolean).join(': ')})`;
  if (why.reason === 'http-status') return `the HTTP status was ${why.http.status}, without a JSON-RPC answer`;
  if (why.reason === 'stream-ended')
    return `the HTTP answer ended without the response${why.error ? ` (${why.error})` : ''}`;
  if (why.reason === 'connection-lost') return `the connection was cut (${why.errorCode ?? why.error})`;
  if (why.reason !== 'timeout') return 'no answer came';
  if (isBlocked(why.liveness)) return 'no answer came, not to pings either';
  return why.liveness.answered > 0 ? 'no answer came, though it went on answering pings' : 'no answer came';
}

export const INPUT_KILLS_SERVER: RuleInfo = {
  id: 'input-kills-server',
  level: 'warning',
  title: 'Unexpected input ends the server, or silences it.',
  hint: 'Catch parse and validation errors, and answer them (-32700, -32600, -32601, -32602); never let one end the process.',
  spec: 'https://www.jsonrpc.org/specification#error_object',
};
