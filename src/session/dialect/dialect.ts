/** What differs between the eras of the protocol. Nothing else knows whether there was an `initialize` or a `ping`. */
import type { Exchange, Irregularity, Outcome, RequestId } from '../../model.ts';
import type { StopSignal } from '../../stopping.ts';
import type { Wire } from '../../wire/wire.ts';
import type { RequestOptions } from '../request-options.ts';

/** Who we are, to the server. */
export interface Client {
  readonly version: string;
  /** What we can be asked for. */
  readonly capabilities: object;
}

/** Who opens nothing, or only asks, need not say who it is. */
export const NOBODY: Client = { version: '0', capabilities: {} };

export interface ServerInfo {
  readonly name?: string;
  readonly version?: string;
  /** The revision that both sides speak from here on. */
  readonly protocol: string;
  /** As it came. */
  readonly capabilities: unknown;
}

export interface Handshake {
  /** The request that opened the conversation, or failed to. */
  readonly opening: Exchange;
  /** Absent when the server gave no usable answer. */
  readonly info?: ServerInfo;
  /** The revision that was asked for. */
  readonly asked: string;
  /** The revisions that the server says it speaks, where it has said so. */
  readonly offers?: readonly string[];
}

export interface OpenOptions {
  readonly timeoutMs: number;
  readonly signal?: StopSignal;
}

/** What a dialect needs of a session to open it. */
export interface Conversation {
  readonly wire: Pick<Wire, 'established' | 'told'>;
  request(method: string, params: object | undefined, options: RequestOptions): Promise<Exchange>;
  notify(method: string): void;
  /** The revision that both sides speak from here on. */
  negotiated(protocol: string): void;
}

/** One way to speak. The same object serves every process of a suite: what it has learned of the tools outlives one of them. */
export interface Dialect {
  /** The revision that it asks for. */
  readonly protocol: string;
  /** Each request says all that it needs: no session, no stream of the server's own, no requests from the server. */
  readonly isStateless: boolean;
  /** Never rejects: what went wrong is in the exchange. */
  open(session: Conversation, options: OpenOptions): Promise<Handshake>;
  /** The parameters as they go out. */
  params(params: object | null | undefined): object | null | undefined;
  /** What HTTP headers say of a request besides the revision. */
  headers(method: string, params: object | null | undefined): Readonly<Record<string, string>>;
  /** The request that any server answers at once. */
  readonly signOfLife: string;
  /** The message that tells that a request is given up; undefined where none is to be sent. */
  cancellation(id: RequestId, method: string, transport: 'stdio' | 'http'): object | undefined;
  /** Looks at an answer: what is wrong with it as an answer of this era. */
  read(method: string, outcome: Outcome): readonly Irregularity[];
}

/** An answer as an object; undefined where it is none. */
export function resultOf(outcome: Outcome): Readonly<Record<string, unknown>> | undefined {
  const result = outcome.kind === 'result' ? outcome.result : undefined;
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>) : undefined;
}

/** `name` and `version` of what names itself, where they are texts. */
export function namesOf(info: unknown): { name?: string; version?: string } {
  const { name, version } = (info ?? {}) as Record<string, unknown>;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
  };
}
