/** A server: the files that import one another, what they register, and how they are served. */
import type { Call, Fn, SourceFile } from '../facts.ts';
import type { Ternary } from '../pins/range.ts';
import type { Framework } from './framework.ts';

export interface Handler {
  readonly fn: Fn;
  readonly kind: 'tool' | 'resource' | 'prompt' | 'request handler';
  readonly name: string;
  readonly framework: Framework;
  /** Whether it runs on the event loop; `async` ones do in every version. */
  readonly onLoop: Ternary;
  /** A decorator of MCP's own that stands without parentheses. */
  readonly bareDecorator?: { readonly from: number; readonly to: number; readonly path: string };
  readonly isInThread?: boolean;
}

/** A place where a server begins to serve. */
export interface Serving {
  readonly call: Call;
  readonly fn: Fn;
  readonly transport: 'stdio' | 'http' | 'unknown';
}

export interface Server {
  readonly files: readonly SourceFile[];
  readonly handlers: readonly Handler[];
  readonly servings: readonly Serving[];
  /** Whether stdout carries the protocol. */
  readonly onStdio: Ternary;
  /** It puts something else in the place of stdout, or of what writes to it. */
  readonly guardsStdout: boolean;
  readonly framework: Framework;
  /** nest_asyncio lets a loop start inside another. */
  readonly allowsNesting: boolean;
}
