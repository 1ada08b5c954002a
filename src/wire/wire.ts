/** What a wire is: messages out, frames in, and the end. stdio and streamable HTTP look the same from here. */
import type { Closure, Frame, HttpExchange, Irregularity, NoAnswer, RequestId, Shutdown } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { FrameLog } from './frames.ts';
import type { StderrLog } from './stderr.ts';

/** Called as things happen; none of them may throw. */
export interface WireListener {
  /** A frame came in. */
  frame(frame: Frame): void;
  /** Bytes came that no line end has followed yet (stdio). */
  partial(): void;
  /** The head of the HTTP answer to `requestId` came; said before its frames. */
  exchanged(requestId: RequestId, http: HttpExchange): void;
  /** Something is wrong that belongs to no request (HTTP). */
  noted(irregularity: Irregularity): void;
  /** The exchange that should have carried the answer to `requestId` ended without one (HTTP). */
  failed(requestId: RequestId, why: NoAnswer): void;
  /** Whether the request still waits for its answer: only then is a broken-off stream worth resuming. */
  isWaiting(requestId: RequestId): boolean;
  /**
   * The server is gone or unreachable. With `requestId` it is the exchange of that request that met it: others that are under
   * way may still be answered. Without one, once, and nothing comes after it.
   */
  closed(closure: Closure, requestId?: RequestId): void;
}

/** How long each step of the shutdown may take. */
export interface Graces {
  readonly stdinEndMs: number;
  readonly sigtermMs: number;
  /** Aborted when whoever waits for the end cannot wait that long any more. */
  readonly hurry?: StopSignal;
}

/** What comes on stdout and is no message, kept out of the frames. */
export interface Diversion {
  text(): string;
  end(): void;
}

/** A server process that is ours. */
export interface StartedProcess {
  /** Of the leader, and so the group's number. */
  readonly pid: number;
  /** By the clock of the wire, in milliseconds: the moments that its birth lies between. Over stdio. */
  readonly bornBetween?: readonly [number, number];
  /** Marks all that comes from this start, by `RUN_VARIABLE` in the environment. */
  readonly runId: string;
  /** For a server that is about to write to stdout what we asked it for: messages still become frames. */
  divertNoise(): Diversion;
}

/** How one request with headers of a probe's own was answered. */
export interface HttpExperiment {
  readonly status: number;
  /** The server gave out a session id. */
  readonly usesSessions: boolean;
  /** It is reached on this machine. */
  readonly isLoopback: boolean;
}

export interface Wire {
  /** HTTP: one POST (without a message: a GET or DELETE) beside the conversation, with `headers` over ours; hung up on after `hangUpMs`. Undefined: no answer. */
  experiment?(
    headers: Readonly<Record<string, string>>,
    message: object | 'GET' | 'DELETE',
    hangUpMs?: number,
  ): Promise<HttpExperiment | undefined>;
  readonly transport: 'stdio' | 'http';
  /** Set where we started the server, and it could be started. */
  readonly started?: StartedProcess;
  readonly frames: FrameLog;
  readonly stderr: StderrLog;
  /** Milliseconds since the wire was opened. */
  now(): number;
  /** Set once the server is gone. */
  readonly closure: Closure | undefined;
  /** Nothing can come any more; how it ended is not known yet. */
  readonly isEnding?: boolean;
  /** Frames carry their request's id over HTTP, so `requestId` is given for requests; `headers` go along there. */
  send(message: object, requestId?: RequestId, headers?: Readonly<Record<string, string>>): void;
  /** Sends text that need not be a message: what a probe does. */
  sendRaw(text: string): void;
  /** stdio: what no line end has followed yet, read as if it were a line. */
  pending?(): Pick<Frame, 'kind' | 'text' | 'bytes' | 'message' | 'problem' | 'framing' | 'holds'> | undefined;
  /** HTTP: nobody waits for this request any more; lets go of what carries it, once the server has been told where it is. */
  abandon?(requestId: RequestId): void;
  /**
   * From here on the revision goes into the HTTP headers, where there is one. Without sessions (`isStateless`) no session id is
   * kept, no broken-off stream resumed, and no end of the session told.
   */
  negotiated(protocol: string | undefined, isStateless: boolean): void;
  /** HTTP: resolves when the last message without an id has had its HTTP answer, or is lost. */
  told?(): Promise<unknown>;
  /** After the handshake: the server may speak unasked. */
  established(): void;
  /** Resolves when what needs no JSON-RPC answer has had its HTTP answer, or was waited for long enough. */
  settled(): Promise<void>;
  /** Ends the server and everything it started; resolves when nothing of it is left. May be called more than once. */
  close(graces: Graces): Promise<Shutdown>;
}
