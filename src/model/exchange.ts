/** What happened on the wire. A server's misbehaviour is a value here, never an exception. */

import type { Framing } from './framing.ts';
import type { Level } from './level.ts';

export type RequestId = number | string;

/** One unit that crossed the wire: a line on stdio, a body or an SSE event on HTTP. */
export interface Frame {
  readonly seq: number;
  /** Since the wire was opened. */
  readonly atMs: number;
  readonly direction: 'in' | 'out';
  /**
   * `message`: parsed JSON that is an object or an array. `unreadable`: anything else.
   * `blank`: an empty line. `oversize`: over the limits of a message, dropped.
   */
  readonly kind: 'message' | 'unreadable' | 'blank' | 'oversize';
  /** As it came, cut to an excerpt where it is large; `bytes` is the true length. */
  readonly text: string;
  readonly bytes: number;
  readonly message?: unknown;
  /** Why it is not a message. */
  readonly problem?: string;
  /** Of an unreadable frame: what it is. Decided when it comes; of a message spread over lines, when its last line comes. */
  readonly framing?: Framing;
  /** The messages in it that no client can read, as far as they can be made out; of some only the id is known. */
  readonly holds?: readonly object[];
  /** How many lines alike it stands for, where it is not one. */
  readonly lines?: number;
  /** HTTP: the request whose exchange carried the frame. */
  readonly requestId?: RequestId;
  /** Of an event stream: what was sent long before it came in one piece with it. */
  readonly isHeldBack?: true;
}

/** A command that could not be started, and what there is in its place. */
export interface CommandFacts {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Where it was looked for; absent where that is for the PATH to say. */
  readonly path?: string;
  readonly lacks?: 'cwd' | 'file';
  readonly isFolder?: true;
  /** What its first line starts it with (`#!`). */
  readonly interpreter?: string;
}

/** How a connection ended; `not-ready`: the app that was started did not come up. */
export interface Closure {
  readonly reason: 'not-ready' | 'spawn-error' | 'exit' | 'stdout-closed' | 'unreachable' | 'closed-by-us';
  readonly atMs: number;
  readonly exitCode?: number;
  readonly signal?: string;
  /** How many requests of ours it had answered. */
  readonly answered?: number;
  /** It only launched the server: it exited when nothing had been asked but the opening, and a process that it started lives on and holds its pipes. */
  readonly heir?: { readonly pid: number; readonly command: string };
  /** Node's error code (ENOENT, ECONNREFUSED) and text. */
  readonly errorCode?: string;
  readonly error?: string;
  /** Of a spawn error. */
  readonly command?: CommandFacts;
}

/** Which step of the shutdown ended the server, and who was left. */
export interface Shutdown {
  readonly stage: 'already-gone' | 'stdin-end' | 'sigterm' | 'sigkill' | 'http';
  readonly durationMs: number;
  readonly exitCode?: number;
  readonly signal?: string;
  /** Processes of the server's group (or with our run id) that outlived it; they have been ended. */
  readonly orphans: readonly { readonly pid: number; readonly command: string }[];
}

/** What the answers to our signs-of-life questions said while a request was in flight. All times since the request was sent. */
export interface Liveness {
  /** The method that was asked, where it is not `ping`. */
  readonly question?: string;
  readonly asked: number;
  readonly answered: number;
  /** Since when nothing has come while a question is open; absent when none is open, or too young to tell. */
  readonly silentSinceMs?: number;
  /** What was answered instead by a server that answers no ping. */
  readonly otherSign?: string;
  /** The longest that nothing came while a question waited for its answer. */
  readonly longestWaitMs: number;
  /** The questions one by one, the first 100; times since the request was sent. */
  readonly pings?: readonly { readonly askedAtMs: number; readonly answeredAtMs?: number }[];
}

/** The HTTP exchange of one request, as far as it matters to a verdict. */
export interface HttpExchange {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most 4 KiB. */
  readonly bodyExcerpt: string;
  /** Whether the request carried a session id, and an Authorization header. */
  readonly hadSession?: boolean;
  /** It was a request of a revision without sessions. */
  readonly isStateless?: true;
  readonly hadCredentials?: boolean;
  /** The Authorization header names no scheme (RFC 9110, section 11.4): a token alone. */
  readonly lacksScheme?: true;
  /** When the credentials that were sent ran out, where they say so themselves (a JWT's `exp`); ISO 8601. */
  readonly credentialsEnded?: string;
  /** Why no token could be got from the authorization server. */
  readonly credentialsFailure?: string;
  /** What to log in to for new credentials, where they come from a login of the user's. */
  readonly loginUrl?: string;
  /** Where redirects within the origin, which were followed, led. */
  readonly redirectedTo?: string;
  /** The status that notifications/initialized had got by then. */
  readonly notifiedStatus?: number;
  /** HTTP+SSE (2024): where the event stream says that messages go; `fault`: it does not say, or not to the origin of the stream. */
  readonly endpoint?: { readonly url?: string; readonly fault?: 'none' | 'foreign' };
  /** How long the head was held back on its way to us, by the answer's own Date; absent where it cannot be told. */
  readonly heldMs?: number;
}

/** Why no answer came. */
export type NoAnswer =
  | { readonly reason: 'timeout'; readonly liveness: Liveness }
  /** Bytes came that are certainly the answer and cannot be read as one; `rule` names the framing class, `detail` how much. */
  | { readonly reason: 'unreadable'; readonly rule: string; readonly excerpt: string; readonly detail?: string }
  | { readonly reason: 'http-status'; readonly http: HttpExchange }
  /** The body or event stream ended, cleanly or not, without the answer. */
  | { readonly reason: 'stream-ended'; readonly http: HttpExchange; readonly error?: string }
  /** The connection went before any of the answer had come, and the server is still there. */
  | { readonly reason: 'connection-lost'; readonly error: string; readonly errorCode?: string }
  /** A panic of a Rust runtime came while only this request was open, and nothing but answers to pings after it. */
  | { readonly reason: 'panicked' }
  | { readonly reason: 'interrupted' };

export interface RpcError {
  readonly code: unknown;
  readonly message: unknown;
  readonly data?: unknown;
}

export type Outcome =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'rpc-error'; readonly error: RpcError }
  | { readonly kind: 'no-answer'; readonly why: NoAnswer }
  | { readonly kind: 'closed'; readonly closure: Closure };

/** One request of ours and all that crossed the wire while it was open. */
export interface Exchange {
  readonly method: string;
  readonly id: RequestId;
  /** Of the same request, as it was sent before the server's questions were answered. */
  readonly earlierIds?: readonly RequestId[];
  /** It opens the conversation. */
  readonly isOpening?: true;
  /** A question that had been answered was not any more, behind this one. */
  readonly wearsOut?: true;
  readonly outcome: Outcome;
  readonly sentAtMs: number;
  readonly durationMs: number;
  /** Frames both ways between sending and the outcome. */
  readonly frames: readonly Frame[];
  /** What the server wrote to stderr in that time and shortly after; over HTTP, what the app that we started wrote. */
  readonly stderr: string;
  readonly liveness: Liveness;
  /** Notes on the envelope of the answer and of strays: rule id, text, evidence. */
  readonly irregularities: readonly Irregularity[];
  /** What carried the answer, over HTTP. */
  readonly http?: HttpExchange;
}

/** Something about a frame that JSON-RPC or MCP forbids. The rule's level and wording live in `checks`. */
export interface Irregularity {
  readonly rule: string;
  readonly message: string;
  readonly evidence?: string;
  /** Where the rule's own does not fit. */
  readonly level?: Level;
}

/** One page of a list. */
export interface Page {
  readonly exchange: Exchange;
  /** The cursor that was sent for it. */
  readonly cursor?: string;
}

/** Why paging was stopped before the server said it was the last page. */
export type PagingStop = 'page-limit' | 'no-new-tools' | 'no-answer';
