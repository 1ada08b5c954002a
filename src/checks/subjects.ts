/** What checks look at. Built by `run`; everything is as it came from the wire, nothing stripped or coerced. */
import type {
  Closure,
  Exchange,
  ExpectedStatus,
  Frame,
  JsonObject,
  Page,
  PagingStop,
  SchemaVerdict,
  ScriptedKind,
  Shutdown,
  Surroundings,
} from '../model.ts';
/** Start and handshake. */
export interface ConnectSubject {
  readonly transport: 'stdio' | 'http';
  /** The command line or the URL, for messages. */
  readonly target: string;
  /** There is no smoke file. */
  readonly isProbe?: true;
  /** Command and arguments, for stdio. */
  readonly command?: readonly string[];
  readonly connectTimeoutMs: number;
  /** The revision that is wanted, and those we can speak. */
  readonly requestedProtocol: string;
  /** The user wants this revision and no other. */
  readonly isPinned: boolean;
  readonly knownProtocols: readonly string[];
  /** What the server says it speaks, where it has said so; and what is spoken with it now. */
  readonly offers?: readonly string[];
  readonly spoken?: string;
  /** It is spoken to without a handshake. */
  readonly isStateless?: boolean;
  /** What server/discover did to a server that knows only initialize. */
  readonly discovery?: { readonly fate: 'fatal' | 'silent'; readonly exchange: Exchange };
  /** The request that opens the conversation. Absent when the process could not even be started. */
  readonly opening?: Exchange;
  /** Set when the server went away before it had answered. */
  readonly closure?: Closure;
  /** What was found around a server that refused the handshake. */
  readonly surroundings?: Surroundings;
  /** Everything on stderr so far. */
  readonly stderr: string;
  /** Every frame up to the end of the handshake. */
  readonly frames: readonly Frame[];
}

/** A tool as listed, with what the schema room says. */
export interface ToolSubject {
  /** Its place in the list over all pages. */
  readonly index: number;
  /** `tools[3]` where the tool has no usable name. */
  readonly name: string;
  /** As it came: may be anything. */
  readonly raw: unknown;
  /** Absent when inputSchema is missing or not an object. */
  readonly input?: SchemaVerdict;
  /** Absent when there is no outputSchema or it is not an object. */
  readonly output?: SchemaVerdict;
  /** The list is so large that this one was left out; nothing is said of it. */
  readonly isUnchecked?: true;
  readonly protocol: string;
}

/** tools/list over all pages. */
export interface ListSubject {
  /** What the server declared; as it came. */
  readonly capabilities: unknown;
  readonly pages: readonly Page[];
  /** tools/list once more; absent where it was not asked. */
  readonly again?: Exchange;
  /** The lists of other capabilities that the server declares: prompts/list, resources/list. */
  readonly others?: readonly { readonly method: string; readonly exchange: Exchange }[];
  /** resources/templates/list, which need not be there; absent where it was not asked. */
  readonly templates?: Exchange;
  readonly tools: readonly ToolSubject[];
  /** How many items were listed; more than `tools` where that was cut. */
  readonly total: number;
  readonly stopped?: PagingStop;
  readonly protocol: string;
  /**
   * What the official client's own schema says of the pages: the names of tools that users of a host lose
   * because one tool spoils the list. Absent when it would accept them, or was not asked.
   */
  readonly official?: {
    readonly culprits: readonly string[];
    readonly message: string;
    /** The tools are in order: it is the client that cannot take them. */
    readonly isItsLimit?: boolean;
  };
}

/** One call of a tool, one read of a resource, one get of a prompt, or a request of the file's own. */
export interface CallSubject {
  readonly kind: ScriptedKind;
  /** The tool's name, the resource's URI, the prompt's name or the method. */
  readonly target: string;
  readonly tool?: ToolSubject;
  readonly args: JsonObject;
  readonly timeoutMs: number;
  readonly expected: ExpectedStatus;
  readonly exchange: Exchange;
  /** It was called without a handshake, in a revision of that kind. */
  readonly isStateless?: true;
}

/** Notifications that nobody has asked for, or no longer. */
export interface Unasked {
  /** Of 2026-07-28, where a request asks for them. */
  readonly logs: readonly Frame[];
  /** Progress with a token that no request has given, and what came after the answer to the one that has; of each its first. */
  readonly unknown: readonly Frame[];
  readonly late: readonly LateProgress[];
  /** Progress that is no more than what was reported before for the same request. */
  readonly shrinking: readonly { readonly frame: Frame; readonly before: number }[];
}

export interface LateProgress {
  readonly frame: Frame;
  readonly request: { readonly method: unknown; readonly target: unknown };
}

/** The frames and strays of one phase; the same subject serves boot, list, every call and close. */
export interface FramesSubject {
  readonly phase: 'boot' | 'list' | 'call' | 'idle' | 'close';
  /** The tool that was being called. */
  readonly target?: string;
  readonly frames: readonly Frame[];
  /** What the session noted on envelopes and ids. */
  readonly irregularities: Exchange['irregularities'];
  /** A request of this phase got an HTTP status that refuses it. */
  readonly isRefused?: boolean;
  /** The server has put headers before messages, as language servers do, now or earlier. */
  readonly hadHeaders?: boolean;
  /** It is spoken to without a handshake, so it may send nothing unasked. */
  readonly isStateless?: boolean;
  /** Those of the frames that nobody has asked for. */
  readonly unasked?: Unasked;
  /** The ids of all requests so far that have subscribed, as text. */
  readonly subscriptions?: ReadonlySet<string>;
}

/** A server that went away although nothing was asked of it. */
export interface UnaskedEndSubject {
  readonly closure: Closure;
  /** What had been asked last, in words; absent where nothing had been. */
  readonly after?: string;
  /** Since its last answer. */
  readonly stderr: string;
}

/** The end of the server. */
export interface CloseSubject {
  readonly transport: 'stdio' | 'http';
  readonly shutdown: Shutdown;
  /** The method by which it asked its host something when its stdin had ended: no answer could be given. */
  readonly waitsFor?: string;
  /** An exception that nobody caught, on stderr after the last answer. */
  readonly uncaught?: {
    readonly type: string;
    readonly message: string;
    readonly where?: string;
    readonly stderr: string;
  };
}
